import { event } from "@/db/schema";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import { asId, type Id, newId } from "@/server/kernel/id";
import type { EventName, Payload } from "./events";

/**
 * Writes events into the transaction that changes the state, so that neither can be without the other. Returns
 * their ids in order.
 */
export async function record(tx: TxCtx, ...facts: Fact[]): Promise<Id<"event">[]> {
  if (facts.length === 0) return [];
  const rows = facts.map((fact) => toRow(tx, fact));
  await tx.db.insert(event).values(rows);
  return rows.map((row) => row.id);
}

/** An event that is yet to be written. `fact("OrderPaid", { … })` checks the payload's type against the name. */
export type Fact = {
  name: EventName;
  aggregate: string;
  aggregateId: string;
  orderId: Id<"order"> | null;
  payload: Record<string, unknown>;
};

export function fact<Name extends EventName>(name: Name, payload: Payload<Name>): Fact {
  const fields: Record<string, unknown> = payload;
  const orderId = typeof fields.orderId === "string" ? asId<"order">(fields.orderId) : null;
  const [aggregate, aggregateId] =
    typeof fields.shipmentId === "string"
      ? ["shipment", fields.shipmentId]
      : typeof fields.paymentId === "string"
        ? ["payment", fields.paymentId]
        : orderId
          ? ["order", orderId]
          : typeof fields.sku === "string"
            ? ["inventory", fields.sku]
            : typeof fields.purchaseOrderId === "string"
              ? ["purchase_order", fields.purchaseOrderId]
              : typeof fields.importId === "string"
                ? ["catalogue_import", fields.importId]
                : typeof fields.reconciliationId === "string"
                  ? ["reconciliation", fields.reconciliationId]
                  : typeof fields.manifest === "string"
                    ? ["manifest", fields.manifest]
                    : typeof fields.location === "string"
                      ? ["location", fields.location]
                      : typeof fields.customerId === "string"
                        ? ["customer", fields.customerId]
                        : typeof fields.userId === "string"
                          ? ["user", fields.userId]
                          : typeof fields.linkId === "string"
                            ? ["account_link", fields.linkId]
                            : typeof fields.notificationId === "string"
                              ? ["notification", fields.notificationId]
                              : ["settings", "settings"];
  return { name, aggregate, aggregateId, orderId, payload: fields };
}

/** The row of a fact in the caller's context; for statements that write events together with other rows. */
export const toRow = (ctx: Pick<TxCtx, "actor" | "cause" | "now">, fact: Fact) => ({
  id: newId<"event">(),
  ...fact,
  actor: actorName(ctx.actor),
  cause: ctx.cause,
  occurredAt: ctx.now,
});
