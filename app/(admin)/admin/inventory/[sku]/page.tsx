import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { address, single } from "@/components/admin/address";
import { AsOfForm } from "@/components/admin/inventory/as-of-form";
import { IncomingTable } from "@/components/admin/inventory/incoming-table";
import { givenIn } from "@/components/admin/inventory/levels-address";
import { LevelsTable } from "@/components/admin/inventory/levels-table";
import { ReservationsTable } from "@/components/admin/inventory/reservations-table";
import { StockForm } from "@/components/admin/inventory/stock-form";
import { StockOverTime } from "@/components/admin/inventory/stock-over-time";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { skuViewSchema } from "@/server/domain/inventory/ledger.schema";
import { momentIn, wallClock } from "@/server/domain/inventory/moment";
import { skuPage } from "@/server/domain/inventory/sku.queries";
import { stockOverTime } from "@/server/domain/inventory/stock-over-time.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";
import { LedgerPart } from "./ledger-part";
import { ReorderLines } from "./reorder-lines";

type Props = {
  params: Promise<{ sku: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Stock of ${decodeURIComponent((await params).sku)}` };
}

export default async function SkuStockPage({ params, searchParams }: Props) {
  const sku = decodeURIComponent((await params).sku);
  const home = `/admin/inventory/${encodeURIComponent(sku)}`;
  const user = await staffGate("warehouse", home);
  const view = skuViewSchema.parse(givenIn(single(await searchParams)));
  const ctx = await visitorContext();
  const [places, settings] = await Promise.all([activePlaces(ctx), readSettings(ctx)]);
  const place = places.find(({ code }) => code === view.place);
  const timeZone = view.zone ?? place?.timeZone ?? settings.timeZone;
  const asOf = view.asOf ? momentIn(view.asOf, timeZone) : null;
  const span = view.days ?? 30;
  const [page, days] = await Promise.all([
    skuPage(ctx, sku, asOf, place?.code),
    stockOverTime(ctx, sku, { days: span, timeZone, place: place?.code }),
  ]);
  if (!page) notFound();

  const clock = asOf ? wallClock(asOf, timeZone) : undefined;
  const kept = {
    place: place?.code,
    days: view.days?.toString(),
    asOf: clock,
    zone: asOf ? timeZone : undefined,
    kind: view.kind,
  };
  const to = (changed: Partial<typeof kept>) => address(home, { ...kept, ...changed });
  const shelves = page.levels.map(({ place: at, lot, available, unavailable }) => ({
    place: at,
    lot,
    available,
    unavailable,
  }));

  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Inventory", href: "/admin/inventory" }, { label: page.sku }]} />}
        title={page.sku}
        summary={
          <>
            {page.title}
            {page.variantTitle && ` · ${page.variantTitle}`}
            {page.barcode && (
              <>
                {" "}
                · barcode <span className="font-mono">{page.barcode}</span>
              </>
            )}
            {" · "}
            {page.archived ? (
              "no longer sold"
            ) : (
              <Link href={`/products/${page.slug}`} look="muted">
                in the shop
              </Link>
            )}
          </>
        }
      />
      <div className="mb-5">
        <TabNav
          label="Place"
          items={[
            { href: to({ place: undefined }), label: "All places", current: !place },
            ...places.map(({ code, name }) => ({
              href: to({ place: code }),
              label: `${code} · ${name}`,
              current: code === place?.code,
            })),
          ]}
        />
      </div>
      <div className="grid items-start gap-x-10 gap-y-8 min-[1400px]:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-labelledby="levels" className="min-w-0">
          <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
            <h2 id="levels" className="text-lg font-semibold">
              {asOf ? (
                <>
                  Stock on <Time at={asOf} style="second" timeZone={timeZone} />
                </>
              ) : (
                "Stock now"
              )}
            </h2>
            <AsOfForm
              home={home}
              asOf={clock}
              timeZone={timeZone}
              keep={givenIn({ ...kept, asOf: undefined, zone: undefined })}
              nowHref={to({ asOf: undefined, zone: undefined })}
              key={clock ?? "now"}
            />
          </div>
          {asOf && (
            <Callout tone="info" className="mb-3">
              The buckets as the ledger adds them up to the end of this second. What is on its way, holds and
              reorder points are today's.
            </Callout>
          )}
          <LevelsTable
            rows={page.levels}
            caption={`Stock of ${page.sku}`}
            now={asOf ?? ctx.now}
            ofOneSku
            editsBins={!asOf}
          />
          <ReorderLines sku={page.sku} levels={page.levels} manager={hasRole(user.role, "manager")} />
        </section>
        <aside
          aria-labelledby="change"
          className="min-w-0 max-w-2xl min-[1400px]:col-start-2 min-[1400px]:row-span-4 min-[1400px]:row-start-1"
        >
          <h2 id="change" className="mb-3 text-lg font-semibold">
            Change stock
          </h2>
          {asOf ? (
            <p className="text-sm text-muted">
              The past stays as it was. <Link href={to({ asOf: undefined, zone: undefined })}>Go to now</Link>{" "}
              to change stock.
            </p>
          ) : (
            <StockForm
              sku={page.sku}
              places={places}
              shelves={shelves}
              place={place?.code}
              key={place?.code ?? ""}
            />
          )}
        </aside>
        <StockOverTime
          days={days}
          span={span}
          href={(count) => to({ days: String(count) })}
          marked={clock?.slice(0, 10)}
          timeZone={timeZone}
        />
        <section aria-labelledby="held" className="min-w-0">
          <h2 id="held" className="mb-2 text-lg font-semibold">
            Held for orders
          </h2>
          <ReservationsTable rows={page.reservations} more={page.moreReservations} timeZone={timeZone} />
        </section>
        <section aria-labelledby="incoming" className="min-w-0">
          <h2 id="incoming" className="mb-2 text-lg font-semibold">
            On its way
          </h2>
          <IncomingTable rows={page.incoming} more={page.moreIncoming} now={ctx.now} timeZone={timeZone} />
        </section>
        <LedgerPart
          ctx={ctx}
          sku={page.sku}
          home={home}
          view={view}
          kept={givenIn(kept)}
          asOf={asOf}
          places={places}
          place={place?.code}
          timeZone={timeZone}
          policies={hasRole(user.role, "manager")}
        />
      </div>
    </>
  );
}
