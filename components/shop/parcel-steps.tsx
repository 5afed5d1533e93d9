import { Check } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { ParcelView } from "@/server/domain/order/shopper-parcels.queries";

const steps = [
  { step: "packed", label: "Packed" },
  { step: "handed_over", label: "Handed over" },
  { step: "on_its_way", label: "On its way" },
  { step: "out_for_delivery", label: "Out for delivery" },
  { step: "delivered", label: "Delivered" },
] as const;

type Props = Pick<ParcelView, "progress" | "timeZone">;

/** Five steps from the packing table to the door: a line along on a desk, down on a phone. */
export function ParcelSteps({ progress: { reached, at }, timeZone }: Props) {
  const current = steps.findIndex(({ step }) => step === reached);
  return (
    <ol aria-label="How far it is" className="mt-4 grid sm:grid-cols-5">
      {steps.map(({ step, label }, i) => {
        const done = i <= current;
        const time = at[step];
        return (
          <li
            key={step}
            aria-current={i === current ? "step" : undefined}
            className="group relative flex gap-3 pb-4 last:pb-0 sm:flex-col sm:gap-1.5 sm:pe-2 sm:pb-0"
          >
            <span
              aria-hidden
              className={`absolute start-[0.6875rem] top-6 bottom-0 w-0.5 group-last:hidden sm:start-6 sm:end-0 sm:top-[0.6875rem] sm:bottom-auto sm:h-0.5 sm:w-auto ${i < current ? "bg-accent" : "bg-line"}`}
            />
            <span
              aria-hidden
              className={`grid size-6 shrink-0 place-items-center rounded-full border-2 ${done ? "border-accent bg-accent text-on-accent" : "border-line-strong bg-paper"}`}
            >
              {done && <Check className="size-3.5" strokeWidth={3} />}
            </span>
            <span className="min-w-0">
              <span className={`block text-sm ${i === current ? "font-semibold" : done ? "" : "text-muted"}`}>
                {label}
                {!done && <span className="sr-only">, not yet</span>}
              </span>
              {time && (
                <span className="block text-xs text-muted">
                  <Time at={time} style="day" timeZone={timeZone} />
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
