/**
 * Refusals of a capture that say nothing about the shopper's money, and what they mean for the payment; see
 * https://developer.paypal.com/api/rest/reference/orders/v2/errors/.
 */
export const settledAlready = ["ORDER_ALREADY_CAPTURED", "ORDER_COMPLETED_OR_VOIDED"];
export const waitsForShopper = ["ORDER_NOT_APPROVED", "PAYER_ACTION_REQUIRED"];
export const underWay = ["ORDER_COMPLETION_IN_PROGRESS", "PREVIOUS_REQUEST_IN_PROGRESS"];

const words: Readonly<Record<string, string>> = {
  INSTRUMENT_DECLINED: "The bank or card behind your PayPal account declined the payment.",
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: "The bank or card behind your PayPal account declined the payment.",
  REFERENCED_CARD_EXPIRED: "The card behind your PayPal account has expired.",
  CARD_BRAND_NOT_SUPPORTED: "The card behind your PayPal account can't be used here.",
  PAYER_CANNOT_PAY: "Your PayPal account can't be used for this payment.",
  PAYER_ACCOUNT_RESTRICTED: "Your PayPal account is restricted.",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "Your PayPal account is locked or closed.",
  TRANSACTION_LIMIT_EXCEEDED: "The amount is above your PayPal account’s limit.",
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: "There were too many tries to pay.",
  COMPLIANCE_VIOLATION: "PayPal does not allow this payment.",
  TRANSACTION_REFUSED: "PayPal refused the payment.",
};

/** A decline in words for the shopper. Every other refusal, also one that is about us, only says that it can't be paid. */
export const declineWords = (issue: string): string => words[issue] ?? "PayPal did not take the payment.";
