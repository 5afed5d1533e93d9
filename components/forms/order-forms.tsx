"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { formatMoney, type Money } from "@/server/kernel/money";

export type OrderFormState = { message?: string; newTotal?: Money };
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

type PayProps = Common & {
  total: Money;
  providers: readonly PaymentProvider[];
  /** A page that is open already can't be exchanged for another provider's. */
  underWay: PaymentProvider | null;
};

export function PayForm({ action, number, orderKey, total, providers, underWay }: PayProps) {
  const [{ message }, send] = useActionState(action, {});
  const choice = underWay ? [underWay] : providers;
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      <Refused message={message} />
      {choice.length === 1 ? (
        <input type="hidden" name="provider" value={choice[0]} />
      ) : (
        <ChoiceGroup id="provider" legend="Pay with" columns={2}>
          {choice.map((provider, place) => (
            <RadioCard
              key={provider}
              name="provider"
              value={provider}
              label={names[provider]}
              defaultChecked={place === 0}
            />
          ))}
        </ChoiceGroup>
      )}
      <SubmitButton size="lg" pendingLabel="Opening the payment page…">
        Pay {formatMoney(total)}
      </SubmitButton>
    </form>
  );
}

type AgainProps = Common & { total: Money; provider: PaymentProvider | null };

/** One press: the same order once more, straight on to pay. */
export function TryAgainForm({ action, number, orderKey, total, provider }: AgainProps) {
  const [{ message, newTotal }, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      {provider && <input type="hidden" name="provider" value={provider} />}
      {newTotal && <input type="hidden" name="agreedTotal" value={newTotal.amount} />}
      <Refused message={message} />
      <SubmitButton size="lg" pendingLabel="Ordering again…">
        {newTotal ? `Order again for ${formatMoney(newTotal)}` : `Try again and pay ${formatMoney(total)}`}
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
  backHref,
}: Common & { paid: boolean; backHref: string }) {
  const [{ message }, send] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-4">
      <Which number={number} orderKey={orderKey} />
      <Refused message={message} />
      <p>
        {paid
          ? "The whole amount goes back the way it came, usually within five to ten days."
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
