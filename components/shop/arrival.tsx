import { Truck } from "lucide-react";
import type { Estimate } from "@/server/domain/carriage/estimate.queries";
import { durationWords, spanWords } from "@/server/kernel/day-words";

/** A cut-off that is farther away is no reason to hurry. */
const countedMs = 24 * 60 * 60 * 1000;

type Props = {
  estimate: Estimate;
  /** Milliseconds until the days change; left out: as it was when the estimate was made. */
  leftMs?: number | undefined;
};

/** "Order within 3 h 12 min: arrives Tue 24 – Thu 26 Nov". */
export function Arrival({ estimate, leftMs }: Props) {
  const { ways, country, orderBy, now } = estimate;
  const [usual, ...others] = ways;
  const left = leftMs ?? Date.parse(orderBy) - Date.parse(now);
  if (!usual) return <p className="text-muted">It can’t be sent to {country.name} just now.</p>;
  const days = <strong className="whitespace-nowrap">{spanWords(usual.from, usual.by)}</strong>;
  return (
    <div className="flex gap-3">
      <Truck aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
      <div>
        <p>
          {left > 0 && left <= countedMs ? (
            <>
              Order within <span className="tabular whitespace-nowrap">{durationWords(left)}</span>: arrives{" "}
              {days}
            </>
          ) : (
            <>Arrives {days}</>
          )}
        </p>
        {others.map(({ title, from, by }) => (
          <p key={title} className="text-sm text-muted">
            {title}: {spanWords(from, by)}
          </p>
        ))}
      </div>
    </div>
  );
}
