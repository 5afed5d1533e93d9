import { createHash } from "node:crypto";
import { quotedCarriage } from "@/server/domain/carriage/quoted-carriage";
import { isRateMethod } from "@/server/domain/carriage/rate-method";
import { locate } from "@/server/domain/inventory/geography";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import {
  type Allocation,
  type RoutingDecision,
  route,
  routingRules,
  type Wanted,
} from "@/server/domain/inventory/routing";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import { type DeliveryWindow, deliveryWindow, shipByOf } from "@/server/domain/shipment/promise";
import { fact, toRow } from "@/server/events/outbox";
import { after, minutes } from "@/server/kernel/clock";
import { actorName, type Ctx, inTransaction, isDeadlock } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import { formatMoney, type Money, money } from "@/server/kernel/money";
import type { AddressCheck } from "@/server/ports/carrier";
import { isDuplicateKey, isMovedCustomer, refuseChangedKey } from "./idempotency";
import type { CreateOrderInput } from "./order.schema";
import { orderReceipt } from "./order.store";
import { type AgreedLine, type Carriage, outOfStock, type Priced, priceBasket } from "./order-offer";
import { type Placed, placeOrder, readSnapshot, type Snapshot } from "./place-order.store";

export type CreatedOrder = {
  id: Id<"order">;
  number: string;
  status: "pending";
  total: Money;
  paymentDueAt: Date;
};

/**
 * What the command takes: the public request, or one from a trusted caller of our own, who may name several lines of one
 * SKU at prices agreed before, and what carriage costs. The schema lets neither through from outside.
 */
export type OrderRequest = Omit<CreateOrderInput, "lines"> & {
  lines: readonly AgreedLine[];
  carriage?: Carriage | undefined;
  /** What a carrier thinks of the address, where it was asked before. */
  addressCheck?: AddressCheck | undefined;
};

/** How often a basket is routed anew after another buyer was faster; each time somebody did get the units. */
const maxRounds = 20;

/**
 * Validates, prices, reserves and writes an order in two round trips: one snapshot, one statement. The same key gives
 * the same order again. Stock that another buyer takes in between is noticed by the statement, and the basket is routed again.
 */
export async function createOrder(ctx: Ctx, input: OrderRequest): Promise<CreatedOrder> {
  const reference = await referenceData(ctx.db, ctx.now);
  const requestHash = hashOf(input);
  for (let round = 0; round < maxRounds; round++) {
    const snapshot = await readSnapshot(ctx.db, {
      idempotencyKey: input.idempotencyKey,
      customerId: input.customerId ?? null,
      email: input.customer?.email ?? null,
      skus: input.lines.map((line) => line.sku),
      now: ctx.now,
    });
    if (snapshot.existing) return repeated(ctx, snapshot.existing, requestHash);

    // A repeat finds its order, however old the price is by now.
    const carriage =
      input.carriage ??
      (isRateMethod(input.shippingMethod)
        ? await quotedCarriage(ctx, input.shippingMethod, input.lines, input.shippingAddress)
        : undefined);
    const draft = decide(ctx, { ...input, carriage }, snapshot, reference, requestHash);
    const placed = await place(ctx, draft).catch((error: unknown) => {
      if (isDuplicateKey(error) || isMovedCustomer(error) || isDeadlock(error)) return "again" as const;
      throw error;
    });
    if (placed === "again" || placed === null) continue;
    ctx.nudge();
    // The order stands, whatever becomes of the alert.
    await noteLowStock(ctx, snapshot, draft.allocations, placed).catch((error: unknown) =>
      log.warn({ order: placed.number, reason: String(error) }, "low stock not noted; a sweep will"),
    );
    return {
      id: draft.order.id,
      number: placed.number,
      status: "pending",
      total: money(draft.order.total_amount, draft.order.currency),
      paymentDueAt: draft.order.payment_due_at,
    };
  }
  throw new DomainError(
    "out_of_stock",
    "Other shoppers are buying the last of these right now. Please try again.",
    {},
  );
}

type Draft = ReturnType<typeof decide>;

/** Pure: what is to be written, from what was read. Refuses aloud what can't be. */
function decide(
  ctx: Pick<Ctx, "now">,
  input: OrderRequest,
  snapshot: Snapshot,
  reference: ReferenceData,
  requestHash: string,
) {
  const buyer = input.customer ?? snapshot.customer;
  if (!buyer)
    throw new DomainError("not_found", "There is no customer with this id.", { field: "customerId" });
  const { settings, centres } = reference;
  const priced = priceBasket(
    input.lines,
    snapshot.offers,
    input.shippingAddress,
    input.carriage ?? input.shippingMethod,
    reference,
    ctx.now,
  );
  refuseChangedTotal(input.expectedTotal, money(priced.totals.totalAmount, settings.currency));
  const routed = route(
    sumBySku(input.lines),
    snapshot.shelves,
    centres,
    locate(input.shippingAddress),
    routingRules(settings, ctx.now),
  );
  if (!routed.ok) throw outOfStock(routed.short, snapshot.offers);

  const delivery = promisedFor(priced.shipping, routed.allocations, reference, ctx.now);
  const orderId = newId<"order">();
  const customerId = snapshot.customer?.id ?? newId<"customer">();
  const lines = orderLines(orderId, priced);
  const order = {
    id: orderId,
    customer_id: customerId,
    email: buyer.email,
    customer_name: buyer.name,
    phone: buyer.phone ?? null,
    status: "pending",
    currency: settings.currency,
    items_amount: priced.totals.itemsAmount,
    discount_amount: priced.totals.discountAmount,
    shipping_amount: priced.totals.shippingAmount,
    tax_amount: priced.totals.taxAmount,
    total_amount: priced.totals.totalAmount,
    prices_include_tax: settings.pricesIncludeTax,
    shipping_address: input.shippingAddress,
    shipping_method: priced.shipping.method,
    shipping_title: priced.shipping.title,
    shipping_tax_amount: priced.totals.shippingTaxAmount,
    service: priced.shipping.service,
    carrier_offer: priced.shipping.carrierOffer ?? null,
    deliver_from: delivery?.from ?? null,
    deliver_by: delivery?.by ?? null,
    address_check: input.addressCheck ?? null,
    routing: routed.decision,
    idempotency_key: input.idempotencyKey,
    request_hash: requestHash,
    payment_due_at: after(ctx.now, minutes(settings.paymentTimeoutMinutes)),
    created_at: ctx.now,
  };
  return {
    order,
    lines,
    allocations: routed.allocations,
    decision: routed.decision,
    newCustomer: snapshot.customer
      ? null
      : {
          id: customerId,
          email: buyer.email,
          name: buyer.name,
          phone: buyer.phone ?? null,
          created_at: ctx.now,
        },
  };
}

/** The days it is promised for: those of the last place to send, if it is paid about now. */
function promisedFor(
  shipping: Carriage,
  allocations: readonly Allocation[],
  { centres }: ReferenceData,
  now: Date,
): DeliveryWindow | null {
  if (shipping.delivery) return shipping.delivery;
  const { minDays, maxDays } = shipping;
  if (minDays === undefined || maxDays === undefined) return null;
  const windows = centres
    .filter((centre) => allocations.some(({ locationCode }) => locationCode === centre.code))
    .map((centre) => deliveryWindow(shipByOf(now, shipping.service, centre), centre, { minDays, maxDays }));
  return windows.sort((a, b) => (a.by < b.by ? 1 : -1))[0] ?? null;
}

function orderLines(orderId: Id<"order">, priced: Priced) {
  return priced.lines.map((line, i) => ({
    id: newId<"orderLine">(),
    order_id: orderId,
    position: i + 1,
    variant_id: line.offer.variantId,
    sku: line.sku,
    title: line.offer.title,
    variant_title: line.offer.variantTitle,
    image: line.offer.image,
    quantity: line.quantity,
    cancelled_quantity: 0,
    unit_amount: line.unitAmount,
    discount_amount: priced.totals.lines[i]?.discountAmount ?? 0,
    tax_amount: priced.totals.lines[i]?.taxAmount ?? 0,
    tax_rate_ppm: line.taxRatePpm,
    tax_category: line.offer.taxCategory,
    weight_grams: line.offer.weightGrams,
  }));
}

function place(ctx: Ctx, draft: Draft): Promise<Placed | null> {
  // The statement adds the order's number, which only exists once the stock is certain.
  const events = [created(draft), reserved(draft.order.id, draft.allocations, draft.decision)].map((f) => {
    const row = toRow(ctx, f);
    return {
      id: row.id,
      name: row.name,
      aggregate: row.aggregate,
      aggregate_id: row.aggregateId,
      order_id: row.orderId,
      payload: row.payload,
      actor: row.actor,
      cause: row.cause,
      occurred_at: row.occurredAt,
    };
  });
  return placeOrder(ctx.db, {
    take: draft.allocations.map(({ levelId, quantity }) => ({ levelId, quantity })),
    newCustomer: draft.newCustomer,
    order: draft.order,
    lines: draft.lines,
    reservations: shareOut(draft.lines, draft.allocations).map((share) => ({
      ...share,
      order_id: draft.order.id,
      status: "reserved",
    })),
    events,
    actor: actorName(ctx.actor),
    at: ctx.now,
  });
}

const sumBySku = (lines: readonly AgreedLine[]): Wanted[] => {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, quantity }));
};

/** Which line holds what of the places chosen for its SKU: lines in their order, shelves in theirs. */
function shareOut(lines: Draft["lines"], allocations: readonly Allocation[]) {
  const left = allocations.map((allocation) => ({ ...allocation }));
  return lines.flatMap((line) => {
    let open = line.quantity;
    return left.flatMap((shelf) => {
      const quantity = shelf.sku === line.sku ? Math.min(open, shelf.quantity) : 0;
      if (quantity === 0) return [];
      open -= quantity;
      shelf.quantity -= quantity;
      return [{ order_line_id: line.id, stock_level_id: shelf.levelId, quantity }];
    });
  });
}

const created = ({ order }: Draft) =>
  fact("OrderCreated", {
    orderId: order.id,
    orderNumber: "",
    customerId: order.customer_id,
    total: money(order.total_amount, order.currency),
    paymentDueAt: order.payment_due_at.toISOString(),
  });

const reserved = (orderId: Id<"order">, allocations: readonly Allocation[], decision: RoutingDecision) =>
  fact("InventoryReserved", {
    orderId,
    orderNumber: "",
    units: allocations.map(({ sku, locationCode, quantity }) => ({ sku, location: locationCode, quantity })),
    routing: decision.reason,
  });

function refuseChangedTotal(expected: Money | undefined, actual: Money): void {
  if (!expected) return;
  if (expected.amount === actual.amount && expected.currency === actual.currency) return;
  throw new DomainError(
    "price_changed",
    `The total is now ${formatMoney(actual)}, not ${formatMoney(expected)}. Look it over and order again if you agree.`,
    { expected, actual },
  );
}

async function repeated(ctx: Ctx, existing: NonNullable<Snapshot["existing"]>, requestHash: string) {
  refuseChangedKey(existing.requestHash, requestHash);
  return orderReceipt(ctx, asId<"order">(existing.id));
}

/** After the commit, so that the alert's rows are not locked together with the hot stock rows; a sweep catches a crash here. */
async function noteLowStock(
  ctx: Ctx,
  snapshot: Snapshot,
  allocations: readonly Allocation[],
  placed: Placed,
) {
  const left = new Map(placed.taken.map((level) => [level.levelId, level.available]));
  const crossed = snapshot.rules.filter((rule) => {
    const here = snapshot.shelves.filter((s) => s.sku === rule.sku && s.locationCode === rule.locationCode);
    if (!here.some((shelf) => left.has(shelf.levelId))) return false;
    return here.reduce((units, s) => units + (left.get(s.levelId) ?? s.available), 0) < rule.reorderPoint;
  });
  if (crossed.length === 0) return;
  await inTransaction(ctx, (tx) =>
    noteLevels(
      tx,
      allocations.map((allocation) => allocation.levelId),
    ),
  );
}

/** What makes two requests the same order. The shown total and the address's check are left out: they are no content. */
function hashOf({
  expectedTotal: _,
  addressCheck: __,
  idempotencyKey: ___,
  ...content
}: OrderRequest): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}
