"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import type { CartLineView } from "@/server/domain/cart/cart.queries";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { formatMoney } from "@/server/kernel/money";
import { AddressDoubtBox } from "./address-doubt";
import { CheckoutAddress } from "./checkout-address";
import { CheckoutShipping } from "./checkout-shipping";
import { CheckoutSummary } from "./checkout-summary";
import type { CheckoutAccount, CheckoutState } from "./checkout-types";

type Props = {
  action: (state: CheckoutState, form: FormData) => Promise<CheckoutState>;
  checkoutKey: string;
  lines: readonly CartLineView[];
  countries: readonly { code: string; name: string }[];
  providers: readonly PaymentProvider[];
  initial: CheckoutState;
  /** Null for a guest. */
  account: CheckoutAccount | null;
};

const payWith: Record<PaymentProvider, { label: string; hint: string }> = {
  stripe: { label: "Card", hint: "On Stripe’s own page; we never see your card." },
  paypal: { label: "PayPal", hint: "You agree to it on PayPal’s own page." },
};

/** What the costs depend on: a change asks the server for new ones. */
const priced = new Set(["country", "region", "postalCode", "shippingMethod"]);

export function CheckoutForm(props: Props) {
  const { action, checkoutKey, lines, countries, providers, initial, account } = props;
  const [state, send, pending] = useActionState(action, initial);
  const [ordering, setOrdering] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { values, offer, faults, doubt, round } = state;
  const errorOf = (id: string) => faults.find((fault) => fault.id === id)?.message;

  useEffect(() => {
    // Back from the payment page into a page that the browser kept: ask what has become of it.
    const kept = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload();
    };
    window.addEventListener("pageshow", kept);
    return () => window.removeEventListener("pageshow", kept);
  }, []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    // Sent by hand, because React empties a form that it has sent itself.
    event.preventDefault();
    if (pending && ordering) return;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    setOrdering(data.get("intent") === "order" || data.get("intent") === "suggested");
    startTransition(() => send(data));
  };

  const requote = (event: FormEvent<HTMLFormElement>) => {
    const { name } = event.target as HTMLInputElement;
    if (!form.current || !priced.has(name) || (pending && ordering)) return;
    const data = new FormData(form.current);
    data.set("intent", "quote");
    setOrdering(false);
    startTransition(() => send(data));
  };

  const total = offer.quote && offer.certain ? formatMoney(offer.quote.total) : null;
  const placing = pending && ordering;
  const asks = doubt?.settled ? undefined : doubt;
  return (
    <form ref={form} action={send} onSubmit={submit} onChange={requote} noValidate className="grid gap-10">
      <input type="hidden" name="checkoutKey" value={checkoutKey} />
      <input
        type="hidden"
        name="seenTotal"
        value={offer.quote && offer.certain ? String(offer.quote.total.amount) : ""}
        readOnly
      />
      {/* What Enter presses, whatever stands first. */}
      <button type="submit" name="intent" value="order" className="sr-only" tabIndex={-1} aria-hidden>
        Place order
      </button>
      <input type="hidden" name="doubt" value={doubt ? JSON.stringify(doubt) : ""} readOnly />
      {(asks || faults.length > 0) && (
        <div className="grid gap-4">
          {asks && <AddressDoubtBox key={asks.asked.join(" ")} doubt={asks} pending={placing} />}
          <ErrorSummary key={round} faults={faults} title={state.title} />
        </div>
      )}

      <section aria-labelledby="contact" className="grid gap-5">
        <h2 id="contact" className="font-display text-2xl">
          Who is it for?
        </h2>
        <TextField
          name="email"
          type="email"
          label="E-mail"
          hint={
            account
              ? "The address of your account. Your receipt and the tracking number go there."
              : "Your receipt and the tracking number go there."
          }
          readOnly={account !== null}
          autoComplete="email"
          inputMode="email"
          maxLength={254}
          defaultValue={values.email}
          error={errorOf("email")}
        />
        <TextField
          key={`name ${state.taken ?? ""}`}
          name="name"
          label="Full name"
          autoComplete="name"
          maxLength={120}
          defaultValue={values.name}
          error={errorOf("name")}
        />
        <TextField
          name="phone"
          type="tel"
          label="Phone"
          optional
          hint="Only for the driver, if your door can’t be found."
          autoComplete="tel"
          maxLength={40}
          defaultValue={values.phone}
          error={errorOf("phone")}
        />
      </section>

      <CheckoutAddress
        key={state.taken ?? ""}
        values={values}
        offer={offer}
        countries={countries}
        errorOf={errorOf}
        account={account}
      />

      <CheckoutShipping
        offer={offer}
        chosen={values.shippingMethod}
        error={errorOf("shippingMethod")}
        refreshing={pending && !ordering}
      />

      <section aria-labelledby="payment" className="grid gap-4">
        <h2 id="payment" className="font-display text-2xl">
          How will you pay?
        </h2>
        <ChoiceGroup id="provider" legend="Payment method" hideLegend error={errorOf("provider")}>
          {providers.map((provider) => (
            <RadioCard
              key={provider}
              name="provider"
              value={provider}
              {...payWith[provider]}
              defaultChecked={provider === (values.provider || providers[0])}
            />
          ))}
        </ChoiceGroup>
      </section>

      <CheckoutSummary lines={lines} offer={offer} refreshing={pending && !ordering} />

      <div id="place" tabIndex={-1} className="grid gap-3">
        <Button
          type="submit"
          name="intent"
          value="order"
          look="primary"
          size="lg"
          wide
          pending={placing}
          disabled={placing}
        >
          {placing ? "Placing your order…" : total ? `Place order and pay ${total}` : "Place order and pay"}
        </Button>
        <p className="text-sm text-muted">
          Everything is held for you from this moment. You pay on the next page; until then nothing is
          charged.
        </p>
      </div>
    </form>
  );
}
