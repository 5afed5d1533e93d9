import Link from "next/link";
import { Money } from "@/components/ui/money";
import type { BandTotal } from "@/server/domain/inventory/expiry.queries";
import { type ExpiryBand, expiryBands } from "@/server/domain/inventory/expiry.schema";
import { money } from "@/server/kernel/money";

const words: Record<ExpiryBand, string> = {
  expired: "Past their date",
  "7": "Within 7 days",
  "30": "Within 30 days",
  "90": "Within 90 days",
};

type Props = {
  totals: Record<ExpiryBand, BandTotal>;
  current: ExpiryBand;
  hrefOf: (band: ExpiryBand) => string;
  /** Null for whom money is not shown. */
  currency: string | null;
};

/** What each stretch of time comes to; a press shows its lots. Each of the later ones contains the earlier. */
export function ExpiryBands({ totals, current, hrefOf, currency }: Props) {
  return (
    <nav aria-label="How soon" className="grid grid-cols-2 border-y border-line-strong lg:grid-cols-4">
      {expiryBands.map((band) => {
        const { units, held, value } = totals[band];
        const urgent = band === "expired" && units + held > 0;
        return (
          <Link
            key={band}
            href={hrefOf(band)}
            aria-current={band === current ? "page" : undefined}
            className="group relative grid content-start gap-0.5 px-3 py-3 transition-colors hover:bg-well aria-[current=page]:bg-accent-soft lg:not-first:border-s lg:not-first:border-line max-lg:even:border-s max-lg:nth-[n+3]:border-t"
          >
            <span className="text-sm font-medium text-muted group-aria-[current=page]:text-ink">
              {words[band]}
            </span>
            <span className={`tabular text-2xl font-semibold ${urgent ? "text-critical" : ""}`}>
              {units.toLocaleString("en-US")}
              <span className="text-sm font-normal text-muted"> {units === 1 ? "unit" : "units"}</span>
            </span>
            <span className="tabular text-sm text-muted">
              {currency !== null && (
                <>
                  <Money value={money(value, currency)} /> at risk
                </>
              )}
              {currency !== null && held > 0 && " · "}
              {held > 0 && `${held.toLocaleString("en-US")} held for orders`}
              {currency === null && held === 0 && "none held for orders"}
            </span>
            <span
              aria-hidden
              className="absolute inset-x-0 -bottom-px hidden h-0.5 bg-accent group-aria-[current=page]:block"
            />
          </Link>
        );
      })}
    </nav>
  );
}
