import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  labelStatuses,
  shipmentIssueKinds,
  shipmentStatuses,
  trackingStates,
} from "../../server/domain/shipment/shipment";
import type { Id } from "../../server/kernel/id";
import type { CarrierRate, ServiceLevel } from "../../server/ports/carrier";
import { appUser, at } from "./customer";
import { location, stockLevel } from "./inventory";
import { orderLine, orders } from "./order";
import { manifest, packaging, wave } from "./warehouse";

export const shipmentStatusEnum = pgEnum("shipment_status", shipmentStatuses);
export const labelStatusEnum = pgEnum("label_status", labelStatuses);
export const trackingStateEnum = pgEnum("tracking_state", trackingStates);
export const shipmentIssueKindEnum = pgEnum("shipment_issue_kind", shipmentIssueKinds);

/** What one fulfilment centre sends for one order, in one go. */
export const shipment = pgTable(
  "shipment",
  {
    id: uuid().primaryKey().$type<Id<"shipment">>(),
    /** HF-100042-1 */
    number: text().notNull(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    status: shipmentStatusEnum().notNull(),
    tracking: trackingStateEnum(),
    pickedBy: uuid()
      .$type<Id<"user">>()
      .references(() => appUser.id),
    /** The walk that it is picked on, and the place of its tote on the trolley. */
    waveId: uuid()
      .$type<Id<"wave">>()
      .references(() => wave.id),
    slot: integer(),
    createdAt: at().notNull(),
    /** What the shopper was promised: the queue's order. */
    shipBy: at().notNull(),
    shippedAt: at(),
    deliveredAt: at(),
    /** The carrier is asked again at this time; null when there is nothing to follow. */
    pollAt: at(),
  },
  (t) => [
    uniqueIndex("shipment_number_unique").on(t.number),
    // Not unique: what was short and came in later leaves the same place in a parcel of its own.
    index("shipment_order").on(t.orderId, t.locationId),
    index("shipment_queue")
      .on(t.shipBy, t.id)
      .where(sql`${t.status} in ('assigned', 'picking', 'packed', 'labelled')`),
    index("shipment_queue_of_place")
      .on(t.locationId, t.shipBy, t.id)
      .where(sql`${t.status} in ('assigned', 'picking', 'packed', 'labelled')`),
    index("shipment_poll").on(t.pollAt).where(sql`${t.pollAt} is not null`),
    index("shipment_wave").on(t.waveId, t.slot).where(sql`${t.waveId} is not null`),
    index("shipment_of_day").on(t.locationId, t.createdAt),
  ],
);

/** Units of an order line that this shipment takes from one stock level. */
export const shipmentLine = pgTable(
  "shipment_line",
  {
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    orderLineId: uuid()
      .notNull()
      .$type<Id<"orderLine">>()
      .references(() => orderLine.id),
    stockLevelId: bigint({ mode: "number" })
      .notNull()
      .references(() => stockLevel.id),
    quantity: integer().notNull(),
    picked: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.shipmentId, t.orderLineId, t.stockLevelId] }),
    index("shipment_line_order_line").on(t.orderLineId),
    check("shipment_line_quantity_positive", sql`${t.quantity} > 0`),
    check("shipment_line_picked_within", sql`${t.picked} between 0 and ${t.quantity}`),
  ],
);

/** A closed box: what it weighs, how big it is and what is in it. A shipment may need several. */
export const shipmentPackage = pgTable(
  "shipment_package",
  {
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    position: integer().notNull(),
    /** The kind of box; null: another one, with its own measures. */
    packagingId: uuid()
      .$type<Id<"packaging">>()
      .references(() => packaging.id),
    weightGrams: integer().notNull(),
    lengthMm: integer(),
    widthMm: integer(),
    heightMm: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.shipmentId, t.position] }),
    check("shipment_package_weighs", sql`${t.weightGrams} > 0`),
  ],
);

export const packageLine = pgTable(
  "package_line",
  {
    shipmentId: uuid().notNull().$type<Id<"shipment">>(),
    position: integer().notNull(),
    orderLineId: uuid().notNull().$type<Id<"orderLine">>(),
    stockLevelId: bigint({ mode: "number" }).notNull(),
    quantity: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.shipmentId, t.position, t.orderLineId, t.stockLevelId] }),
    foreignKey({
      name: "package_line_package",
      columns: [t.shipmentId, t.position],
      foreignColumns: [shipmentPackage.shipmentId, shipmentPackage.position],
    }).onDelete("cascade"),
    foreignKey({
      name: "package_line_shipment_line",
      columns: [t.shipmentId, t.orderLineId, t.stockLevelId],
      foreignColumns: [shipmentLine.shipmentId, shipmentLine.orderLineId, shipmentLine.stockLevelId],
    }),
    check("package_line_quantity_positive", sql`${t.quantity} > 0`),
  ],
);

/** The label of a package. The row is the intent: it is written before the carrier is asked. */
export const parcel = pgTable(
  "parcel",
  {
    id: uuid().primaryKey().$type<Id<"parcel">>(),
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    position: integer().notNull().default(1),
    weightGrams: integer().notNull(),
    carrier: text().notNull(),
    service: text().notNull().$type<ServiceLevel>(),
    /** The carrier's own code and name of the service. */
    serviceCode: text(),
    serviceName: text(),
    lengthMm: integer(),
    widthMm: integer(),
    heightMm: integer(),
    /** What carriers asked for it when the label was bought, and why this one was chosen. */
    shopping: jsonb().$type<RateShopping>(),
    labelStatus: labelStatusEnum().notNull(),
    trackingNumber: text(),
    carrierRef: text(),
    labelFormat: text(),
    labelBase64: text(),
    costAmount: integer(),
    costCurrency: text(),
    failure: text(),
    tracking: trackingStateEnum(),
    /** When the carrier last said when it will arrive. */
    estimatedAt: at(),
    /** Until when the carrier reports by itself; null: it was never asked, or would not. */
    followedUntil: at(),
    /** When the carrier last saw it. */
    lastScanAt: at(),
    manifestId: uuid()
      .$type<Id<"manifest">>()
      .references(() => manifest.id),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [
    index("parcel_shipment").on(t.shipmentId),
    // Wanted or lost; said by what they are not, since a new value of the type has no index in the migration that brings it.
    index("parcel_unsure")
      .on(t.labelStatus, t.changedAt)
      .where(sql`${t.labelStatus} not in ('bought', 'failed', 'voided')`),
    index("parcel_manifest").on(t.manifestId).where(sql`${t.manifestId} is not null`),
    uniqueIndex("parcel_one_live_label")
      .on(t.shipmentId, t.position)
      .where(sql`${t.labelStatus} in ('requested', 'bought')`),
    uniqueIndex("parcel_tracking_number_unique").on(t.trackingNumber),
    check(
      "parcel_bought_has_number",
      sql`${t.labelStatus} <> 'bought' or (${t.trackingNumber} is not null and ${t.carrierRef} is not null)`,
    ),
  ],
);

/** What rate shopping saw: every offer, and in a sentence why one was taken. */
export type RateShopping = {
  reason: string;
  /** Carriers that gave no answer in time. */
  silent: string[];
  offers: (Pick<CarrierRate, "carrier" | "serviceCode" | "serviceName" | "cost" | "deliverBy"> & {
    inTime: boolean;
    chosen: boolean;
  })[];
};

/** Something about a parcel that a person should look at; one open of a kind. */
export const shipmentIssue = pgTable(
  "shipment_issue",
  {
    id: uuid().primaryKey().$type<Id<"shipmentIssue">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    parcelId: uuid()
      .$type<Id<"parcel">>()
      .references(() => parcel.id),
    kind: shipmentIssueKindEnum().notNull(),
    detail: text().notNull(),
    openedAt: at().notNull(),
    closedAt: at(),
    /** What was done about it; "system" closes what settled itself. */
    closedBy: text(),
    note: text(),
  },
  (t) => [
    uniqueIndex("shipment_issue_one_open").on(t.parcelId, t.kind).where(sql`${t.closedAt} is null`),
    index("shipment_issue_open").on(t.openedAt, t.id).where(sql`${t.closedAt} is null`),
    index("shipment_issue_order").on(t.orderId),
  ],
);

export const trackingScan = pgTable(
  "tracking_scan",
  {
    parcelId: uuid()
      .notNull()
      .$type<Id<"parcel">>()
      .references(() => parcel.id),
    state: trackingStateEnum().notNull(),
    code: text().notNull(),
    description: text().notNull(),
    place: text(),
    at: at().notNull(),
    receivedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.parcelId, t.at, t.code] })],
);
