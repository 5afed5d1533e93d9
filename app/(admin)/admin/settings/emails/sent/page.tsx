import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { MailTabs } from "@/components/admin/mail/mail-tabs";
import { MessageFilters } from "@/components/admin/mail/message-filters";
import { MessageTable } from "@/components/admin/mail/message-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { allTemplates, listMessages } from "@/server/domain/notification/message-log.queries";
import { messageFilterSchema } from "@/server/domain/notification/notification.schema";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Mail" };

type Query = Promise<Record<string, string | string[] | undefined>>;
const path = "/admin/settings/emails/sent";

/** For whoever talks to customers: what they were told, and what did not reach them. */
export default async function SentMailPage({ searchParams }: { searchParams: Query }) {
  const { role } = await staffGate("manager", path);
  const query = single(await searchParams);
  const parsed = messageFilterSchema.parse(query);
  const filter = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value)) as typeof parsed;
  const ctx = await visitorContext();
  const [{ rows, older }, { timeZone }] = await Promise.all([
    listMessages(ctx, filter, query.after),
    readSettings(ctx),
  ]);
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <PageHeader title="Mail" summary="Everything the shop has written, and what came of it." />
      <MailTabs current="sent" role={role} />
      <MessageFilters filter={filter} templates={allTemplates()} />
      {rows.length > 0 ? (
        <MessageTable rows={rows} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={narrowed ? "No mail like this" : "No mail yet"}
          action={narrowed ? <ButtonLink href={path}>Show all mails</ButtonLink> : undefined}
        >
          {narrowed
            ? "An address has to be whole, as the mail went to it."
            : "The first one is written when somebody places an order."}
        </EmptyState>
      )}
      <Pagination
        newerHref={query.after ? address(path, filter) : undefined}
        newerLabel="Newest"
        olderHref={older ? address(path, { ...filter, after: older }) : undefined}
      />
    </>
  );
}
