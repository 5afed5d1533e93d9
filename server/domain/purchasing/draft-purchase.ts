import { eq } from "drizzle-orm";
import { purchaseOrder, supplier } from "@/db/schema";
import { findPlace } from "@/server/domain/inventory/stock.store";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { addLines, type Rounded } from "./purchase-lines";
import type { DraftPurchaseInput } from "./purchase-order.schema";
import { named, nextPurchaseOrderNumber } from "./purchase-order.store";

/** Opens an order by hand. The same id again answers with the draft that is there. */
export function draftPurchase(
  ctx: Ctx,
  input: DraftPurchaseInput,
): Promise<{ number: string; rounded: Rounded[] }> {
  return inTransaction(ctx, async (tx) => {
    const [seller] = await tx.db.select().from(supplier).where(eq(supplier.code, input.supplier));
    if (!seller)
      throw new DomainError("not_found", `There is no supplier ${input.supplier}.`, { field: "supplier" });
    if (!seller.active)
      throw new DomainError("invalid_input", `We no longer buy from ${seller.name}.`, { field: "supplier" });
    const locationId = await findPlace(tx, input.location);

    const id = asId<"purchaseOrder">(input.id);
    const [order] = await tx.db
      .insert(purchaseOrder)
      .values({
        id,
        number: await nextPurchaseOrderNumber(tx.db),
        supplierId: seller.id,
        locationId,
        status: "draft",
        automatic: false,
        currency: seller.currency,
        note: input.note ?? "",
        createdBy: actorName(tx.actor),
        createdAt: tx.now,
      })
      .onConflictDoNothing({ target: purchaseOrder.id })
      .returning();
    if (!order) {
      const [there] = await tx.db.select().from(purchaseOrder).where(eq(purchaseOrder.id, id));
      if (!there) throw new Error("The purchase order was not written.");
      return { number: there.number, rounded: [] };
    }
    const target = { id, supplierId: seller.id, supplierName: seller.name, lines: [] };
    const rounded = await addLines(tx, target, input.lines);
    await record(
      tx,
      fact("PurchaseOrderDrafted", { ...named(order), supplier: seller.name, location: input.location }),
    );
    return { number: order.number, rounded };
  });
}
