import { and, eq, isNull } from "drizzle-orm";
import { event, orderLine, parcel, shipmentIssue, trackingScan } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { takeBack } from "@/server/domain/return/take-back";
import type { Payload } from "@/server/events/events";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import { followShipment } from "./follow-shipment";
import type { CloseIssueInput, SettleParcelInput } from "./issue.schema";
import { closeIssues, findIssue, type IssueRow } from "./issue.store";
import { shipmentContents } from "./parcel-contents";
import { refundParcel } from "./parcel-refund";
import { isOwn } from "./parcel-state";
import { ownScans } from "./plain-words";
import { keepScans } from "./record-tracking";
import { lockShipment, type ParcelRow } from "./shipment.store";

export type Settled = { orderNumber: string; refundId: Id<"refund"> | null };

/** Closes one problem with a note of what was done about it. Closing it again changes nothing. */
export function closeIssue(ctx: Ctx, input: CloseIssueInput): Promise<{ orderNumber: string }> {
  return inTransaction(ctx, async (tx) => {
    const found = await findIssue(tx, input.issue);
    const { order, shipment } = await lockShipment(tx, found.shipmentId);
    await closeIssues(tx, order, shipment, [found.id], input.note);
    return { orderNumber: order.number };
  });
}

/**
 * A parcel that the carrier could not deliver is back: its goods return to the shelves, damaged ones set aside, and what
 * was paid for them goes back to the customer, if wanted. Repeating it finds it done.
 */
export async function receiveReturned(ctx: Ctx, input: SettleParcelInput): Promise<Settled> {
  const { issue, box } = await parcelOf(ctx, input.issue);
  const lines = await ctx.db.select().from(orderLine).where(eq(orderLine.orderId, issue.orderId));
  const skuOf = (id: string) => lines.find((line) => line.id === id)?.sku ?? "";
  await refuseTooMany(ctx, issue, input);
  const units = input.units.flatMap(({ orderLineId, good, damaged }) => [
    ...(good > 0 ? [{ sku: skuOf(orderLineId), quantity: good, condition: "good" as const }] : []),
    ...(damaged > 0 ? [{ sku: skuOf(orderLineId), quantity: damaged, condition: "damaged" as const }] : []),
  ]);
  // The goods first: whatever happens then, the button finds them booked and goes on with the rest.
  await takeBack(ctx, issue.orderId, {
    key: `returned:${box.id}`,
    reason: `Parcel ${box.trackingNumber} came back undelivered.`,
    units,
    refundAmount: 0,
  });
  return settle(ctx, issue, box, input, "back");
}

/** A parcel that will not turn up any more: the customer gets the money for what was in it, if wanted. */
export async function giveUpLost(ctx: Ctx, input: SettleParcelInput): Promise<Settled> {
  const { issue, box } = await parcelOf(ctx, input.issue);
  await refuseTooMany(ctx, issue, input);
  return settle(ctx, issue, box, input, "lost");
}

/** The customer has it, whatever the carrier says. */
export async function markArrived(ctx: Ctx, input: CloseIssueInput): Promise<Settled> {
  const { issue, box } = await parcelOf(ctx, input.issue);
  return settle(ctx, issue, box, { ...input, units: [], refund: false, carriage: false }, "arrived");
}

const told = {
  back: "Received back from the carrier",
  lost: "Given up for lost",
  arrived: "With the customer",
} as const;
const states = { back: "returned", lost: "exception", arrived: "delivered" } as const;

function settle(
  ctx: Ctx,
  issue: IssueRow,
  box: ParcelRow,
  input: Pick<SettleParcelInput, "units" | "refund" | "carriage" | "note">,
  how: keyof typeof told,
): Promise<Settled> {
  return inTransaction(ctx, async (tx) => {
    const locked = await lockOrder(tx, issue.orderId);
    const about = { orderId: locked.id, orderNumber: locked.number };
    const before = await settledBefore(tx, locked.id, box.id);
    if (before)
      return {
        orderNumber: locked.number,
        refundId: before.refundId ? asId<"refund">(before.refundId) : null,
      };
    const units = input.units
      .map(({ orderLineId, good, damaged }) => ({ orderLineId, quantity: good + damaged }))
      .filter(({ quantity }) => quantity > 0);
    const refundId = input.refund
      ? await refundParcel(tx, locked, box.id, {
          units: input.units,
          cameBack: how === "back",
          carriage: input.carriage,
          reason:
            how === "back"
              ? `Parcel ${box.trackingNumber} could not be delivered and came back to us.`
              : `Parcel ${box.trackingNumber} got lost on its way.`,
        })
      : null;
    const { order, shipment } = await lockShipment(tx, issue.shipmentId);
    const parcelFacts = { ...about, shipmentId: shipment.id, shipmentNumber: shipment.number };
    await keepScans(tx, parcelFacts, box, [
      { state: states[how], code: ownScans[how], description: told[how], at: tx.now },
    ]);
    const open = await tx.db
      .select({ id: shipmentIssue.id })
      .from(shipmentIssue)
      .where(and(eq(shipmentIssue.parcelId, box.id), isNull(shipmentIssue.closedAt)));
    await closeIssues(
      tx,
      order,
      shipment,
      open.map((one) => one.id),
      input.note || `${told[how]}.`,
    );
    await record(
      tx,
      fact("ParcelSettled", {
        ...parcelFacts,
        parcelId: box.id,
        trackingNumber: box.trackingNumber ?? "",
        outcome: how,
        units,
        ...(refundId ? { refundId } : {}),
      }),
    );
    await followShipment(tx, order, shipment);
    return { orderNumber: order.number, refundId };
  });
}

async function settledBefore(tx: TxCtx, orderId: Id<"order">, parcelId: Id<"parcel">) {
  const rows = await tx.db
    .select({ payload: event.payload })
    .from(event)
    .where(and(eq(event.orderId, orderId), eq(event.name, "ParcelSettled")));
  return rows
    .map(({ payload }) => payload as Payload<"ParcelSettled">)
    .find((settled) => settled.parcelId === parcelId);
}

/** The issue and its parcel, which must not have come to its end. */
async function parcelOf(ctx: Ctx, name: string): Promise<{ issue: IssueRow; box: ParcelRow }> {
  const issue = await findIssue(ctx, name);
  const [box] = issue.parcelId ? await ctx.db.select().from(parcel).where(eq(parcel.id, issue.parcelId)) : [];
  if (!box) throw new DomainError("not_found", "This problem is about no parcel.");
  if (box.tracking === "delivered") {
    const scans = await ctx.db.select().from(trackingScan).where(eq(trackingScan.parcelId, box.id));
    if (!scans.some((scan) => isOwn(scan.code)))
      throw new DomainError(
        "invalid_transition",
        `Parcel ${box.trackingNumber} has been delivered meanwhile.`,
      );
  }
  return { issue, box };
}

/** No more of a line can be in one parcel than its shipment has. */
async function refuseTooMany(ctx: Ctx, issue: IssueRow, { units }: SettleParcelInput): Promise<void> {
  const contents = await shipmentContents(ctx, issue.shipmentId);
  for (const { orderLineId, good, damaged } of units) {
    const line = contents.find((one) => one.orderLineId === orderLineId);
    if (good + damaged <= (line?.quantity ?? 0)) continue;
    throw new DomainError(
      "invalid_input",
      line
        ? `Only ${line.quantity} of ${line.sku} ${line.quantity === 1 ? "was" : "were"} sent; ${good + damaged} can’t be in this parcel.`
        : "That was not in this parcel.",
      { field: `good-${orderLineId}` },
    );
  }
}
