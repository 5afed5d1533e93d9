/** The body of `error` in Stripe's answers. */
export type StripeErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: unknown;
};

/** A refusal in Stripe's shape. */
export class StripeApiError extends Error {
  constructor(
    readonly status: 400 | 401 | 402 | 404,
    readonly body: StripeErrorBody,
  ) {
    super(body.message);
  }

  static missing(resource: string, id: string, param: string): StripeApiError {
    return new StripeApiError(404, {
      type: "invalid_request_error",
      code: "resource_missing",
      param,
      message: `No such ${resource}: '${id}'`,
    });
  }

  static invalid(param: string, message: string, code = "parameter_invalid_empty"): StripeApiError {
    return new StripeApiError(400, { type: "invalid_request_error", code, param, message });
  }
}

/** Results of work are remembered under an idempotency key; what failed validation is not, as at Stripe. */
export const isRemembered = (error: StripeApiError): boolean =>
  error.status === 402 ||
  (error.status === 400 && error.body.param === undefined && error.body.type !== "idempotency_error");
