import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { event, policyRun } from "@/db/schema";
import type { EventName, Payload } from "@/server/events/events";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { formatMoney } from "@/server/kernel/money";

export type TimelineEntry = {
  id: string;
  at: string;
  event: string;
  /** In a few words, for anybody. */
  title: string;
  detail?: string;
  /** "shopper", "staff:Ada", "policy:cancel-order-when-…", "provider:stripe" */
  actor: string;
  /** Why it happened by itself: the policy's rule and what it found. */
  why?: { policy: string; rule: string; reason: string };
};

/** What happened to an order, oldest first, with the policy's reason beside everything that happened by itself. */
export async function timelineOf({ db }: Reader, orderId: Id<"order">): Promise<TimelineEntry[]> {
  const [events, policyRuns] = await Promise.all([
    db.select().from(event).where(eq(event.orderId, orderId)).orderBy(asc(event.occurredAt), asc(event.id)),
    db.select().from(policyRun).where(eq(policyRun.orderId, orderId)),
  ]);
  const runs = [...policyRuns, ...(await sweepsBehind({ db }, events))];
  return events.flatMap((row) => {
    const words = tell(row.name as EventName, row.payload);
    if (!words) return [];
    const run = runs.find(
      (candidate) =>
        candidate.trigger === (row.cause ?? row.occurredAt.toISOString()) &&
        row.actor === `policy:${candidate.policy}`,
    );
    return [
      {
        id: row.id,
        at: row.occurredAt.toISOString(),
        event: row.name,
        ...words,
        actor: row.actor,
        ...(run ? { why: { policy: run.policy, rule: run.rule, reason: run.reason ?? "" } } : {}),
      },
    ];
  });
}

/** A sweep is caused by no event and belongs to no order: its run is known by its time. */
async function sweepsBehind(
  { db }: Pick<Reader, "db">,
  events: readonly (typeof event.$inferSelect)[],
): Promise<(typeof policyRun.$inferSelect)[]> {
  const bySweeps = events.filter(({ cause, actor }) => cause === null && actor.startsWith("policy:"));
  if (bySweeps.length === 0) return [];
  const times = bySweeps.map(({ occurredAt }) => occurredAt.toISOString());
  return db
    .select()
    .from(policyRun)
    .where(and(isNull(policyRun.orderId), inArray(policyRun.trigger, times)));
}

type Words = { title: string; detail?: string };
type Teller = { [Name in EventName]: (payload: Payload<Name>) => Words | null };

const cancelled: Record<Payload<"OrderCancelled">["reason"], string> = {
  payment_failed: "Cancelled: the payment failed",
  payment_timeout: "Cancelled: not paid in time",
  customer: "Cancelled by the customer",
  staff: "Cancelled by the shop",
  stock_expired: "Cancelled: an item went past its date",
  fraud: "Cancelled after a fraud check",
};

const unitsOf = (units: Payload<"InventoryReserved">["units"]): string =>
  units.map((unit) => `${unit.quantity} × ${unit.sku} in ${unit.location}`).join(", ");

const progress: Record<Payload<"ShipmentProgressed">["to"], string> = {
  assigned: "Back in the queue",
  picking: "Picking started",
  packed: "Packed",
  labelled: "Labelled",
  shipped: "Handed to the carrier",
  delivered: "Delivered",
  cancelled: "Shipment cancelled",
};

const parcelEnd: Record<Payload<"ParcelSettled">["outcome"], string> = {
  back: "A parcel is back with us",
  lost: "A parcel was given up for lost",
  arrived: "The customer has it",
};

const disputeNews: Record<Payload<"DisputeChanged">["status"], string> = {
  needs_response: "The dispute waits for our answer",
  under_review: "The dispute is being looked at",
  won: "Dispute won",
  lost: "Dispute lost: the money is gone",
};

const tellers: Teller = {
  OrderCreated: ({ total }) => ({ title: "Order placed", detail: formatMoney(total) }),
  InventoryReserved: ({ units, routing }) => ({
    title: "Stock held",
    detail: `${unitsOf(units)}. ${routing}`,
  }),
  PaymentOpened: ({ provider }) => ({ title: "Payment page opened", detail: provider }),
  PaymentProcessed: ({ outcome, amount, message }) => {
    if (outcome === "captured") return { title: "Payment taken", detail: formatMoney(amount) };
    return { title: "Payment declined", ...(message ? { detail: message } : {}) };
  },
  PaymentProcessing: () => ({
    title: "The bank is working on the payment",
    detail: "The goods stay held until it is decided.",
  }),
  PaymentEnded: ({ as }) => ({
    title: as === "voided" ? "Payment released, nothing was charged" : "Payment page closed",
  }),
  LateMoneyReceived: ({ amount }) => ({
    title: "Money arrived too late",
    detail: `${formatMoney(amount)} goes back`,
  }),
  OrderPaid: ({ amount }) => ({ title: "Paid", detail: formatMoney(amount) }),
  InventoryDeducted: ({ units }) => ({ title: "Stock deducted", detail: unitsOf(units) }),
  OrderCancelled: ({ reason, note }) => ({ title: cancelled[reason], ...(note ? { detail: note } : {}) }),
  InventoryReleased: ({ units }) =>
    units.length > 0 ? { title: "Stock given back", detail: unitsOf(units) } : null,
  RefundRequested: ({ amount, reason }) => ({
    title: "Refund requested",
    detail: `${formatMoney(amount)}. ${reason}`,
  }),
  OrderRefunded: ({ amount, byHand }) => ({
    title: "Refunded",
    detail: byHand ? `${formatMoney(amount)}, ${byHand}` : formatMoney(amount),
  }),
  RefundFailed: ({ amount, message }) => ({
    title: "Refund failed",
    detail: `${formatMoney(amount)}. ${message}`,
  }),
  RefundRetried: ({ amount }) => ({ title: "Refund sent again", detail: formatMoney(amount) }),
  DisputeOpened: ({ amount, reason }) => ({
    title: "Payment disputed",
    detail: `${formatMoney(amount)}. ${reason}`,
  }),
  DisputeChanged: ({ status, amount }) => ({ title: disputeNews[status], detail: formatMoney(amount) }),
  NotificationSendAsked: () => ({ title: "An e-mail was sent again" }),
  NotificationBounced: ({ words }) => ({ title: "An e-mail came back", detail: words }),
  ShipmentAssigned: ({ shipmentNumber, location, units }) => ({
    title: "Assigned to a fulfilment centre",
    detail: `${shipmentNumber}: ${units} ${units === 1 ? "unit" : "units"} from ${location}`,
  }),
  ShipmentProgressed: ({ shipmentNumber, to }) =>
    to === "shipped" ? null : { title: progress[to], detail: shipmentNumber },
  LabelBought: ({ carrier, trackingNumber, cost }) => ({
    title: "Label bought",
    detail: `${carrier} ${trackingNumber}, ${formatMoney(cost)}`,
  }),
  LabelVoided: ({ trackingNumber }) => ({ title: "Label voided", detail: trackingNumber }),
  OrderShipped: ({ shipmentNumber, trackingNumbers }) => ({
    title: "Shipped",
    detail: `${shipmentNumber}: ${trackingNumbers.join(", ")}`,
  }),
  ShipmentTracked: ({ description, place }) => ({ title: description, ...(place ? { detail: place } : {}) }),
  ShipmentException: ({ description }) => ({ title: "Carrier reports a problem", detail: description }),
  OrderDelivered: () => ({ title: "Delivered" }),
  ReviewSubmitted: ({ productTitle, rating }) => ({
    title: "Review written",
    detail: `${productTitle}, ${rating} of 5`,
  }),
  ReturnReceived: ({ units, reason }) => ({
    title: "Goods came back",
    detail: `${units.map(({ sku, quantity, condition }) => `${quantity} × ${sku}${condition === "damaged" ? ", damaged" : ""}`).join(", ")}. ${reason}`,
  }),
  // The notes are for staff, who get them beside this.
  OrderHeld: () => ({ title: "On hold" }),
  OrderHoldLifted: () => ({ title: "Hold lifted" }),
  InventoryReallocated: ({ from, to, reason }) => ({
    title: "Stock taken from elsewhere",
    detail: `${unitsOf(to)} instead of ${unitsOf(from)}. ${reason}`,
  }),
  LabelLost: ({ carrier, shipmentNumber }) => ({
    title: "The carrier gave no answer about a label",
    detail: `${shipmentNumber}: if ${carrier} made one, it is found and given back.`,
  }),
  UnitsShort: ({ quantity, sku, shipmentNumber, reason }) => ({
    title: "Not all found on the shelf",
    detail: `${shipmentNumber}: ${quantity} × ${sku} missing. ${reason}`,
  }),
  ShipmentRerouted: ({ shipmentNumber, from, to, reason }) => ({
    title: "Sent from another place",
    detail: `${shipmentNumber}: ${to} instead of ${from}. ${reason}`,
  }),
  BackorderOpened: ({ quantity, sku, reason }) => ({
    title: "On backorder",
    detail: `${quantity} × ${sku}. ${reason}`,
  }),
  BackorderFilled: ({ units, shipmentNumber }) => ({
    title: "Backorder filled",
    detail: `${unitsOf(units)}, in ${shipmentNumber}`,
  }),
  OrderPartlyCancelled: ({ units, refund, note }) => ({
    title: "Partly cancelled",
    detail: `${units.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(", ")}; ${formatMoney(refund)} goes back.${note ? ` ${note}` : ""}`,
  }),
  ShipmentDelayed: ({ kind, description }) => ({
    title: kind === "late" ? "Later than promised" : "No news from the carrier",
    detail: description,
  }),
  ShipmentReturned: ({ trackingNumber, description }) => ({
    title: "Could not be delivered",
    detail: `${trackingNumber}: ${description}`,
  }),
  ParcelSettled: ({ trackingNumber, outcome }) => ({ title: parcelEnd[outcome], detail: trackingNumber }),
  ShipmentIssueClosed: ({ note }) => ({ title: "Looked after", detail: note }),
  AddressQuestioned: ({ carrier, suggestion }) => ({
    title: "The carrier doubts the address",
    detail: suggestion ? `${carrier} writes it: ${suggestion}` : `${carrier} does not know it.`,
  }),
  // What concerns people, goods and books and not one order.
  PaymentsReconciled: () => null,
  CustomerRegistered: () => null,
  CustomerEmailVerified: () => null,
  CustomerEmailChanged: () => null,
  OrdersClaimed: () => null,
  MarketingConsentChanged: () => null,
  CustomerErased: () => null,
  AccountLinkIssued: () => null,
  AccountSecurityChanged: () => null,
  StaffInvited: () => null,
  StaffJoined: () => null,
  StaffChanged: () => null,
  ManifestClosed: () => null,
  PlaceChanged: () => null,
  BinChanged: () => null,
  InventoryReceived: () => null,
  InventoryExpired: () => null,
  SettingsChanged: () => null,
  PurchaseOrderProposed: () => null,
  PurchaseOrderOrdered: () => null,
  PurchaseOrderReceived: () => null,
  PurchaseOrderDrafted: () => null,
  PurchaseOrderChanged: () => null,
  PurchaseOrderSendAsked: () => null,
  PurchaseOrderClosed: () => null,
  PurchaseOrderCancelled: () => null,
  CatalogueImportConfirmed: () => null,
  InventoryAdjusted: () => null,
  InventoryLevelLow: () => null,
};

function tell(name: EventName, payload: Record<string, unknown>): Words | null {
  const teller = tellers[name] as ((payload: Record<string, unknown>) => Words | null) | undefined;
  return teller ? teller(payload) : { title: name };
}
