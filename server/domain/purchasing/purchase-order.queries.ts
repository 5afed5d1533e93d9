import { and, asc, eq, or, sql } from "drizzle-orm";
import {
  event,
  location,
  policyRun,
  product,
  purchaseOrder,
  purchaseOrderLine,
  supplier,
  variant,
} from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money as amountOf, type Money } from "@/server/kernel/money";
import { awaited, isAwaited, type QuantityReason } from "./purchase-order";
import { type PurchaseEntry, tellPurchase } from "./purchase-timeline";
import { receiptsOf } from "./receipt.queries";

export type PurchaseOrderView = NonNullable<Awaited<ReturnType<typeof purchaseOrderView>>>;
export type PurchaseOrderLineView = PurchaseOrderView["lines"][number];

/** Everything about one order. Without `money` it names no cost: the warehouse receives goods, not prices. */
export async function purchaseOrderView(reader: Reader, number: string, { money }: { money: boolean }) {
  const { db, now } = reader;
  const [head] = await db
    .select({ order: purchaseOrder, supplier, location })
    .from(purchaseOrder)
    .innerJoin(supplier, eq(supplier.id, purchaseOrder.supplierId))
    .innerJoin(location, eq(location.id, purchaseOrder.locationId))
    .where(eq(purchaseOrder.number, number.toUpperCase()));
  if (!head) return null;
  const { order } = head;
  const [lines, receipts, history, { timeZone }] = await Promise.all([
    linesOf(db, order.id),
    receiptsOf(reader, order.id),
    historyOf(db, order, money),
    readSettings(reader),
  ]);
  const cost = (amount: number): Money | null => (money ? amountOf(amount, order.currency) : null);
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    automatic: order.automatic,
    asked: order.approvalAskedAt,
    note: order.note,
    createdAt: order.createdAt,
    createdBy: order.createdBy,
    orderedAt: order.orderedAt,
    expectedAt: order.expectedAt,
    overdue: isAwaited(order.status) && order.expectedAt !== null && order.expectedAt < now,
    cancelNote: order.cancelNote,
    supplier: { code: head.supplier.code, name: head.supplier.name, email: head.supplier.email },
    minimum: money && head.supplier.minimumAmount > 0 ? cost(head.supplier.minimumAmount) : null,
    place: { code: head.location.code, name: head.location.name },
    timeZone,
    lines: lines.map(({ line, sku, variantTitle, title, barcode }) => ({
      id: line.id,
      sku,
      title,
      variantTitle,
      barcode,
      supplierSku: line.supplierSku,
      packSize: line.packSize,
      quantity: line.quantity,
      received: line.received,
      damaged: line.damaged,
      givenUp: line.givenUp,
      awaited: isAwaited(order.status) ? awaited(line) : 0,
      reason: line.reason satisfies QuantityReason | null,
      cost: cost(line.costAmount),
      amount: cost(line.costAmount * line.quantity),
    })),
    total: cost(lines.reduce((sum, { line }) => sum + line.quantity * line.costAmount, 0)),
    receipts,
    ...history,
  };
}

const linesOf = (db: Reader["db"], id: Id<"purchaseOrder">) =>
  db
    .select({
      line: purchaseOrderLine,
      sku: variant.sku,
      variantTitle: variant.title,
      barcode: variant.barcode,
      title: product.title,
    })
    .from(purchaseOrderLine)
    .innerJoin(variant, eq(variant.id, purchaseOrderLine.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .where(eq(purchaseOrderLine.purchaseOrderId, id))
    .orderBy(asc(purchaseOrderLine.position));

const senders = ["send-purchase-order-when-ordered", "send-purchase-order-again-when-asked"];

/** What became of a mail to the supplier. */
export type Sending = { at: Date; state: "sent" | "no_address" | "not_sent" | "under_way"; words: string };

async function historyOf(db: Reader["db"], order: typeof purchaseOrder.$inferSelect, money: boolean) {
  const events = await db
    .select()
    .from(event)
    .where(and(eq(event.aggregate, "purchase_order"), eq(event.aggregateId, order.id)))
    .orderBy(asc(event.id));
  const sent = events.filter((fact) =>
    ["PurchaseOrderOrdered", "PurchaseOrderSendAsked"].includes(fact.name),
  );
  const wanted = [
    ...sent.flatMap((fact) => senders.map((policy) => ({ policy, trigger: fact.id as string }))),
    ...events.flatMap(({ actor, cause }) =>
      actor.startsWith("policy:") && cause ? [{ policy: actor.slice(7), trigger: cause as string }] : [],
    ),
  ];
  const runs = wanted.length > 0 ? await db.select().from(policyRun).where(among(wanted)) : [];
  const timeline = events.flatMap((fact): PurchaseEntry[] => {
    const told = tellPurchase(fact.name, fact.payload, { money });
    if (!told) return [];
    const policy = fact.actor.startsWith("policy:") ? fact.actor.slice(7) : null;
    const run = runs.find((one) => one.policy === policy && one.trigger === fact.cause);
    const why = policy
      ? { policy, rule: run?.rule ?? null, reason: money ? (run?.reason ?? null) : null }
      : null;
    return [{ id: fact.id, name: fact.name, at: fact.occurredAt, actor: fact.actor, ...told, why }];
  });
  const sendings = sent.map((fact): Sending => {
    const run = runs.find((one) => senders.includes(one.policy) && one.trigger === fact.id);
    return { at: run?.finishedAt ?? fact.occurredAt, ...outcomeOf(run) };
  });
  return { timeline, sendings };
}

const among = (wanted: readonly { policy: string; trigger: string }[]) =>
  or(
    ...wanted.map(({ policy, trigger }) => and(eq(policyRun.policy, policy), eq(policyRun.trigger, trigger))),
  );

function outcomeOf(run: typeof policyRun.$inferSelect | undefined): Omit<Sending, "at"> {
  if (!run || run.outcome === "running") return { state: "under_way", words: "Being sent." };
  const words = run.reason ?? "";
  if (run.outcome === "nothing_to_do" && words.includes("no e-mail address"))
    return { state: "no_address", words };
  const sent = run.outcome === "nothing_to_do" || run.command === "SendNotification";
  return { state: sent ? "sent" : "not_sent", words };
}

/** Whether such a number exists, and in which state: for addresses and documents. */
export async function purchaseOrderId(
  { db }: Pick<Reader, "db">,
  number: string,
): Promise<Id<"purchaseOrder"> | null> {
  const [row] = await db
    .select({ id: purchaseOrder.id })
    .from(purchaseOrder)
    .where(sql`${purchaseOrder.number} = ${number.toUpperCase()}`);
  return row?.id ?? null;
}
