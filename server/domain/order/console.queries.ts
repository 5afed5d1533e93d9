import { asc, desc, eq, or, sql } from "drizzle-orm";
import { event, orders, payment, webhookInbox } from "@/db/schema";
import { staffDoubt } from "@/server/domain/carriage/doubt";
import { messagesOfOrder } from "@/server/domain/notification/message-log.queries";
import type { EventName, Payload } from "@/server/events/events";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money as amountOf, type Money } from "@/server/kernel/money";
import { holdWords } from "./hold";
import { openHolds } from "./hold.store";
import { orderView, policyRunsOf } from "./order.queries";
import { readOrder } from "./order.store";
import type { TimelineEntry } from "./order-timeline";

export type PolicyRun = Awaited<ReturnType<typeof policyRunsOf>>[number];

/** A fact on the timeline, with the run that made it happen by itself and the event that set that run off. */
export type StaffEntry = TimelineEntry & { run?: PolicyRun; trigger?: { name: string; at: Date } };

/** Facts whose words name an amount; the warehouse reads that they happened, and managers how much it was. */
const aboutMoney = new Set<string>([
  "OrderCreated",
  "PaymentProcessed",
  "OrderPaid",
  "LateMoneyReceived",
  "RefundRequested",
  "OrderRefunded",
  "RefundFailed",
  "DisputeOpened",
  "DisputeChanged",
  "LabelBought",
  "OrderPartlyCancelled",
] satisfies EventName[]);

/**
 * Everything the console shows about one order. Money's inner workings come apart, in `orderMoney`; without `money`
 * the timeline names no amounts and leaves out what policies were given.
 */
export async function staffOrder(reader: Reader, id: Id<"order">, { money }: { money: boolean }) {
  const [view, row, runs, messages, holds, events] = await Promise.all([
    orderView(reader, id),
    readOrder(reader, id),
    policyRunsOf(reader, id),
    messagesOfOrder(reader, id),
    openHolds(reader, id),
    reader.db
      .select({
        id: event.id,
        name: event.name,
        cause: event.cause,
        actor: event.actor,
        at: event.occurredAt,
        payload: event.payload,
      })
      .from(event)
      .where(eq(event.orderId, id)),
  ]);
  const known = new Map<string, (typeof events)[number]>(events.map((fact) => [fact.id, fact]));
  const timeline = view.timeline.map((entry): StaffEntry => {
    const fact = known.get(entry.id);
    const run = runs.find((one) => one.trigger === fact?.cause && fact.actor === `policy:${one.policy}`);
    const trigger = fact?.cause ? known.get(fact.cause) : undefined;
    const { detail: _, ...bare } = entry;
    const told = !money && aboutMoney.has(entry.event) ? bare : { ...entry, ...holdNote(fact) };
    const shownRun = run && !money ? { ...run, inputs: {} } : run;
    return {
      ...told,
      ...(shownRun ? { run: shownRun } : {}),
      ...(trigger ? { trigger: { name: trigger.name, at: trigger.at } } : {}),
    };
  });
  return {
    ...view,
    timeline,
    cancelNote: row.cancelNote,
    addressDoubt: staffDoubt(row.addressCheck, row.shippingAddress),
    routing: row.routing,
    runs: money ? runs : [],
    messages,
    holds,
  };
}

/** What staff wrote, or a policy found; the order's own timeline is for the customer too and leaves it out. */
function holdNote(fact: { name: string; payload: Record<string, unknown> } | undefined) {
  if (fact?.name !== "OrderHeld" && fact?.name !== "OrderHoldLifted") return {};
  const { reason, note } = fact.payload as Payload<"OrderHeld">;
  return { detail: `${holdWords[reason]}. ${note}` };
}

export type StaffOrder = Awaited<ReturnType<typeof staffOrder>>;

export type PaymentDetail = {
  id: string;
  provider: string;
  status: (typeof payment.$inferSelect)["status"];
  ref: string | null;
  amount: Money;
  captured: Money;
  refunded: Money;
  fee: Money | null;
  failure: string | null;
  changedAt: Date;
};

/** Payments with what they cost and what the provider has told us about them. For managers. */
export async function orderMoney({ db }: Reader, id: Id<"order">) {
  const rows = await db.select().from(payment).where(eq(payment.orderId, id)).orderBy(asc(payment.createdAt));
  const payments = rows.map((row): PaymentDetail => {
    const amount = (value: number) => amountOf(value, row.currency);
    return {
      id: row.id,
      provider: row.provider,
      status: row.status,
      ref: row.providerRef,
      amount: amount(row.amount),
      captured: amount(row.capturedAmount),
      refunded: amount(row.refundedAmount),
      fee: row.feeAmount === null ? null : amount(row.feeAmount),
      failure: row.failureMessage,
      changedAt: row.changedAt,
    };
  });
  const [first] = rows;
  const told = first
    ? await db
        .select({
          id: webhookInbox.id,
          vendor: webhookInbox.vendor,
          type: webhookInbox.type,
          verdict: webhookInbox.verdict,
          note: webhookInbox.note,
          deliveries: webhookInbox.deliveries,
          at: webhookInbox.receivedAt,
        })
        .from(webhookInbox)
        .where(
          // The inbox is long and its bodies have no index, so only the days around the payments are read.
          sql`${webhookInbox.receivedAt} between ${first.createdAt.toISOString()}::timestamptz
            and ${lastChange(rows).toISOString()}::timestamptz + interval '3 days'
            and (${or(
              ...rows.flatMap((row) => [
                sql`${webhookInbox.body} #>> '{event,paymentId}' = ${row.id}`,
                ...(row.providerRef
                  ? [sql`${webhookInbox.body} #>> '{event,paymentRef}' = ${row.providerRef}`]
                  : []),
              ]),
            )})`,
        )
        .orderBy(desc(webhookInbox.receivedAt))
        .limit(20)
    : [];
  return { payments, webhooks: told };
}

const lastChange = (rows: readonly { changedAt: Date }[]): Date =>
  new Date(Math.max(...rows.map((row) => row.changedAt.getTime())));

/** The order behind a number, or null: for a page that has its own words for that. */
export async function findStaffOrder({ db }: Reader, number: string): Promise<Id<"order"> | null> {
  const [row] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
  return row?.id ?? null;
}
