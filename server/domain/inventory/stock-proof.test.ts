import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { lockPayment } from "@/server/domain/payment/payment.store";
import { requestRefund } from "@/server/domain/payment/request-refund";
import { draftPurchase } from "@/server/domain/purchasing/draft-purchase";
import { orderPurchase } from "@/server/domain/purchasing/order-purchase";
import { draftPurchaseSchema, receivePurchaseSchema } from "@/server/domain/purchasing/purchase-order.schema";
import { findPurchaseOrder } from "@/server/domain/purchasing/purchase-order.store";
import { receivePurchase } from "@/server/domain/purchasing/receive-purchase";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { type Warehouse, warehouse } from "@/server/domain/shipment/testing";
import { insertCount, insertLines } from "@/server/domain/stock-count/count.store";
import { enterCount } from "@/server/domain/stock-count/enter-count";
import { cancelTransfer } from "@/server/domain/transfer/cancel-transfer";
import { closeTransfer } from "@/server/domain/transfer/close-transfer";
import { receiveTransfer } from "@/server/domain/transfer/receive-transfer";
import { sendTransfer } from "@/server/domain/transfer/send-transfer";
import { transferPage } from "@/server/domain/transfer/transfer.queries";
import { receiveTransferSchema, sendTransferSchema } from "@/server/domain/transfer/transfer.schema";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { invariants, type Proven, proveStock } from "./stock-proof";
import { undoMovement } from "./undo-movement";

let database: TestDatabase;
let house: Warehouse;
/** One order in each state, made by the shop's own commands. */
let orders: Record<"pending" | "paid" | "shipped" | "cancelled" | "refunded" | "late", string>;

/** Documents that goods came, went and were counted by. */
let goods: { transfer: string; calledBack: string; purchase: string; count: string; undo: number };

const lines = [
  { sku: "TEST-A", quantity: 2 },
  { sku: "TEST-B", quantity: 1 },
];

beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, {
    supplier: { items: { "TEST-A": { cost: 400 }, "TEST-B": { cost: 900 } } },
  });
  house = await warehouse(database.pool);
  const wren = await house.person("Wren Castillo");
  const { pending, paid, pay, shopper } = house;

  const shipped = await paid(lines);
  await startPicking(wren, shipped.shipment);
  for (const { sku, quantity } of lines) await pickItem(wren, shipped.shipment, sku, quantity);
  await packShipment(wren, shipped.shipment);
  await shipOrder(wren, shipped.shipment);

  const cancelled = await pending(lines);
  await cancelOrder(shopper, cancelled.id, { reason: "customer" });
  const late = await pending(lines);
  await cancelOrder(shopper, late.id, { reason: "customer" });
  await pay(late);

  const refunded = await pending(lines);
  const payment = await pay(refunded);
  await cancelOrder(wren, refunded.id, { reason: "staff" });
  await inTransaction(wren, async (tx) =>
    requestRefund(tx, await lockPayment(tx, payment), refunded.number, {
      amount: refunded.total.amount,
      reason: "Cancelled",
      causeKey: "cancelled",
    }),
  );
  orders = {
    pending: (await pending(lines)).number,
    paid: (await paid(lines)).number,
    shipped: shipped.number,
    cancelled: cancelled.number,
    refunded: refunded.number,
    late: late.number,
  };
  goods = await moveGoods(wren);
});
afterAll(() => database.drop());

/** A transfer of which a part was lost, one that was called back, a receipt half undone, a count and an undo. */
async function moveGoods(wren: WithPorts): Promise<typeof goods> {
  const send = async (quantity: number) =>
    (
      await sendTransfer(
        wren,
        sendTransferSchema.parse({
          ...{ from: "EAST", to: "WEST", reason: "Restock" },
          lines: [{ sku: "TEST-A", quantity }],
        }),
      )
    ).number;
  const transfer = await send(5);
  const [sent] = (await transferPage(wren, transfer))?.lines ?? [];
  await receiveTransfer(
    wren,
    receiveTransferSchema.parse({ transfer, lines: [{ line: sent?.id, quantity: 3, damaged: 1 }] }),
  );
  await closeTransfer(wren, transfer);
  const calledBack = await send(2);
  await cancelTransfer(wren, calledBack);

  const { number: purchase } = await draftPurchase(
    wren,
    draftPurchaseSchema.parse({
      ...{ id: newId(), supplier: "TESTCO", location: "EAST" },
      lines: [{ sku: "TEST-A", quantity: 10 }],
    }),
  );
  await orderPurchase(wren, await findPurchaseOrder(wren, purchase));
  const { rows } = await database.pool.query("select id from purchase_order_line");
  const receipt = await receivePurchase(
    wren,
    receivePurchaseSchema.parse({
      purchaseOrder: purchase,
      lines: [{ line: rows[0].id, quantity: 6, damaged: 2, lot: "R-1", expiresAt: "2099-01-01" }],
    }),
  );
  const undone = await undoMovement(wren, { movement: receipt.movements[1] ?? 0 });

  const places = await database.pool.query("select id from location where code = 'EAST'");
  const count = await inTransaction(wren, (tx) =>
    insertCount(tx, { locationId: places.rows[0].id, name: "By hand", source: "cycle" }),
  );
  const variants = await database.pool.query("select id from variant where sku = 'TEST-B'");
  await inTransaction(wren, (tx) =>
    insertLines(tx, count?.id ?? newId(), [{ variantId: variants.rows[0].id, lotId: null }]),
  );
  const counted = await database.pool.query("select id from stock_count_line");
  const standing = await database.pool.query(
    "select on_hand from stock_level where variant_id = $1 and location_id = $2",
    [variants.rows[0].id, places.rows[0].id],
  );
  await enterCount(wren, { line: counted.rows[0].id, quantity: standing.rows[0].on_hand + 1 });
  return { transfer, calledBack, purchase, count: count?.number ?? "", undo: undone.movement };
}

/** Breaks the database on purpose, looks, and takes it back: nothing of it outlives the look. */
async function proveAfter(...damage: string[]): Promise<Proven[]> {
  let proven: Proven[] = [];
  const undo = new Error("taken back");
  await house.db
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of damage) await tx.execute(sql.raw(statement));
      proven = await proveStock(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return proven;
}

const order = (state: keyof typeof orders) => `(select id from orders where number = '${orders[state]}')`;
const line = (state: keyof typeof orders) =>
  `(select id from order_line where order_id = ${order(state)} and sku = 'TEST-A')`;
const level = `(select s.id from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id
  where v.sku = 'TEST-A' and l.code = 'EAST' and s.lot_id is null)`;

type Damage = { id: string; what: string; by: () => string[]; names: () => Record<string, unknown> };

const damages: Damage[] = [
  {
    id: "ledger",
    what: "units that appear without a move",
    by: () => [`update stock_level set available = available + 1 where id = ${level}`],
    names: () => ({ sku: "TEST-A", place: "EAST", bucket: "available" }),
  },
  {
    id: "ledger",
    what: "a move that vanishes",
    by: () => [
      `delete from stock_movement where kind = 'deduct' and order_id = ${order("paid")} and stock_level_id = ${level}`,
    ],
    names: () => ({ sku: "TEST-A", bucket: "committed" }),
  },
  {
    id: "not-below-zero",
    what: "stock sold that was not there",
    by: () => [
      "alter table stock_level drop constraint stock_available_not_negative",
      `update stock_level set available = -1 where id = ${level}`,
    ],
    names: () => ({ sku: "TEST-A", available: -1 }),
  },
  {
    id: "came-back",
    what: "a return of more than was sent",
    by: () => [
      `insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, actor, occurred_at)
       select stock_level_id, 'restock', 'customer', 'available', quantity + 1, order_id, actor, occurred_at from stock_movement
        where kind = 'ship' and order_id = (select id from orders where number = '${orders.shipped}') limit 1`,
    ],
    names: () => ({ order: orders.shipped }),
  },
  {
    id: "transfers",
    what: "units that arrived and were never sent",
    by: () => [
      `update transfer_line set received = received + 1, quantity = quantity + 1 where received > 0`,
    ],
    names: () => ({ transfer: goods.transfer, sku: "TEST-A", received: 4, arrived: 5, lost: 2 }),
  },
  {
    id: "transfers",
    what: "a transfer that is closed by hand while goods are on their way",
    by: () => [
      `delete from stock_movement where undoes is not null and transfer_id = (select id from transfer where number = '${goods.calledBack}')`,
    ],
    names: () => ({ transfer: goods.calledBack, sku: "TEST-A", quantity: 2, sent: 2, arrived: 0 }),
  },
  {
    id: "transfers",
    what: "goods that left for nowhere",
    by: () => [
      `update stock_movement set transfer_id = null where kind = 'transfer' and to_place = 'location'`,
    ],
    names: () => ({ transfer: "none", sku: "TEST-A" }),
  },
  {
    id: "transfers",
    what: "a loss that was not written off",
    by: () => [`delete from stock_movement where transfer_id is not null and kind = 'adjust'`],
    names: () => ({ transfer: goods.transfer, lost: 2, writtenOff: 0 }),
  },
  {
    id: "receipts",
    what: "a purchase order that says more came than did",
    by: () => ["update purchase_order_line set received = received + 1"],
    names: () => ({ purchaseOrder: goods.purchase, sku: "TEST-A", received: 5, ledger: 4 }),
  },
  {
    id: "receipts",
    what: "damaged units that were taken in as good",
    by: () => ["update purchase_order_line set damaged = damaged + 1"],
    names: () => ({ purchaseOrder: goods.purchase, damaged: 1, ledgerDamaged: 0 }),
  },
  {
    id: "purchase-status",
    what: "a purchase order that is closed by hand",
    by: () => ["update purchase_order set status = 'received'"],
    names: () => ({ purchaseOrder: goods.purchase, status: "received", byItsLines: "partially_received" }),
  },
  {
    id: "one-draft",
    what: "a SKU that is being ordered twice",
    by: () => [
      "update purchase_order set status = 'draft', automatic = true",
      `insert into purchase_order select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'PO-TWICE',
         'supplier_id', gen_random_uuid()))).* from purchase_order o`,
      `insert into purchase_order_line select (jsonb_populate_record(y, jsonb_build_object('id', gen_random_uuid(),
         'purchase_order_id', (select id from purchase_order where number = 'PO-TWICE')))).* from purchase_order_line y`,
    ],
    names: () => ({ sku: "TEST-A", place: "EAST", drafts: `${goods.purchase}, PO-TWICE` }),
  },
  {
    id: "counts",
    what: "a count whose figure was changed after it was booked",
    by: () => ["update stock_count_line set counted = counted + 3"],
    names: () => ({ count: goods.count, sku: "TEST-B", booked: 1 }),
  },
  {
    id: "counts-closed",
    what: "a closed count with a shelf that nobody counted",
    by: () => [
      "update stock_count set status = 'closed'",
      "update stock_count_line set status = 'to_count', counted = null, expected = null",
    ],
    names: () => ({ count: goods.count, sku: "TEST-B", status: "to_count" }),
  },
  {
    id: "undos",
    what: "an undo of fewer units than were moved",
    by: () => [`update stock_movement set quantity = quantity - 1 where id = ${goods.undo}`],
    names: () => ({ sku: "TEST-A", place: "EAST", undo: goods.undo, quantity: 1, undoneQuantity: 2 }),
  },
  {
    id: "undos",
    what: "an undo of a move that is not there",
    by: () => [`update stock_movement set undoes = 999999 where id = ${goods.undo}`],
    names: () => ({ undo: goods.undo, undoes: 999_999 }),
  },
  {
    id: "reserved",
    what: "a hold whose order line let go",
    by: () => [`update reservation set status = 'released' where order_line_id = ${line("pending")}`],
    names: () => ({ sku: "TEST-A", place: "EAST", held: 2 }),
  },
  {
    id: "committed",
    what: "a paid unit nobody holds",
    by: () => [`delete from reservation where order_line_id = ${line("paid")}`],
    names: () => ({ sku: "TEST-A", place: "EAST", held: 2 }),
  },
  {
    id: "line-once",
    what: "a line that is held twice",
    by: () => [`update reservation set quantity = quantity * 2 where order_line_id = ${line("paid")}`],
    names: () => ({ order: orders.paid, sku: "TEST-A", quantity: 2 }),
  },
  {
    id: "pending-holds",
    what: "an unpaid order with half its units",
    by: () => [`update reservation set quantity = 1 where order_line_id = ${line("pending")}`],
    names: () => ({ order: orders.pending, sku: "TEST-A" }),
  },
  {
    id: "paid-holds",
    what: "a paid order whose units are only reserved",
    by: () => [`update reservation set status = 'reserved' where order_line_id = ${line("paid")}`],
    names: () => ({ order: orders.paid, sku: "TEST-A" }),
  },
  {
    id: "paid-holds",
    what: "units that wait for stock although they are held",
    by: () => [
      `insert into backorder (id, order_id, order_line_id, quantity, reason, opened_at)
       select gen_random_uuid(), order_id, id, 1, 'Damage', now() from order_line where id = ${line("paid")}`,
    ],
    names: () => ({ order: orders.paid, sku: "TEST-A", committed: 2, backordered: 1 }),
  },
  {
    id: "paid-holds",
    what: "a paid order that lost a unit to nobody",
    by: () => [`update reservation set quantity = 1 where order_line_id = ${line("paid")}`],
    names: () => ({ order: orders.paid, sku: "TEST-A", quantity: 2, committed: 1 }),
  },
  {
    id: "parcels-bring",
    what: "a parcel that is to bring more than its order holds",
    by: () => [`update shipment_line set quantity = 3 where order_line_id = ${line("paid")}`],
    names: () => ({ shipment: `${orders.paid}-1`, sku: "TEST-A", brings: 3, committed: 2 }),
  },
  {
    id: "part-cancelled",
    what: "a unit that was cancelled and not given back",
    by: () => [`update order_line set cancelled_quantity = 1 where id = ${line("paid")}`],
    names: () => ({ order: orders.paid, refunded: 0 }),
  },
  {
    id: "shipped-holds-nothing",
    what: "a shipped order that still holds stock",
    by: () => [`update reservation set status = 'committed' where order_line_id = ${line("shipped")}`],
    names: () => ({ order: orders.shipped, sku: "TEST-A" }),
  },
  {
    id: "cancelled-holds-nothing",
    what: "a cancelled order that still holds stock",
    by: () => [`update reservation set status = 'reserved' where order_line_id = ${line("cancelled")}`],
    names: () => ({ order: orders.cancelled, sku: "TEST-A" }),
  },
  {
    id: "shipments-moved",
    what: "a parcel that left without its units",
    by: () => [`delete from stock_movement where kind = 'ship' and stock_level_id = ${level}`],
    names: () => ({ order: orders.shipped, shipment: `${orders.shipped}-1` }),
  },
  {
    id: "shipments-moved",
    what: "units that left with a parcel that is still here",
    by: () => [`update shipment set status = 'packed' where order_id = ${order("shipped")}`],
    names: () => ({ order: orders.shipped, status: "packed" }),
  },
  {
    id: "status-follows-events",
    what: "an order that is paid by hand",
    by: () => [`update orders set status = 'paid' where id = ${order("pending")}`],
    names: () => ({ order: orders.pending, status: "paid", byItsEvents: "pending" }),
  },
  {
    id: "status-follows-events",
    what: "an order without a history",
    by: () => [`delete from event where order_id = ${order("paid")}`],
    names: () => ({ order: orders.paid, byItsEvents: "no events" }),
  },
  {
    id: "paid-has-money",
    what: "a paid order without money",
    by: () => [`delete from payment where order_id = ${order("paid")}`],
    names: () => ({ order: orders.paid }),
  },
  {
    id: "money-has-order",
    what: "money of an order that is not paid",
    by: () => [`update orders set status = 'pending' where id = ${order("paid")}`],
    names: () => ({ order: orders.paid, status: "pending" }),
  },
  {
    id: "money-has-order",
    what: "a cancelled order whose money was not sent back",
    by: () => [`delete from refund where order_id = ${order("refunded")}`],
    names: () => ({ order: orders.refunded, status: "cancelled" }),
  },
  {
    id: "unpaid-kept-nothing",
    what: "late money that was kept",
    by: () => [`delete from refund where order_id = ${order("late")}`],
    names: () => ({ order: orders.late }),
  },
  {
    id: "paid-once",
    what: "a second payment that was kept",
    by: () => [
      `insert into payment select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'provider_ref', 'second'))).*
         from payment p where order_id = ${order("paid")}`,
    ],
    names: () => ({ order: orders.paid }),
  },
  {
    id: "refunds-within",
    what: "a refund the payment does not know of",
    by: () => [`update refund set amount = amount - 1 where order_id = ${order("refunded")}`],
    names: () => ({ order: orders.refunded }),
  },
  {
    id: "refunded-once",
    what: "a unit that was paid back twice",
    by: () => [
      `update refund set lines = (select jsonb_agg(jsonb_build_object('orderLineId', id, 'sku', sku, 'quantity', quantity + 1, 'amount', 0, 'goods', 'none'))
                                    from order_line where order_id = ${order("refunded")} and sku = 'TEST-A')
        where order_id = ${order("refunded")}`,
    ],
    names: () => ({ order: orders.refunded, sku: "TEST-A", sold: 2, refunded: 3 }),
  },
  {
    id: "refunded-once",
    what: "carriage that was paid back twice",
    by: () => [
      `update refund set shipping_amount = (select shipping_amount + tax_amount + 1 from orders where id = refund.order_id) where order_id = ${order("refunded")}`,
    ],
    names: () => ({ order: orders.refunded, sku: "shipping" }),
  },
  {
    id: "refund-parts",
    what: "a refund that is for more than it is",
    by: () => [`update refund set shipping_amount = amount + 1 where order_id = ${order("refunded")}`],
    names: () => ({ order: orders.refunded }),
  },
  {
    id: "totals",
    what: "a line that is not in the total",
    by: () => [`update order_line set quantity = quantity + 1 where id = ${line("paid")}`],
    names: () => ({ order: orders.paid }),
  },
];

describe("the stock proof", () => {
  test("holds for everything the shop's own commands do", async () => {
    const proven = await proveStock(house.db);
    expect(proven.filter((one) => !one.ok)).toEqual([]);
    expect(proven).toHaveLength(invariants.length);
  });

  test.each(damages)("finds $what ($id)", async ({ id, by, names }) => {
    const broken = (await proveAfter(...by())).find((one) => one.id === id);
    expect(broken).toMatchObject({ ok: false });
    expect(broken?.count).toBeGreaterThan(0);
    expect(broken?.offenders.map(comparable)).toContainEqual(expect.objectContaining(names()));
  });

  test("every statement has a damage that it finds", () => {
    expect(new Set(damages.map((damage) => damage.id))).toEqual(new Set(invariants.map((one) => one.id)));
  });

  test("names twenty rows and counts them all", async () => {
    const proven = await proveAfter(
      `insert into stock_level (variant_id, location_id, lot_id, available)
       select v.id, l.id, gen_random_uuid(), 1 from variant v, location l, generate_series(1, 10) where v.sku <> 'TEST-FOOD'`,
    );
    const ledger = proven.find((one) => one.id === "ledger");
    expect(ledger?.offenders).toHaveLength(20);
    expect(ledger?.count).toBe(40);
  });
});

/** PostgreSQL gives sums as text; the test speaks of numbers. */
const comparable = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value,
    ]),
  );
