import NextLink from "next/link";
import type { WaveLine } from "@/server/domain/wave/wave";
import type { Tote } from "@/server/domain/wave/wave.queries";
import { ShipmentStatusBadge } from "./shipment-status";

/** The trolley: a tote for each shipment, with how much of it is there. */
export function WaveTotes({ totes, lines }: { totes: readonly Tote[]; lines: readonly WaveLine[] }) {
  return (
    <section aria-labelledby="totes">
      <h2 id="totes" className="mb-1 font-semibold">
        Totes
      </h2>
      <ul className="border-t border-line">
        {totes.map((tote) => {
          const own = lines.filter((line) => line.shipment === tote.shipment);
          const picked = own.length > 0 ? own.reduce((units, line) => units + line.picked, 0) : tote.picked;
          return (
            <li key={tote.shipment} className="border-b border-line">
              <NextLink
                href={`/admin/fulfilment/${tote.shipment}`}
                className="flex min-h-touch items-center gap-3 px-1 py-2"
              >
                <span className="tabular grid size-9 shrink-0 place-items-center rounded border border-line-strong font-semibold">
                  <span className="sr-only">Tote </span>
                  {tote.slot}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block font-semibold">{tote.shipment}</span>
                  <span className="tabular block text-sm text-muted">
                    {picked} of {tote.units} {tote.units === 1 ? "unit" : "units"}
                  </span>
                </span>
                {tote.status === "picking" && picked === tote.units ? (
                  <span className="text-sm font-medium text-positive">Ready to pack</span>
                ) : (
                  <ShipmentStatusBadge status={tote.status} plain />
                )}
              </NextLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
