import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { countedOf, newEntry } from "./receive-tally";
import type { ReceiptWork } from "./use-receipt";

/** What is still to come, less what is on the list; a line can be put there by hand. */
export function ReceiveAwaited({ work }: { work: ReceiptWork }) {
  const { dock, entries, sealed } = work;
  return (
    <section aria-labelledby="awaited" className="min-w-0">
      <h2 id="awaited" className="mb-2 font-semibold">
        {dock.open ? "Still awaited" : "What came"}
      </h2>
      <ul className="border-t border-line">
        {dock.lines.map((line) => {
          const counted = countedOf(entries, line.id);
          const left = Math.max(0, line.awaited - counted);
          const complete = left === 0;
          return (
            <li
              key={line.id}
              className={`flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-1 py-2.5 ${complete ? "bg-positive-soft" : ""}`}
            >
              <p className="min-w-0 flex-1 basis-40 leading-5">
                <span className="font-medium">{line.title}</span>
                {line.variantTitle && <span> · {line.variantTitle}</span>}
                <span className="block font-mono text-sm text-muted">
                  {line.sku} · {line.codes[1]}
                </span>
              </p>
              <p className="tabular flex items-center gap-1.5 whitespace-nowrap">
                {complete && <Check aria-hidden className="size-4 text-positive" strokeWidth={3} />}
                <span className="font-semibold">{line.received + counted}</span>
                <span className="text-muted">of {line.quantity}</span>
                {counted > 0 && <span className="text-sm text-muted">({counted} on the list)</span>}
              </p>
              {dock.open && !complete && (
                <Button
                  size="md"
                  disabled={sealed}
                  aria-label={`Put all ${left} of ${line.sku} on the list`}
                  onClick={() => work.add(newEntry(line.id, { quantity: String(left) }))}
                >
                  All {left}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
