import { eq } from "drizzle-orm";
import { orders } from "@/db/schema";
import { askAddress } from "@/server/domain/carriage/ask-address";
import { addressLine, isDoubtful } from "@/server/domain/carriage/doubt";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { AddressCheck } from "@/server/ports/carrier";
import { lockOrder, readOrder } from "./order.store";

type AddressChecked = { outcome: "asked_before" } | { outcome: "asked"; check: AddressCheck; doubt: boolean };

/** Asks a carrier about the address of an order that nobody has asked about yet, and keeps the answer. It stops nothing. */
export async function checkAddress(ctx: WithPorts, orderId: Id<"order">): Promise<AddressChecked> {
  const { addressCheck, shippingAddress } = await readOrder(ctx, orderId);
  if (addressCheck) return { outcome: "asked_before" };
  const check = await askAddress(ctx, shippingAddress);
  if (!check)
    throw new DomainError("provider_unavailable", "No carrier has said anything about the address yet.", {});
  const doubt = isDoubtful(check, shippingAddress);
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.addressCheck) return { outcome: "asked_before" };
    await tx.db.update(orders).set({ addressCheck: check }).where(eq(orders.id, orderId));
    if (doubt)
      await record(
        tx,
        fact("AddressQuestioned", {
          orderId,
          orderNumber: order.number,
          carrier: ctx.ports.carriers[check.carrier as "ups" | "fedex"]?.name ?? check.carrier,
          verdict: check.verdict,
          suggestion: check.suggestion ? addressLine(check.suggestion) : "",
        }),
      );
    return { outcome: "asked", check, doubt };
  });
}
