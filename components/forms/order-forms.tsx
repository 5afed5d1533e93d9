"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { formatMoney, type Money } from "@/server/kernel/money";

export type OrderFormState = { message?: string; newTotal?: Money };
/** What is not as it was the first time; `added`: how many units are in the cart. */
export type ReorderState = { message?: string; changes?: string[]; added?: number };

type Action = (state: OrderFormState, form: FormData) => Promise<OrderFormState>;
type Common = { action: Action; number: string; orderKey: string | undefined };

const names: Record<PaymentProvider, string> = { stripe: "Card", paypal: "PayPal" };

function Which({ number, orderKey }: Pick<Common, "number" | "orderKey">) {
  return (
    <>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="key" value={orderKey ?? ""} />
    </>
  );
}

function Refused({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Callout tone="warning" live="alert">
      {message}
    </Callout>
  );
}

/** How to pay: a question only where there is a choice. The way that was chosen before stays chosen. */
function PayWith({
  providers,
  chosen,
}: {
  providers: readonly PaymentProvider[];
  chosen: PaymentProvider | null;
}) {
  const kept = chosen && providers.includes(chosen) ? chosen : providers[0];
  if (providers.length < 2) return <input type="hidden" name="provider" value={kept} />;
  return (
    <ChoiceGroup id="provider" legend="Pay with" columns={2}>
      {providers.map((provider) => (
        <RadioCard
          key={provider}
          name="provider"
          value={provider}
          label={names[provider]}
          defaultChecked={provider === kept}
        />
      ))}
    </ChoiceGroup>
  );
}

type PayProps = Common & {
  total: Money;
  providers: readonly PaymentProvider[];
  /** Of the page that is open already, or that was open last. */
  chosen: PaymentProvider | null;
};

export function PayForm({ action, number, orderKey, total, providers, chosen }: PayProps) {
  const [{ message }, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      <Refused message={message} />
      <PayWith providers={providers} chosen={chosen} />
      <SubmitButton size="lg" pendingLabel="Opening the payment page…">
        Pay {formatMoney(total)}
      </SubmitButton>
    </form>
  );
}

/** One press: the same order once more, straight on to pay. */
export function TryAgainForm({ action, number, orderKey, total, providers, chosen }: PayProps) {
  const [{ message, newTotal }, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      {newTotal && <input type="hidden" name="agreedTotal" value={newTotal.amount} />}
      <Refused message={message} />
      <PayWith providers={providers} chosen={chosen} />
      <SubmitButton size="lg" pendingLabel="Ordering again…">
        {newTotal ? `Order again for ${formatMoney(newTotal)}` : `Try again and pay ${formatMoney(total)}`}
      </SubmitButton>
    </form>
  );
}

type ReorderProps = Pick<Common, "number" | "orderKey"> & {
  action: (state: ReorderState, form: FormData) => Promise<ReorderState>;
};

/** The same things once more, into the cart; what can't be had or costs otherwise is said before it is bought. */
export function ReorderForm({ action, number, orderKey }: ReorderProps) {
  const [{ message, changes, added = 0 }, send] = useActionState(action, {});
  if (changes)
    return (
      <Callout
        tone="warning"
        live="status"
        title={added > 0 ? "In your cart, but not all as it was" : "Nothing of it can be had just now"}
      >
        <ul className="grid list-disc gap-1 ps-4">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <ButtonLink href={added > 0 ? "/cart" : "/products"} size="sm" className="mt-3">
          {added > 0 ? "Go to the cart" : "Look around"}
        </ButtonLink>
      </Callout>
    );
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <Which number={number} orderKey={orderKey} />
      <Refused message={message} />
      <SubmitButton look="secondary" pendingLabel="Putting it into the cart…">
        Order the same again
      </SubmitButton>
    </form>
  );
}

/** The second of two steps; the first is a link to this form. */
export function CancelForm({
  action,
  number,
  orderKey,
  paid,
  processing = false,
  backHref,
}: Common & { paid: boolean; processing?: boolean; backHref: string }) {
  const [{ message }, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      <Refused message={message} />
      <p>
        {paid
          ? "The whole amount goes back the way it came, usually within five to ten days."
          : processing
            ? "Your bank is already at work on the payment and can’t be stopped. What is held for you goes back on the shelf now; should the money still reach us, all of it goes straight back."
            : "What is held for you goes back on the shelf. Nothing was charged."}{" "}
        This can’t be undone.
      </p>
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger" pendingLabel="Cancelling…">
          Cancel the order
        </SubmitButton>
        <ButtonLink href={backHref}>Keep it</ButtonLink>
      </div>
    </form>
  );
}
