import { address } from "@/components/admin/address";
import { LedgerFilter } from "@/components/admin/inventory/ledger-filter";
import { LedgerTable } from "@/components/admin/inventory/ledger-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { ledgerOf } from "@/server/domain/inventory/ledger.queries";
import type { SkuView } from "@/server/domain/inventory/ledger.schema";
import type { Reader } from "@/server/kernel/ctx";

type Props = {
  ctx: Reader;
  sku: string;
  home: string;
  view: SkuView;
  /** What stands in the address besides the page of the ledger. */
  kept: Record<string, string>;
  asOf: Date | null;
  places: readonly { code: string; name: string }[];
  place: string | undefined;
  timeZone: string;
  policies: boolean;
};

/** The ledger below a SKU's levels, page by page. */
export async function LedgerPart(props: Props) {
  const { ctx, sku, home, view, kept, asOf, places, place, timeZone, policies } = props;
  const { rows, nextFrom } = await ledgerOf(ctx, sku, { from: view.from, asOf, place, kind: view.kind });
  const page = (from: number | undefined) => `${address(home, { ...kept, from: from?.toString() })}#ledger`;
  const { kind: _, ...unfiltered } = kept;
  return (
    <section aria-labelledby="ledger" className="min-w-0 min-[1400px]:col-span-2">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id="ledger" className="scroll-mt-6 text-lg font-semibold">
            Ledger
          </h2>
          <p className="text-sm text-muted">
            Newest first{asOf ? ", up to the moment above" : ""}. Times in {timeZone.replaceAll("_", " ")}.
          </p>
        </div>
        <LedgerFilter home={home} places={places} place={place} kind={view.kind} keep={without(kept)} />
      </div>
      {rows.length > 0 ? (
        <>
          <LedgerTable
            rows={rows}
            sku={sku}
            timeZone={timeZone}
            policies={policies}
            from={(movement) => `${address(home, { days: kept.days, from: String(movement) })}#m${movement}`}
          />
          <Pagination
            newerHref={view.from ? page(undefined) : undefined}
            newerLabel="Newest"
            olderHref={nextFrom ? page(nextFrom) : undefined}
          />
        </>
      ) : (
        <EmptyState
          compact
          title={view.kind ? "No such move" : "Nothing has moved"}
          as="h3"
          action={
            view.kind && <ButtonLink href={`${address(home, unfiltered)}#ledger`}>Show every move</ButtonLink>
          }
        >
          {view.kind
            ? "No move of this kind is in the ledger here."
            : asOf
              ? "No unit had moved up to this moment."
              : "Receive the first units with the form."}
        </EmptyState>
      )}
    </section>
  );
}

/** The filter's own fields are not carried along beside it. */
function without({ place: _place, kind: _kind, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}
