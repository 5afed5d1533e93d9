import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { Money } from "@/components/ui/money";
import { spanWords } from "@/server/kernel/day-words";
import type { CheckoutOffer } from "./checkout-types";

type Option = CheckoutOffer["options"][number];

type Props = {
  offer: CheckoutOffer;
  /** The method that is chosen. */
  chosen: string;
  error: string | undefined;
  /** New prices are on their way. */
  refreshing: boolean;
};

/** The ways it can come, each with its days and its price. */
export function CheckoutShipping({ offer: { options }, chosen, error, refreshing }: Props) {
  return (
    <section aria-labelledby="shipping" className="grid gap-4">
      <h2 id="shipping" className="font-display text-2xl">
        How should it come?
      </h2>
      {options.length > 0 ? (
        <div aria-busy={refreshing} className={refreshing ? "opacity-60" : undefined}>
          <ChoiceGroup
            // Other ways take the place of the old ones, with the one that is chosen now.
            key={options.map(({ method }) => method).join(" ")}
            id="shippingMethod"
            legend="Shipping method"
            hideLegend
            error={error}
          >
            {options.map((option) => (
              <RadioCard
                key={option.method}
                name="shippingMethod"
                value={option.method}
                label={option.title}
                hint={arrives(option)}
                aside={<Money value={option.amount} />}
                defaultChecked={option.method === chosen}
              />
            ))}
          </ChoiceGroup>
        </div>
      ) : (
        <p className="text-muted">Choose another country first; we can’t send this one there.</p>
      )}
    </section>
  );
}

function arrives({ deliverFrom, deliverBy, minDays, maxDays }: Option): string | undefined {
  if (deliverBy) return `Arrives ${spanWords(deliverFrom, deliverBy)}`;
  if (minDays === null || maxDays === null) return undefined;
  return minDays === maxDays ? `In ${minDays} days` : `In ${minDays} to ${maxDays} days`;
}
