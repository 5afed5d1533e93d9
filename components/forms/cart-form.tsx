"use client";

import { Trash2 } from "lucide-react";
import { useActionState, useRef } from "react";
import { leftSentence } from "@/components/shop/left-sentence";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { NumberStepper } from "@/components/ui/number-stepper";
import type { CartLineView, CartView } from "@/server/domain/cart/cart.queries";
import { maxQuantity } from "@/server/domain/order/order.schema";

export type CartFormState = { faults: { id: string; message: string }[] };

type Props = {
  cart: CartView;
  action: (state: CartFormState, form: FormData) => Promise<CartFormState>;
};

/** The cart as one form: without JavaScript "Update the cart" saves it, with it every change saves itself. */
export function CartForm({ cart, action }: Props) {
  const [{ faults }, save, pending] = useActionState(action, { faults: [] });
  const form = useRef<HTMLFormElement>(null);
  const short = cart.lines.filter((line) => line.quantity > line.available);
  return (
    <form ref={form} action={save} noValidate className="grid gap-x-14 gap-y-8 lg:grid-cols-[1fr_20rem]">
      {/* The first button is what Enter presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
        Update the cart
      </button>
      <div>
        <ErrorSummary faults={faults} />
        <ul aria-label="In your cart" className="border-t">
          {cart.lines.map((line) => (
            <Line
              // A new quantity from the server takes the field's place, whatever it showed.
              key={`${line.sku} ${line.quantity}`}
              line={line}
              error={faults.find(({ id }) => id === `quantity:${line.sku}`)?.message}
              onChange={() => form.current?.requestSubmit()}
            />
          ))}
        </ul>
        <noscript>
          <Button type="submit" className="mt-4">
            Update the cart
          </Button>
        </noscript>
      </div>
      <aside aria-label="Sum" className="h-fit lg:sticky lg:top-6">
        <p className="flex items-baseline justify-between gap-4 border-t border-line-strong pt-4 text-lg font-semibold">
          <span>
            {cart.units} {cart.units === 1 ? "item" : "items"}
          </span>
          <span aria-live="polite" className={pending ? "opacity-60" : undefined}>
            <Money value={cart.items} />
          </span>
        </p>
        <p className="mt-1 text-sm text-muted">Shipping and tax come at checkout, before you pay.</p>
        <div className="mt-5 grid gap-2">
          {short.length > 0 ? (
            <>
              <p className="text-sm font-medium text-warning">
                There is less than you want of {short.length === 1 ? "one thing" : `${short.length} things`}.
              </p>
              <Button type="submit" name="fit" value="1" look="primary" size="lg" wide>
                Take what is left
              </Button>
            </>
          ) : (
            <ButtonLink href="/checkout" prefetch={false} look="primary" size="lg" wide>
              Go to checkout
            </ButtonLink>
          )}
          <ButtonLink href="/products" look="quiet" wide>
            Go on looking
          </ButtonLink>
        </div>
      </aside>
    </form>
  );
}

type LineProps = { line: CartLineView; error: string | undefined; onChange: () => void };

function Line({ line, error, onChange }: LineProps) {
  const name = line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title;
  const short = line.quantity > line.available;
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 gap-y-3 border-b py-5 sm:grid-cols-[6rem_1fr_auto]">
      <input type="hidden" name={`was:${line.sku}`} value={line.quantity} />
      <Illustration src={line.image ?? "/illustrations/nothing-found.svg"} alt="" sizes="96px" />
      <div className="min-w-0">
        <Link href={`/products/${line.slug}`} prefetch={false} look="plain" className="font-display text-lg">
          {line.title}
        </Link>
        {line.variantTitle && <p className="text-sm text-muted">{line.variantTitle}</p>}
        <p className="text-sm text-muted">
          <Money value={line.unitPrice} /> each
        </p>
        {short && <p className="mt-1 text-sm font-medium text-warning">{leftSentence(line)}</p>}
      </div>
      <div className="col-span-2 flex items-center justify-between gap-4 sm:col-span-1 sm:flex-col sm:items-end">
        <div className="flex items-center gap-1">
          <NumberStepper
            name={`quantity:${line.sku}`}
            label={`Quantity of ${name}`}
            defaultValue={line.quantity}
            max={maxQuantity}
            error={error}
            onChange={(quantity) => {
              if (quantity !== line.quantity) onChange();
            }}
          />
          <Button
            type="submit"
            name="remove"
            value={line.sku}
            look="quiet"
            square
            aria-label={`Take ${name} out`}
            icon={<Trash2 aria-hidden />}
          />
        </div>
        <Money value={line.amount} className="font-semibold" />
      </div>
    </li>
  );
}
