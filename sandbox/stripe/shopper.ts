import type { World } from "../vendor";
import { type Card, cardByNumber } from "./cards";
import { attempt, finishThreeDSecure } from "./charging";
import { StripeApiError } from "./errors";
import type { CardUsed, Happening, Payment, Seconds } from "./payment";
import { inChange, missingSession } from "./store";

export type Typed = { number: string; expMonth: number; expYear: number; name: string | null };

/** The shopper presses Pay. On a page that is paid already nothing happens: the browser may send a form twice. */
export const pay = (world: World, session: string, card: Card, typed: Typed): Promise<Payment> =>
  onOpenPage(world, session, (payment, now) => attempt(payment, card, cardUsed(card, typed), now));

/** The shopper answers the bank's 3-D Secure question. */
export const authenticate = (world: World, session: string, passed: boolean): Promise<Payment> =>
  onOpenPage(world, session, (payment, now) => finishThreeDSecure(payment, passed, now));

function onOpenPage(
  world: World,
  session: string,
  act: (payment: Payment, now: Seconds) => Happening[],
): Promise<Payment> {
  return inChange(world, {}, async (change) => {
    const payment = (await change.lock("id", session)) ?? missingSession(session);
    if (payment.status === "open") change.save(payment, act(payment, change.now));
    return payment;
  });
}

const cardUsed = (card: Card, typed: Typed): Omit<CardUsed, "paymentMethod"> => ({
  ...typed,
  brand: card.brand,
  last4: card.number.slice(-4),
});

/** The test card with this number, spaces allowed; refuses any other, so that no real card is ever kept here. */
export function testCard(number: string): Card {
  const card = cardByNumber(number.replace(/[\s-]/g, ""));
  if (card) return card;
  throw new StripeApiError(400, {
    type: "invalid_request_error",
    code: "incorrect_number",
    param: "card",
    message: "The sandbox only takes test cards, such as 4242 4242 4242 4242.",
  });
}

/** Where the shop wants its shopper back after paying. */
export const successUrl = (payment: Payment): string =>
  payment.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", payment.id);

/** How far a payment is, in one word. */
export function stateOf(payment: Payment): string {
  if (payment.status === "expired") return "expired";
  const { intent } = payment;
  if (!intent) return "open";
  switch (intent.status) {
    case "requires_payment_method":
      return "declined";
    case "requires_action":
      return "requires_action";
    case "requires_capture":
      return "authorized";
    case "succeeded":
      return payment.refunds.some((one) => one.status !== "failed") ? "refunded" : "captured";
    case "canceled":
      return "voided";
  }
}
