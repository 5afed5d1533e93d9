import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { ExpiryBands } from "@/components/admin/inventory/expiry-bands";
import { ExpiryTable } from "@/components/admin/inventory/expiry-table";
import { InventoryTabs } from "@/components/admin/inventory/inventory-tabs";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { expiringStock, expiryTotals } from "@/server/domain/inventory/expiry.queries";
import { type ExpiryBand, expiryFilterSchema } from "@/server/domain/inventory/expiry.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Expiry" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const nothing: Record<ExpiryBand, string> = {
  expired: "No unit past its date stands on a shelf",
  "7": "Nothing goes past its date within 7 days",
  "30": "Nothing goes past its date within 30 days",
  "90": "Nothing goes past its date within 90 days",
};

export default async function ExpiryPage({ searchParams }: Props) {
  const user = await staffGate("warehouse", "/admin/inventory/expiry");
  const manager = hasRole(user.role, "manager");
  const filter = expiryFilterSchema.parse(single(await searchParams));
  const ctx = await visitorContext();
  const [totals, places, { currency }] = await Promise.all([
    expiryTotals(ctx, filter.place),
    activePlaces(ctx),
    readSettings(ctx),
  ]);
  // What has gone past its date asks for a decision; without any, what comes next is shown.
  const band = filter.band ?? (totals.expired.units + totals.expired.held > 0 ? "expired" : "30");
  const { rows, nextCursor } = await expiringStock(ctx, { ...filter, band });
  const here = (change: Record<string, string | undefined>) =>
    address("/admin/inventory/expiry", { band, place: filter.place, ...change });
  return (
    <>
      <PageHeader
        title="Inventory"
        summary="Lots by their date. What goes past it leaves the shop by itself; what becomes of the units is up to you."
      />
      <InventoryTabs current="expiry" />
      <ExpiryBands
        totals={totals}
        current={band}
        hrefOf={(to) => here({ band: to })}
        currency={manager ? currency : null}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: <search> around a form is not yet known to every screen reader */}
      <form
        action="/admin/inventory/expiry"
        method="get"
        role="search"
        aria-label="Lots by date"
        className="mt-4 flex flex-wrap items-center gap-2"
      >
        <input type="hidden" name="band" value={band} />
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
          <ExpiryTable rows={rows} now={ctx.now} manager={manager} />
          <Pagination
            newerHref={filter.cursor ? here({}) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? here({ cursor: nextCursor }) : undefined}
            olderLabel="Later dates"
            summary="By date"
          />
        </div>
      ) : (
        <EmptyState
          title={nothing[band]}
          action={band !== "90" && <ButtonLink href={here({ band: "90" })}>Show the next 90 days</ButtonLink>}
        >
          {filter.place ? `In ${filter.place}. Other places may hold some.` : "Nothing to decide here."}
        </EmptyState>
      )}
    </>
  );
}
