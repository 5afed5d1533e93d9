/**
 * Every way a person's or a policy's request can be refused. The kind is part of the HTTP contract; the message is
 * written for the person who has to act on it.
 */
export const errorKinds = {
  invalid_input: "BAD_REQUEST",
  not_found: "NOT_FOUND",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  invalid_transition: "CONFLICT",
  out_of_stock: "CONFLICT",
  price_changed: "CONFLICT",
  /** Somebody else saved it since this person read it. */
  changed_meanwhile: "CONFLICT",
  idempotency_conflict: "CONFLICT",
  undeliverable: "BAD_REQUEST",
  too_large: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  provider_unavailable: "SERVICE_UNAVAILABLE",
} as const;

export type ErrorKind = keyof typeof errorKinds;

const mark: unique symbol = Symbol.for("holdfast.DomainError");

/** A refusal with a reason. Anything else that is thrown is a fault of ours or of the machine, and may be retried. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly [mark] = true;

  /**
   * The server is built into several bundles (pages, routes, start-up), each with a copy of this class. An error thrown by
   * an adapter that one of them composed must be known in all, so it is known by its mark.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && mark in value;
  }

  constructor(
    readonly kind: ErrorKind,
    message: string,
    /** Machine-readable particulars, e.g. `{ sku, requested, available }` or `{ field }`. Shown to callers. */
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A vendor could not be reached or answered with a fault; the intent row stays for a sweep to finish. */
export const providerUnavailable = (provider: string, cause: unknown): DomainError =>
  new DomainError(
    "provider_unavailable",
    `${provider} can't be reached just now. Nothing was lost; please try again in a minute.`,
    { provider },
    { cause },
  );

/** For the end of an exhaustive switch: a new case breaks the build here. */
export function unreachable(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
