export type RefundHabit = "fails_later" | "pending";

/** How a test card behaves; the numbers are those of Stripe's testing page. */
export type Card = { number: string; hint: string; brand: string; paymentMethod: string } & (
  | { outcome: "pays"; refunds?: RefundHabit; disputed?: true }
  | { outcome: "3ds"; disputed?: never }
  | { outcome: "declined"; code: string; declineCode: string; message: string }
);

export const testCards: readonly Card[] = [
  { number: "4242424242424242", hint: "pays", brand: "visa", paymentMethod: "pm_card_visa", outcome: "pays" },
  {
    number: "4000000000000002",
    hint: "is declined",
    brand: "visa",
    paymentMethod: "pm_card_chargeDeclined",
    outcome: "declined",
    code: "card_declined",
    declineCode: "generic_decline",
    message: "Your card was declined.",
  },
  {
    number: "4000002500003155",
    hint: "asks for 3-D Secure",
    brand: "visa",
    paymentMethod: "pm_card_authenticationRequired",
    outcome: "3ds",
  },
  {
    number: "4000000000000259",
    hint: "pays; its owner objects later",
    brand: "visa",
    paymentMethod: "pm_card_createDispute",
    outcome: "pays",
    disputed: true,
  },
  {
    number: "4000000000009995",
    hint: "has insufficient funds",
    brand: "visa",
    paymentMethod: "pm_card_chargeDeclinedInsufficientFunds",
    outcome: "declined",
    code: "card_declined",
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
  },
  {
    number: "4000000000000069",
    hint: "has expired",
    brand: "visa",
    paymentMethod: "pm_card_chargeDeclinedExpiredCard",
    outcome: "declined",
    code: "expired_card",
    declineCode: "expired_card",
    message: "Your card has expired.",
  },
  {
    number: "4000000000005126",
    hint: "pays; a refund fails later",
    brand: "visa",
    paymentMethod: "pm_card_refundFail",
    outcome: "pays",
    refunds: "fails_later",
  },
  {
    number: "4000000000007726",
    hint: "pays; a refund takes a while",
    brand: "visa",
    paymentMethod: "pm_card_pendingRefund",
    outcome: "pays",
    refunds: "pending",
  },
  {
    number: "5555555555554444",
    hint: "pays",
    brand: "mastercard",
    paymentMethod: "pm_card_mastercard",
    outcome: "pays",
  },
];

/** The cards the hosted page hints at. */
export const hintedCards = testCards.slice(0, 5);

/** The behaviour of a card number (digits only); undefined when it isn't a test card. */
export const cardByNumber = (number: string): Card | undefined =>
  testCards.find((card) => card.number === number);

/** "4242 4242 4242 4242" */
export const grouped = (number: string): string => number.replace(/(\d{4})(?=\d)/g, "$1 ");

/** How the bank behind a card number treats refunds; undefined is at once. */
export function refundHabit(number: string): RefundHabit | undefined {
  const card = cardByNumber(number);
  return card?.outcome === "pays" ? card.refunds : undefined;
}
