import { Truck } from "lucide-react";
import type { Metadata } from "next";
import { InventoryTabs } from "@/components/admin/inventory/inventory-tabs";
import { TransferTable } from "@/components/admin/transfer/transfer-table";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { transferList } from "@/server/domain/transfer/transfer.queries";
import { type TransferFilter, transferFilterSchema } from "@/server/domain/transfer/transfer.schema";

export const metadata: Metadata = { title: "Transfers" };

const home = "/admin/inventory/transfers";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TransfersPage({ searchParams }: Props) {
  await staffGate("warehouse", home);
  const given = Object.entries(await searchParams).filter(([, value]) => value !== "");
  const filter = transferFilterSchema.parse(Object.fromEntries(given));
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, places] = await Promise.all([transferList(ctx, filter), activePlaces(ctx)]);
  const all = filter.show === "all";
  const send = (
    <ButtonLink href={`${home}/new`} look="primary" icon={<Truck aria-hidden />}>
      Send goods
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Transfers"
        summary="Goods that go from place to place. On their way they stand in neither."
        actions={send}
      />
      <InventoryTabs current="transfers" />
      <form action={home} method="get" aria-label="Filter" className="flex flex-wrap items-center gap-2">
        <Select name="show" aria-label="Show" size="md" defaultValue={filter.show} className="min-w-36">
          <option value="open">On their way</option>
          <option value="all">All</option>
        </Select>
        <Select
          name="place"
          aria-label="Place"
          size="md"
          defaultValue={filter.place ?? ""}
          className="min-w-36"
        >
          <option value="">All places</option>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} · {name}
            </option>
          ))}
        </Select>
        <Button type="submit">Show</Button>
      </form>
      {rows.length > 0 ? (
        <div className="mt-4">
          <TransferTable rows={rows} />
          <Pagination
            newerHref={filter.cursor ? address({ ...filter, cursor: undefined }) : undefined}
            newerLabel="Newest"
            olderHref={nextCursor ? address({ ...filter, cursor: nextCursor }) : undefined}
          />
        </div>
      ) : (
        <EmptyState
          title={all ? "No transfer fits" : "Nothing is on its way"}
          action={all ? undefined : <ButtonLink href={`${home}?show=all`}>Show earlier transfers</ButtonLink>}
        >
          {all
            ? "What is sent from one place to another will be listed here."
            : "Everything that was sent from place to place has arrived."}
        </EmptyState>
      )}
    </>
  );
}

function address(filter: TransferFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return `${home}?${query}`;
}
