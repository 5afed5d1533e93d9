import type { World } from "../vendor";
import { accountByNumber, type BankAccount } from "./banks";
import { type Card, cardByNumber } from "./cards";
import { attempt, attemptDebit, finishThreeDSecure } from "./charging";
import { StripeApiError } from "./errors";
import type { CardUsed, Happening, Payment, Seconds } from "./payment";
import { inChange, missingSession } from "./store";

export type Typed = { number: string; expMonth: number; expYear: number; name: string | null };

/** The shopper presses Pay. On a page that is paid already nothing happens: the browser may send a form twice. */
export const pay = (world: World, session: string, card: Card, typed: Typed): Promise<Payment> =>
  onOpenPage(world, session, (payment, now) => attempt(payment, card, cardUsed(card, typed), now));

/** The shopper lets a bank account be debited. */
export const payByBank = (
  world: World,
  session: string,
  account: BankAccount,
  name: string | null,
): Promise<Payment> =>
  onOpenPage(world, session, (payment, now) => attemptDebit(payment, account, name, now));

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

/** The test account with this number; refuses any other. */
export function testAccount(number: string): BankAccount {
  const account = accountByNumber(number.replace(/[\s-]/g, ""));
  if (account) return account;
  throw new StripeApiError(400, {
    type: "invalid_request_error",
    code: "account_number_invalid",
    param: "account",
    message: "The sandbox only takes test accounts, such as 000123456789.",
  });
}

/** Where the shop wants its shopper back after paying. */
export const successUrl = (payment: Payment): string =>
  payment.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", payment.id);

export const openDisputeOf = (payment: Payment) =>
  payment.disputes?.find((one) => one.status === "needs_response" || one.status === "under_review");

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
    case "processing":
      return "processing";
    case "requires_capture":
      return "authorized";
    case "succeeded":
      if (openDisputeOf(payment)) return "disputed";
      return payment.refunds.some((one) => one.status !== "failed") ? "refunded" : "captured";
    case "canceled":
      return "voided";
  }
}
