import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AsOfForm } from "@/components/admin/inventory/as-of-form";
import { LedgerTable } from "@/components/admin/inventory/ledger-table";
import { LevelsTable } from "@/components/admin/inventory/levels-table";
import { ReservationsTable } from "@/components/admin/inventory/reservations-table";
import { StockForm } from "@/components/admin/inventory/stock-form";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { skuPage } from "@/server/domain/inventory/inventory.queries";
import { momentSchema } from "@/server/domain/inventory/inventory.schema";
import { ledgerOf } from "@/server/domain/inventory/ledger.queries";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

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
  await staffGate("warehouse", home);
  const { asOf, before } = momentSchema.parse(await searchParams);
  const ctx = await visitorContext();
  const [page, ledger, places] = await Promise.all([
    skuPage(ctx, sku, asOf ?? null),
    ledgerOf(ctx, sku, { before, asOf: asOf ?? null }),
    activePlaces(ctx),
  ]);
  if (!page) notFound();
  const low = page.levels.some((level) => level.lowSince);
  const moment = asOf ? { asOf: asOf.toISOString().slice(0, 16) } : undefined;
  const lots = [...new Set(page.levels.flatMap((level) => (level.lot ? [level.lot] : [])))];

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
            <Link href={`/products/${page.slug}`} look="muted">
              in the shop
            </Link>
          </>
        }
      />
      <div className="grid items-start gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-8">
          <section aria-labelledby="levels">
            <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
              <h2 id="levels" className="text-lg font-semibold">
                {asOf ? (
                  <>
                    Stock on <Time at={asOf} />
                  </>
                ) : (
                  "Stock now"
                )}
              </h2>
              <AsOfForm action={home} asOf={moment?.asOf} />
            </div>
            {asOf && (
              <Callout tone="info" className="mb-3">
                The buckets as the ledger adds them up to this moment. Reorder points are today's.
              </Callout>
            )}
            <LevelsTable rows={page.levels} caption={`Stock of ${page.sku}`} now={ctx.now} ofOneSku />
            {low && !asOf && (
              <p className="mt-2 text-sm text-muted">
                Low: available at the place is under its reorder point.
              </p>
            )}
          </section>
          <section aria-labelledby="held">
            <h2 id="held" className="mb-2 text-lg font-semibold">
              Held for orders
            </h2>
            <ReservationsTable rows={page.reservations} more={page.moreReservations} />
          </section>
        </div>
        <aside aria-labelledby="change" className="min-w-0">
          <h2 id="change" className="mb-3 text-lg font-semibold">
            Change stock
          </h2>
          <StockForm sku={page.sku} places={places} lots={lots} />
        </aside>
        <section aria-labelledby="ledger" className="min-w-0 xl:col-span-2">
          <h2 id="ledger" className="mb-2 text-lg font-semibold">
            Ledger
          </h2>
          {ledger.rows.length > 0 ? (
            <>
              <LedgerTable rows={ledger.rows} />
              <Pagination
                newerHref={before ? link(home, moment) : undefined}
                newerLabel="Newest"
                olderHref={
                  ledger.nextBefore ? link(home, { ...moment, before: `${ledger.nextBefore}` }) : undefined
                }
              />
            </>
          ) : (
            <EmptyState compact title="Nothing has moved" as="h3">
              {asOf ? "No unit had moved up to this moment." : "Receive the first units with the form."}
            </EmptyState>
          )}
        </section>
      </div>
    </>
  );
}

const link = (home: string, query: Record<string, string> | undefined): string =>
  query && Object.keys(query).length > 0 ? `${home}?${new URLSearchParams(query)}#ledger` : `${home}#ledger`;
