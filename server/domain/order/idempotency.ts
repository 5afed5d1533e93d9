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
  brokenBy(error) === "orders_idempotency_key_unique";

/** Whether the guest who was read has become part of an account in between; read again, it is the account's customer. */
export const isMovedCustomer = (error: unknown): boolean =>
  brokenBy(error) === "orders_customer_id_customer_id_fk";

const brokenBy = (error: unknown): unknown =>
  error instanceof Error && "constraint" in error ? error.constraint : null;
