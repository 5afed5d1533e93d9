import { and, asc, eq } from "drizzle-orm";
import { event, purchaseOrder, supplier } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { formatMoney, money } from "@/server/kernel/money";
import { readSettings } from "../settings/settings";
import { orderLocked } from "./order-purchase";
import { lockPurchaseOrder, named, totalOf } from "./purchase-order.store";
import { decideRelease } from "./reorder";

export type Released = { outcome: "ordered" | "asked" | "waits" | "nothing"; number: string; reason: string };

/** Orders an automatic draft that may be ordered unasked, asks a manager about another, once, or leaves it to grow. */
export function releaseDraft(ctx: Ctx, id: Id<"purchaseOrder">): Promise<Released> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, id);
    const { number } = order;
    if (order.status !== "draft" || !order.automatic || order.lines.length === 0)
      return { outcome: "nothing", number, reason: `${number} is in a person's hands or on its way.` };
    const [seller] = await tx.db.select().from(supplier).where(eq(supplier.id, order.supplierId));
    if (!seller) throw new Error(`${number} has no supplier.`);
    const total = totalOf(order);
    const settings = await readSettings(tx);
    const limit = money(settings.purchaseApprovalLimit, settings.currency);
    const touched = await changedByHand(tx, id);

    const release = decideRelease({
      total: total.amount,
      // A limit in another currency says nothing about this total.
      limit: total.currency === limit.currency ? limit.amount : -1,
      minimumAmount: seller.minimumAmount,
      supplierActive: seller.active,
      touched,
    });
    switch (release) {
      case "order":
        await orderLocked(tx, order);
        return { outcome: "ordered", number, reason: `${number} over ${formatMoney(total)} was ordered.` };
      case "ask": {
        const asks = `${number} comes to ${formatMoney(total)}, more than may be ordered unasked; a manager decides.`;
        if (order.approvalAskedAt) return { outcome: "nothing", number, reason: asks };
        await tx.db.update(purchaseOrder).set({ approvalAskedAt: tx.now }).where(eq(purchaseOrder.id, id));
        await record(
          tx,
          fact("PurchaseOrderProposed", { ...named(order), supplier: seller.name, total, limit }),
        );
        return { outcome: "asked", number, reason: asks };
      }
      case "wait": {
        const minimum = formatMoney(money(seller.minimumAmount, seller.currency));
        const reason = touched
          ? `${number} has been changed by a person, who decides when it is ordered.`
          : `${number} comes to ${formatMoney(total)} and waits for the minimum of ${minimum}.`;
        return { outcome: "waits", number, reason };
      }
    }
  });
}

/** Whoever has changed a draft is in the middle of something: no sweep may send it off under their hands. */
async function changedByHand({ db }: Pick<Reader, "db">, id: Id<"purchaseOrder">): Promise<boolean> {
  const [change] = await db
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.aggregate, "purchase_order"),
        eq(event.aggregateId, id),
        eq(event.name, "PurchaseOrderChanged"),
      ),
    )
    .limit(1);
  return change !== undefined;
}

/** Automatic drafts, oldest first. */
export const automaticDrafts = ({ db }: Pick<Reader, "db">, limit: number) =>
  db
    .select({ id: purchaseOrder.id })
    .from(purchaseOrder)
    .where(and(eq(purchaseOrder.status, "draft"), eq(purchaseOrder.automatic, true)))
    .orderBy(asc(purchaseOrder.createdAt))
    .limit(limit);
