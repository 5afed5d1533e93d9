"use client";

import { ShoppingBag } from "lucide-react";
import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import { tellCartChanged } from "@/components/shop/cart-units";
import { tellVariantChosen } from "@/components/shop/chosen-variant";
import { StockWord } from "@/components/shop/stock-word";
import { useAvailability } from "@/components/shop/use-availability";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { Money } from "@/components/ui/money";
import { NumberStepper } from "@/components/ui/number-stepper";
import type { CartView } from "@/server/domain/cart/cart.queries";
import { maxQuantity } from "@/server/domain/order/order.schema";
import type { Money as Amount } from "@/server/kernel/money";

// Fetched when the first thing is put in: the page itself needs none of it.
const CartDrawer = dynamic(
  () => import("@/components/shop/cart-drawer").then((module) => module.CartDrawer),
  {
    ssr: false,
  },
);

type Variant = { sku: string; title: string; price: Amount; compareAt: Amount | null; available: number };
type Answer = { ok: true; cart: CartView } | { ok: false; message: string };

/** Choose and put in. A real form that leads to the cart; with JavaScript the cart opens beside the page instead. */
export function AddToCartForm({ title, variants }: { title: string; variants: readonly Variant[] }) {
  const left = useAvailability(
    variants.map(({ sku }) => sku),
    Object.fromEntries(variants.map(({ sku, available }) => [sku, available])),
  );
  const leftOf = (sku: string) => left[sku] ?? 0;
  const first = variants.find(({ available }) => available > 0) ?? variants[0];
  const [chosen, choose] = useState(first?.sku ?? "");
  const [quantity, setQuantity] = useState(1);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [shown, setShown] = useState<{ cart: CartView; open: boolean }>();

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const form = event.currentTarget;
    setPending(true);
    setRefused(undefined);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new FormData(form),
      });
      const answer = (await response.json()) as Answer;
      if (answer.ok) setShown({ cart: answer.cart, open: true });
      else setRefused(answer.message);
      tellCartChanged();
    } catch {
      setRefused("That didn't reach us. Check your connection and try again.");
    } finally {
      setPending(false);
    }
  }

  const available = leftOf(chosen);
  const soldOut = variants.every(({ sku }) => leftOf(sku) === 0);
  return (
    <form action="/cart/add" method="post" onSubmit={add} className="grid gap-5">
      {variants.length > 1 ? (
        <ChoiceGroup id="sku" legend="Choose one">
          {variants.map((variant) => (
            <RadioCard
              key={variant.sku}
              name="sku"
              value={variant.sku}
              label={variant.title}
              hint={<StockWord available={leftOf(variant.sku)} />}
              aside={<Money value={variant.price} was={variant.compareAt ?? undefined} />}
              checked={chosen === variant.sku}
              onChange={() => {
                choose(variant.sku);
                tellVariantChosen(variant.sku);
              }}
            />
          ))}
        </ChoiceGroup>
      ) : (
        <div aria-live="polite">
          <input type="hidden" name="sku" value={chosen} />
          <StockWord available={available} />
        </div>
      )}
      {refused && (
        <Callout tone="critical" live="alert">
          {refused}
        </Callout>
      )}
      {soldOut ? (
        <Callout tone="neutral" title="Sold out">
          We are getting more. Leave your e-mail address below to hear when.
        </Callout>
      ) : (
        <div className="flex flex-wrap items-start gap-3">
          <NumberStepper
            name="quantity"
            label={`Quantity of ${title}`}
            size="lg"
            max={maxQuantity}
            onChange={setQuantity}
          />
          <Button
            type="submit"
            look="primary"
            size="lg"
            className="min-w-44 flex-1"
            pending={pending}
            disabled={available === 0}
            icon={<ShoppingBag aria-hidden />}
          >
            Put in the cart
          </Button>
        </div>
      )}
      {available > 0 && quantity > available && (
        <p className="text-sm text-warning" role="status">
          Only {available} left. You can put in more, but not order them yet.
        </p>
      )}
      {shown && (
        <CartDrawer
          cart={shown.cart}
          open={shown.open}
          onOpenChange={(open) => setShown({ ...shown, open })}
        />
      )}
    </form>
  );
}
