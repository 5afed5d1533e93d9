import { z } from "zod";
import { linkPurposes } from "@/db/schema/customer";
import { roles } from "@/server/auth/roles";
import { cancelReasons, holdReasons } from "@/server/domain/order/order";
import { disputeStatuses, paymentProviders } from "@/server/domain/payment/payment";
import { scanReasons } from "@/server/domain/shipment/plain-words";
import { shipmentIssueKinds, shipmentStatuses, trackingStates } from "@/server/domain/shipment/shipment";
import { moneySchema } from "@/server/kernel/money";

const id = z.string();
const units = z.array(z.object({ sku: z.string(), location: z.string(), quantity: z.number().int() }));
const order = { orderId: id, orderNumber: z.string() };
const stock = { variantId: id, sku: z.string(), locationId: id, location: z.string() };
const purchaseOrder = { purchaseOrderId: id, purchaseOrderNumber: z.string() };
const shipment = { ...order, shipmentId: id, shipmentNumber: z.string() };

/**
 * Every fact the system records: a past-tense name and what changed. The names are the contract with policies and
 * with anyone who listens at the event server, so they are never reused for something else.
 */
export const events = {
  OrderCreated: z.object({ ...order, customerId: id, total: moneySchema, paymentDueAt: z.string() }),
  InventoryReserved: z.object({ ...order, units, routing: z.string() }),
  PaymentOpened: z.object({ ...order, paymentId: id, provider: z.enum(paymentProviders) }),
  PaymentProcessed: z.object({
    ...order,
    paymentId: id,
    provider: z.enum(paymentProviders),
    amount: moneySchema,
    outcome: z.enum(["captured", "declined", "failed"]),
    /** With `failed`: no further attempt is allowed. With `declined`: the shopper may try again. */
    code: z.string().optional(),
    message: z.string().optional(),
  }),
  /** A bank is working on it; the goods stay held until it is decided. */
  PaymentProcessing: z.object({ ...order, paymentId: id, provider: z.enum(paymentProviders) }),
  PaymentEnded: z.object({ ...order, paymentId: id, as: z.enum(["expired", "voided"]) }),
  LateMoneyReceived: z.object({ ...order, paymentId: id, amount: moneySchema }),
  OrderPaid: z.object({ ...order, paymentId: id, amount: moneySchema }),
  InventoryDeducted: z.object({ ...order, units }),
  OrderCancelled: z.object({
    ...order,
    reason: z.enum(cancelReasons),
    wasPaid: z.boolean(),
    note: z.string().optional(),
  }),
  InventoryReleased: z.object({ ...order, units }),
  RefundRequested: z.object({ ...order, refundId: id, amount: moneySchema, reason: z.string() }),
  /** One that had failed is sent to the provider once more. */
  RefundRetried: z.object({ ...order, refundId: id, amount: moneySchema }),
  DisputeOpened: z.object({
    ...order,
    paymentId: id,
    disputeId: id,
    provider: z.enum(paymentProviders),
    amount: moneySchema,
    reason: z.string(),
    evidenceDueAt: z.string().optional(),
  }),
  DisputeChanged: z.object({
    ...order,
    paymentId: id,
    disputeId: id,
    amount: moneySchema,
    status: z.enum(disputeStatuses),
    evidenceDueAt: z.string().optional(),
  }),
  OrderRefunded: z.object({
    ...order,
    refundId: id,
    amount: moneySchema,
    reason: z.string(),
    /** How a person paid it, when the provider could not: "by bank transfer". */
    byHand: z.string().optional(),
  }),
  RefundFailed: z.object({ ...order, refundId: id, amount: moneySchema, message: z.string() }),
  ShipmentAssigned: z.object({ ...shipment, location: z.string(), units: z.number().int() }),
  ShipmentProgressed: z.object({ ...shipment, from: z.enum(shipmentStatuses), to: z.enum(shipmentStatuses) }),
  LabelBought: z.object({ ...shipment, carrier: z.string(), trackingNumber: z.string(), cost: moneySchema }),
  LabelVoided: z.object({ ...shipment, trackingNumber: z.string() }),
  OrderShipped: z.object({
    ...shipment,
    trackingNumbers: z.array(z.string()),
    /** Whether every shipment of the order is now on its way. */
    complete: z.boolean(),
  }),
  ShipmentTracked: z.object({
    ...shipment,
    trackingNumber: z.string(),
    state: z.enum(trackingStates),
    description: z.string(),
    place: z.string().optional(),
    at: z.string(),
  }),
  /** The carrier's answer was lost; what it may have made is looked for. */
  LabelLost: z.object({ ...shipment, carrier: z.string() }),
  /** Units that a picker did not find on the shelf. */
  UnitsShort: z.object({
    ...shipment,
    sku: z.string(),
    quantity: z.number().int(),
    reason: z.string(),
    /** What became of them. */
    outcome: z.enum(["same_place", "other_place", "backordered"]),
  }),
  /** A shipment's units now come from another place. */
  ShipmentRerouted: z.object({ ...shipment, from: z.string(), to: z.string(), reason: z.string() }),
  BackorderOpened: z.object({
    ...order,
    backorderId: id,
    sku: z.string(),
    quantity: z.number().int(),
    reason: z.string(),
  }),
  BackorderFilled: z.object({ ...order, backorderId: id, units, shipmentNumber: z.string() }),
  /** A part of a paid order will not be sent; the rest goes on. */
  OrderPartlyCancelled: z.object({
    ...order,
    units: z.array(z.object({ sku: z.string(), quantity: z.number().int() })),
    reason: z.enum(cancelReasons),
    note: z.string().optional(),
    refund: moneySchema,
    refundId: id.optional(),
    /** Whether carriage went back with it. */
    carriage: z.boolean().default(false),
    /** Whether everything that is still to be sent has left by now. */
    complete: z.boolean().default(false),
    /** The key that was pressed with; the same one again cancels nothing. */
    key: id,
  }),
  /** `late`: past the promised day. `silent`: no scan for days. */
  ShipmentDelayed: z.object({
    ...shipment,
    trackingNumber: z.string(),
    kind: z.enum(["late", "silent"]),
    description: z.string(),
  }),
  /** A parcel came back to us undelivered. */
  ShipmentReturned: z.object({ ...shipment, trackingNumber: z.string(), description: z.string() }),
  /** What became of a parcel that did not arrive; with `refundId`, the units' price went back. */
  ParcelSettled: z.object({
    ...shipment,
    parcelId: id,
    trackingNumber: z.string(),
    outcome: z.enum(["back", "lost", "arrived"]),
    units: z.array(z.object({ orderLineId: id, quantity: z.number().int() })),
    refundId: id.optional(),
  }),
  /** A person has dealt with what was wrong with a parcel. */
  ShipmentIssueClosed: z.object({ ...shipment, kind: z.enum(shipmentIssueKinds), note: z.string() }),
  /** A carrier doubts the address; nothing is stopped. */
  AddressQuestioned: z.object({ ...order, carrier: z.string(), verdict: z.string(), suggestion: z.string() }),
  ManifestClosed: z.object({
    manifest: z.string(),
    location: z.string(),
    carrier: z.string(),
    parcels: z.number().int(),
  }),
  /** How a place works was changed: cut-off, capacity, priority, whether it is open. */
  PlaceChanged: z.object({
    location: z.string(),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  }),
  BinChanged: z.object({
    sku: z.string(),
    location: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  /** The carrier can't go on by itself; `reason` is what the scan is about. */
  ShipmentException: z.object({
    ...shipment,
    trackingNumber: z.string(),
    description: z.string(),
    reason: z.enum(scanReasons).optional(),
  }),
  OrderDelivered: z.object(order),
  ReviewSubmitted: z.object({ ...order, reviewId: id, productTitle: z.string(), rating: z.number().int() }),
  /** Goods are back from the customer; `key` names the return. */
  ReturnReceived: z.object({
    ...order,
    key: z.string(),
    units: z.array(
      z.object({ sku: z.string(), quantity: z.number().int(), condition: z.enum(["good", "damaged"]) }),
    ),
    reason: z.string(),
    refundId: id.optional(),
  }),
  OrderHeld: z.object({ ...order, holdId: id, reason: z.enum(holdReasons), note: z.string() }),
  OrderHoldLifted: z.object({ ...order, holdId: id, reason: z.enum(holdReasons), note: z.string() }),
  /** Units of an order now stand elsewhere than where they were first reserved. */
  InventoryReallocated: z.object({ ...order, from: units, to: units, reason: z.string() }),
  InventoryReceived: z.object({
    ...stock,
    /** Units that can be sold. */
    quantity: z.number().int(),
    /** Units that came damaged and were set aside. */
    damaged: z.number().int(),
    lot: z.string().optional(),
    reason: z.string(),
    purchaseOrderId: id.optional(),
    purchaseOrderNumber: z.string().optional(),
  }),
  /** A person's or a policy's change of stock other than receiving: `change` is what became available or ceased to be. */
  InventoryAdjusted: z.object({
    sku: z.string(),
    location: z.string(),
    kind: z.enum(["adjust", "count", "quarantine", "dispose", "return_to_supplier", "transfer", "undo"]),
    change: z.number().int(),
    /** How many units it was about. */
    quantity: z.number().int(),
    reason: z.string(),
  }),
  /** Our books and a provider's list for a day were compared. */
  PaymentsReconciled: z.object({
    reconciliationId: id,
    provider: z.enum(paymentProviders),
    day: z.string(),
    /** How many differences are open. */
    differences: z.number().int(),
    /** How many of them were not known, or were closed, before. */
    fresh: z.number().int().default(0),
  }),
  CustomerRegistered: z.object({ customerId: id, userId: id }),
  CustomerEmailVerified: z.object({ customerId: id, userId: id }),
  /** The address itself stays out of the history. */
  CustomerEmailChanged: z.object({ customerId: id, userId: id }),
  /** Orders that were placed as a guest now belong to the account. */
  OrdersClaimed: z.object({ customerId: id, orders: z.number().int() }),
  MarketingConsentChanged: z.object({ customerId: id, accepts: z.boolean() }),
  /** The person was removed; their orders stay. */
  CustomerErased: z.object({ customerId: id }),
  /** A mail with this link is due; its key can be worked out from the row. */
  AccountLinkIssued: z.object({ linkId: id, purpose: z.enum(linkPurposes) }),
  /** Something about an account changed that its owner has to hear of, whoever did it. */
  AccountSecurityChanged: z.object({
    userId: id,
    change: z.enum(["password", "email", "second_factor_on", "second_factor_off", "recovery_code_used"]),
    /** Where the notice goes: the address before the change. */
    email: z.string(),
  }),
  StaffInvited: z.object({ linkId: id, email: z.string(), role: z.enum(roles) }),
  StaffJoined: z.object({ userId: id, name: z.string(), role: z.enum(roles) }),
  StaffChanged: z.object({ userId: id, name: z.string(), change: z.string() }),
  /** A message came back. */
  NotificationBounced: z.object({
    notificationId: id,
    orderId: id.optional(),
    template: z.string(),
    recipient: z.string(),
    words: z.string(),
  }),
  /** A member of staff has a message sent once more. */
  NotificationSendAsked: z.object({
    notificationId: id,
    orderId: id.optional(),
    template: z.string(),
    recipient: z.string(),
  }),
  SettingsChanged: z.object({
    changes: z.array(z.object({ setting: z.string(), from: z.unknown(), to: z.unknown() })),
  }),
  InventoryExpired: z.object({
    variantId: id,
    sku: z.string(),
    lotId: id,
    lot: z.string(),
    expiresAt: z.string(),
  }),
  /** A draft comes to more than may be ordered unasked. */
  PurchaseOrderProposed: z.object({
    ...purchaseOrder,
    supplier: z.string(),
    total: moneySchema,
    limit: moneySchema,
  }),
  PurchaseOrderOrdered: z.object({
    ...purchaseOrder,
    supplier: z.string(),
    location: z.string(),
    total: moneySchema,
    automatic: z.boolean(),
  }),
  PurchaseOrderReceived: z.object({
    ...purchaseOrder,
    location: z.string(),
    units: z.number().int(),
    damaged: z.number().int(),
    /** Whether nothing more is awaited. */
    complete: z.boolean(),
    /** The key that was pressed with; the same one again books nothing. */
    receipt: id,
    /** Tells a repeat from another delivery under the same key. */
    asked: z.string(),
    /** Its rows in the ledger. */
    movements: z.array(z.number().int()),
  }),
  PurchaseOrderDrafted: z.object({ ...purchaseOrder, supplier: z.string(), location: z.string() }),
  /** A draft was changed by hand; `change` says how, in words. */
  PurchaseOrderChanged: z.object({ ...purchaseOrder, change: z.string() }),
  /** Somebody wants the supplier to get it once more. */
  PurchaseOrderSendAsked: z.object(purchaseOrder),
  /** The supplier will not send the rest. */
  PurchaseOrderClosed: z.object({ ...purchaseOrder, units: z.number().int(), note: z.string() }),
  PurchaseOrderCancelled: z.object({ ...purchaseOrder, note: z.string(), wasOrdered: z.boolean() }),
  CatalogueImportConfirmed: z.object({
    importId: id,
    /** The place whose shelves get the quantities of new variants; absent: no stock is brought in. */
    openingStockAt: z.string().optional(),
  }),
  InventoryLevelLow: z.object({
    ...stock,
    available: z.number().int(),
    reorderPoint: z.number().int(),
    reorderUpTo: z.number().int(),
  }),
} as const;

export type EventName = keyof typeof events;
export type Payload<Name extends EventName> = z.infer<(typeof events)[Name]>;
