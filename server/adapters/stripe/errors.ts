import Stripe from "stripe";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";

/**
 * Runs a call and says its failures in our words; see https://docs.stripe.com/error-handling.
 * A wrong key counts as "unavailable" too: nobody can pay, and the intent should wait until an operator mends it.
 */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? ourError(error) : error;
  }
}

function ourError(error: Stripe.errors.StripeError): Error {
  const {
    StripeAPIError,
    StripeAuthenticationError,
    StripeConnectionError,
    StripeIdempotencyError,
    StripePermissionError,
    StripeRateLimitError,
  } = Stripe.errors;
  if (
    error instanceof StripeConnectionError ||
    error instanceof StripeAPIError ||
    error instanceof StripeRateLimitError ||
    error instanceof StripeAuthenticationError ||
    error instanceof StripePermissionError ||
    (error.statusCode ?? 0) >= 500
  )
    return providerUnavailable("Stripe", error);
  const options = { cause: error };
  if (error instanceof StripeIdempotencyError)
    return new DomainError(
      "idempotency_conflict",
      "Stripe has seen this key with another request.",
      {},
      options,
    );
  switch (error.code) {
    case "resource_missing":
      return new DomainError("not_found", "Stripe doesn't know this payment.", {}, options);
    // Two of our processes at the same object: the next try finds it free.
    case "lock_timeout":
    case "idempotency_key_in_use":
      return providerUnavailable("Stripe", error);
    case "charge_already_refunded":
      return new DomainError("invalid_transition", "This payment has been given back already.", {}, options);
    case "amount_too_small":
    case "amount_too_large":
      return new DomainError(
        "invalid_input",
        "The card provider doesn't take a payment of this size.",
        {},
        options,
      );
    default:
      return new Error(`Stripe refused the request: ${error.message}`, options);
  }
}

/** Refused because of the state of the object: someone else may have done it already, so ask for its state again. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400;
