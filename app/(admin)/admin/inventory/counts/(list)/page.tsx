import { FileUp, ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { InventoryTabs } from "@/components/admin/inventory/inventory-tabs";
import { CountTable } from "@/components/admin/stock-count/count-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { countList } from "@/server/domain/stock-count/count.queries";

export const metadata: Metadata = { title: "Counts" };

type Props = { searchParams: Promise<{ cursor?: string }> };
const home = "/admin/inventory/counts";

export default async function CountsPage({ searchParams }: Props) {
  const { role } = await staffGate("warehouse", home);
  const { cursor } = await searchParams;
  const { rows, nextCursor } = await countList(await visitorContext(), cursor);
  const start = (
    <ButtonLink href={`${home}/new`} look="primary" icon={<ListChecks aria-hidden />}>
      New count
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Inventory"
        summary="Every unit stands in exactly one bucket of one shelf."
        actions={
          <>
            {hasRole(role, "manager") && (
              <ButtonLink href={`${home}/import`} icon={<FileUp aria-hidden />}>
                Import counts
              </ButtonLink>
            )}
            {rows.length > 0 && start}
          </>
        }
      />
      <InventoryTabs current="counts" />
      {rows.length > 0 ? (
        <>
          <CountTable rows={rows} />
          <Pagination
            newerHref={cursor ? home : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? `${home}?cursor=${nextCursor}` : undefined}
            olderLabel="Next page"
            summary="Open first"
          />
        </>
      ) : (
        <EmptyState title="Nothing has been counted yet" action={start}>
          Make a list of shelves, walk along it with a scanner, and the books follow what is really there.
        </EmptyState>
      )}
    </>
  );
}
