import { StripeApiError } from "./errors";

/** `expand[]` of a request, e.g. "payment_intent.latest_charge". */
export type Expand = readonly string[];

/** What to expand inside the object under `key`. */
export const within = (expand: Expand, key: string): Expand =>
  expand.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));

export const wants = (expand: Expand, key: string): boolean =>
  expand.some((path) => path === key || path.startsWith(`${key}.`));

/** Refuses an expansion this stand-in can't give, as Stripe refuses an unknown one. */
export function checkExpand(expand: Expand, known: readonly string[]): Expand {
  const wrong = expand.find((path) => !known.includes(path));
  if (wrong === undefined) return expand;
  throw new StripeApiError(400, {
    type: "invalid_request_error",
    param: "expand",
    message: `This property cannot be expanded (${wrong}).`,
  });
}

const intentPaths = ["latest_charge", "latest_charge.balance_transaction", "payment_method"];
export const expandable = {
  session: ["line_items", "payment_intent", ...intentPaths.map((path) => `payment_intent.${path}`)],
  intent: intentPaths,
  charge: ["balance_transaction", "refunds"],
  refund: ["charge"],
  dispute: ["charge", "charge.balance_transaction"],
  books: ["data.source"],
};
