import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { UnfinishedTable } from "@/components/admin/payments/unfinished-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { unfinishedList } from "@/server/domain/payment/unfinished.queries";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Payments under way" };

const home = "/admin/payments/unfinished";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UnfinishedPage({ searchParams }: Props) {
  await staffGate("manager", home);
  const { after } = single(await searchParams);
  const ctx = await visitorContext();
  const [page, { timeZone }] = await Promise.all([unfinishedList(ctx, { after }), readSettings(ctx)]);
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Payments", href: "/admin/payments" }, { label: "Under way" }]} />
        }
        title="Payments under way"
        summary="Each is asked about by itself, with growing pauses, in case a provider’s word got lost."
      />
      {page.rows.length > 0 ? (
        <UnfinishedTable rows={page.rows} timeZone={timeZone} />
      ) : (
        <EmptyState title="None is under way">Every payment has come to its end.</EmptyState>
      )}
      <Pagination
        newerHref={after ? home : undefined}
        newerLabel="First"
        olderHref={page.more ? address(home, { after: page.more }) : undefined}
        olderLabel="More"
      />
    </>
  );
}
