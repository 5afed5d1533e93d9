import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { PaymentsTabs } from "@/components/admin/payments/payments-tabs";
import { InboxFilters } from "@/components/admin/payments/webhooks/inbox-filters";
import { InboxTable } from "@/components/admin/payments/webhooks/inbox-table";
import { ProcessParked } from "@/components/admin/payments/webhooks/process-parked";
import { RefusalNotice } from "@/components/admin/payments/webhooks/refusal-notice";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { listInbox, parkedNow } from "@/server/domain/webhook/inbox.queries";
import { inboxFilterSchema } from "@/server/domain/webhook/inbox.schema";
import { refusals } from "@/server/domain/webhook/refusal";

export const metadata: Metadata = { title: "Webhooks" };

const home = "/admin/payments/webhooks";

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function WebhooksPage({ searchParams }: { searchParams: Query }) {
  await staffGate("manager", home);
  const query = single(await searchParams);
  const filter = inboxFilterSchema.parse(query);
  const filtered = Object.values(filter).some(Boolean);
  const ctx = await visitorContext();
  const { timeZone } = await readSettings(ctx);
  const turn = { timeZone, after: query.after, before: query.before };
  const [page, parked, refused] = await Promise.all([
    listInbox(ctx, filter, turn),
    parkedNow(ctx),
    refusals(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Webhooks"
        summary={`What vendors have told us, newest first. Times in ${timeZone.replaceAll("_", " ")}.`}
        actions={parked > 0 && <ProcessParked count={parked} />}
      />
      <PaymentsTabs current="webhooks" />
      <RefusalNotice refusals={refused} timeZone={timeZone} />
      <InboxFilters filter={filter} filtered={filtered} />
      {page.rows.length > 0 ? (
        <InboxTable rows={page.rows} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={filtered ? "No notification fits this filter" : "Nothing has come yet"}
          action={filtered && <ButtonLink href={home}>Show all notifications</ButtonLink>}
        >
          {filtered
            ? "Try a wider range of days, or a whole event id, order number or reference."
            : "The first notification of a vendor appears here the moment it is taken in."}
        </EmptyState>
      )}
      <Pagination
        newerHref={page.newer ? address(home, { ...filter, before: page.newer }) : undefined}
        olderHref={page.older ? address(home, { ...filter, after: page.older }) : undefined}
      />
    </>
  );
}
