"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { Drawer, DrawerClose } from "@/components/ui/drawer";
import { Illustration } from "@/components/ui/illustration";
import { Money } from "@/components/ui/money";
import type { CartView } from "@/server/domain/cart/cart.queries";
import { leftSentence } from "./left-sentence";

type Props = { cart: CartView; open: boolean; onOpenChange: (open: boolean) => void };

/** What is in the cart, beside the page that one was looking at. */
export function CartDrawer({ cart, open, onOpenChange }: Props) {
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title="In your cart"
      description={`${cart.units} ${cart.units === 1 ? "item" : "items"}`}
      footer={
        <div className="grid gap-3">
          <p className="flex justify-between gap-4">
            <span>Before shipping and tax</span>
            <Money value={cart.items} className="font-semibold" />
          </p>
          <ButtonLink href="/checkout" prefetch={false} look="primary" size="lg" wide>
            Go to checkout
          </ButtonLink>
          <div className="grid grid-cols-2 gap-2">
            <ButtonLink href="/cart" prefetch={false}>
              Change it
            </ButtonLink>
            <DrawerClose render={<Button>Go on looking</Button>} />
          </div>
        </div>
      }
    >
      <ul className="grid gap-4">
        {cart.lines.map((line) => (
          <li key={line.sku} className="grid grid-cols-[4rem_1fr_auto] gap-3">
            <Illustration src={line.image ?? "/illustrations/nothing-found.svg"} alt="" sizes="96px" />
            <div className="min-w-0">
              <p className="font-medium">{line.title}</p>
              {line.variantTitle && <p className="text-sm text-muted">{line.variantTitle}</p>}
              <p className="tabular text-sm text-muted">
                {line.quantity} × <Money value={line.unitPrice} />
              </p>
              {line.quantity > line.available && (
                <p className="text-sm font-medium text-warning">{leftSentence(line)}</p>
              )}
            </div>
            <Money value={line.amount} className="text-sm" />
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
