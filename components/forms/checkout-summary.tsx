import { Button } from "@/components/ui/button";
import { KeyValues } from "@/components/ui/key-values";
import { Money } from "@/components/ui/money";
import type { CartLineView } from "@/server/domain/cart/cart.queries";
import type { CheckoutOffer } from "./checkout-types";

type Props = {
  lines: readonly CartLineView[];
  offer: CheckoutOffer;
  /** New costs are on their way. */
  refreshing: boolean;
};

/** What is bought and what it costs in full, before anything is paid. */
export function CheckoutSummary({ lines, offer, refreshing }: Props) {
  const { quote, certain, fields } = offer;
  return (
    <section id="total" tabIndex={-1} aria-labelledby="summary" className="border-y border-line-strong py-6">
      <h2 id="summary" className="font-display text-2xl">
        Your order
      </h2>
      <ul className="mt-4 grid gap-2 text-sm">
        {lines.map((line) => (
          <li key={line.sku} className="flex justify-between gap-4">
            <span className="min-w-0">
              <span className="tabular">{line.quantity} ×</span> {line.title}
              {line.variantTitle && <span className="text-muted"> {line.variantTitle}</span>}
            </span>
            <Money value={line.amount} />
          </li>
        ))}
      </ul>
      {quote && (
        <div aria-live="polite" aria-busy={refreshing} className={refreshing ? "opacity-60" : undefined}>
          <KeyValues
            layout="sums"
            className="mt-4 border-t pt-3"
            rows={[
              { label: "Items", value: <Money value={quote.items} /> },
              ...(quote.discount.amount > 0
                ? [
                    {
                      label: "Discount",
                      value: <Money value={{ ...quote.discount, amount: -quote.discount.amount }} />,
                    },
                  ]
                : []),
              { label: "Shipping", value: <Money value={quote.shipping} /> },
              {
                label: quote.pricesIncludeTax ? "Tax, included" : "Tax",
                value: certain ? (
                  <Money value={quote.tax} />
                ) : (
                  `Depends on your ${(fields.regionLabel ?? "address").toLowerCase()}`
                ),
              },
              {
                label: certain ? "Total" : "Total before tax",
                value: <Money value={quote.total} />,
                strong: true,
              },
            ]}
          />
        </div>
      )}
      <noscript>
        <Button type="submit" name="intent" value="quote" size="sm" className="mt-4">
          Update the total
        </Button>
      </noscript>
    </section>
  );
}
