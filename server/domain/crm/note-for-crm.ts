import { eq } from "drizzle-orm";
import { crmRecord, orders } from "@/db/schema";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { markForCrm } from "./crm.store";

/** An order changed: its deal, and the figures of its customer. */
export async function noteOrderForCrm(ctx: WithPorts, orderId: Id<"order">): Promise<void> {
  const [order] = await ctx.db
    .select({ customerId: orders.customerId })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!order) return;
  await markForCrm(ctx, "contact", order.customerId);
  await markForCrm(ctx, "deal", orderId);
}

/** Somebody wants to be forgotten: the CRM forgets them too, and we forget that it knew them. */
export async function eraseFromCrm(ctx: WithPorts, customerId: Id<"customer">): Promise<boolean> {
  const [known] = await ctx.db.select().from(crmRecord).where(eq(crmRecord.ourId, customerId));
  if (!known) return false;
  if (known.crmId && ctx.ports.crm) await ctx.ports.crm.eraseContact(known.crmId);
  await ctx.db.delete(crmRecord).where(eq(crmRecord.ourId, customerId));
  return known.crmId !== null;
}
