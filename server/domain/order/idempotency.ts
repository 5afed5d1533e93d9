import { DomainError } from "@/server/kernel/errors";

/** Same key, same content: a repeat, answered with the same order. Same key, other content: somebody's mistake. */
export function refuseChangedKey(known: string, given: string): void {
  if (known === given) return;
  throw new DomainError(
    "idempotency_conflict",
    "This key was already used for a different order. Send a new key for a new order.",
    { field: "idempotencyKey" },
  );
}

/** Whether a statement lost the race for an idempotency key; the winner's order can then be read. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof Error && "constraint" in error && error.constraint === "orders_idempotency_key_unique";
