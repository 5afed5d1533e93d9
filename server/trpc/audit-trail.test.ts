import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "@/server/auth/sessions";
import { newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { appRouter } from "./root";
import { createCaller } from "./trpc";

let shop: TestApp;
const user: SignedIn = {
  id: newId<"user">(),
  email: "ada@shop.test",
  name: "Ada",
  role: "admin",
  customerId: null,
};
const caller = createCaller(appRouter)({ user: async () => user });
const made = { pending: "", held: "", count: "", transfer: "", paid: "" };

beforeAll(async () => {
  shop = await testApp();
  await shop.rows(
    "insert into app_user (id, email, name, password_hash, role) values ($1, $2, $3, '-', 'admin')",
    [user.id, user.email, user.name],
  );
  made.pending = (await placeOrder(shop.ctx())).number;
  made.held = (await paidOrder(shop)).number;
  made.paid = (await paidOrder(shop)).number;
});
afterAll(() => shop.drop());

type Step = {
  does: () => Promise<unknown>;
  /** A row that must be written down: its table, how it changed, and a column whose value was told. */
  leaves: { table: string; kind: "insert" | "update" | "delete"; column: string };
};

/** What staff do, in an order in which each step is possible. */
const steps: Record<string, Step> = {
  "inventory.update": {
    does: () =>
      caller.inventory.update({
        sku: "TEST-A",
        location: "EAST",
        kind: "adjust",
        quantity: -3,
        reason: "Broken",
      }),
    leaves: { table: "stock_level", kind: "update", column: "available" },
  },
  "inventory.undo": {
    does: async () => {
      const [row] = await shop.rows<{ id: number }>("select max(id)::int as id from stock_movement");
      return caller.inventory.undo({ movement: row?.id ?? 0 });
    },
    leaves: { table: "stock_level", kind: "update", column: "available" },
  },
  "inventory.setBin": {
    does: () => caller.inventory.setBin({ sku: "TEST-A", location: "EAST", bin: "A-09-1" }),
    leaves: { table: "stock_level", kind: "update", column: "bin" },
  },
  "order.hold": {
    does: () => caller.order.hold({ number: made.held, reason: "manual", note: "Asks for another colour" }),
    leaves: { table: "order_hold", kind: "insert", column: "note" },
  },
  "order.liftHold": {
    does: () => caller.order.liftHold({ number: made.held, note: "All is well" }),
    leaves: { table: "order_hold", kind: "update", column: "lifted_at" },
  },
  "order.cancel": {
    does: () => caller.order.cancel({ number: made.pending }),
    leaves: { table: "orders", kind: "update", column: "status" },
  },
  "stockCount.open": {
    does: async () => {
      const opened = await caller.stockCount.open({ by: "skus", location: "EAST", skus: "TEST-A" });
      made.count = opened.number;
    },
    leaves: { table: "stock_count", kind: "insert", column: "number" },
  },
  "stockCount.enter": {
    does: async () => {
      const [line] = await shop.rows<{ id: string }>("select id from stock_count_line limit 1");
      return caller.stockCount.enter({ line: line?.id ?? "", quantity: 50 });
    },
    leaves: { table: "stock_count_line", kind: "update", column: "counted" },
  },
  "stockCount.decide": {
    does: () => caller.stockCount.decide({ number: made.count, decision: "approve" }),
    leaves: { table: "stock_count_line", kind: "update", column: "decided_by" },
  },
  "transfer.send": {
    does: async () => {
      const lines = [{ sku: "TEST-A", quantity: 2 }];
      const sent = await caller.transfer.send({ from: "EAST", to: "WEST", reason: "Restock", lines });
      made.transfer = sent.number;
    },
    leaves: { table: "transfer", kind: "insert", column: "number" },
  },
  "transfer.close": {
    does: () => caller.transfer.close({ transfer: made.transfer }),
    leaves: { table: "transfer_line", kind: "update", column: "lost" },
  },
};

/**
 * Mutations of staff whose flow is too long to be walked here. What they write is written down all the same: they write
 * inside `inTransaction`, and every table is watched (staff-change.test.ts). A new mutation belongs above, if it can.
 */
const walkedElsewhere = [
  // One statement outside a transaction places an order; its first event names whoever placed it.
  "order.create",
  "handover.closeManifest",
  "handover.scan",
  "handover.ship",
  "inventory.recall",
  "order.cancelShipment",
  "order.cancelUnits",
  "order.fillBackorders",
  "order.findReplacement",
  "payment.process",
  "payment.settle",
  "ping",
  "policy.retry",
  "purchase.cancel",
  "purchase.draft",
  "purchase.edit",
  "purchase.giveUpRest",
  "purchase.order",
  "purchase.receive",
  "purchase.resend",
  "refund.create",
  "refund.retry",
  "refund.settleByHand",
  "review.moderate",
  "routing.reroute",
  "shipment.buyLabel",
  "shipment.pack",
  "shipment.pick",
  "shipment.returnToQueue",
  "shipment.ship",
  "shipment.short",
  "shipment.startPicking",
  "shipment.takeNext",
  "shipment.unpack",
  "shipment.voidLabels",
  "stockCount.add",
  "stockCount.cancel",
  "stockCount.close",
  "stockCount.recount",
  "transfer.cancel",
  "transfer.receive",
  // Their table is a log: a kept message says in its note who had it processed.
  "webhook.processAgain",
  "webhook.processParked",
  "webhook.putAside",
  "wave.leave",
  "wave.pick",
  "wave.release",
  "wave.start",
];

describe("an act of staff", () => {
  it("is walked here, or known to be walked elsewhere", () => {
    const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
    const mutations = Object.keys(procedures).filter((path) => procedures[path]?._def.type === "mutation");
    expect([...Object.keys(steps), ...walkedElsewhere].sort()).toEqual(mutations.sort());
  });

  it.each(Object.entries(steps))("%s leaves what it was before and after", async (_, { does, leaves }) => {
    const [{ last } = { last: 0 }] = await shop.rows<{ last: number }>(
      "select coalesce(max(id), 0)::int as last from staff_change",
    );
    await does();
    const rows = await shop.rows<{
      before: Record<string, unknown> | null;
      after: Record<string, unknown> | null;
    }>(
      `select before, after from staff_change
        where id > $1 and user_id = $2 and table_name = $3 and kind = $4 and coalesce(after, before) ? $5`,
      [last, user.id, leaves.table, leaves.kind, leaves.column],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { before, after } of rows) {
      if (leaves.kind !== "insert") expect(before).toHaveProperty(leaves.column);
      if (leaves.kind !== "delete") expect(after).toHaveProperty(leaves.column);
      if (leaves.kind === "update") expect(before?.[leaves.column]).not.toEqual(after?.[leaves.column]);
    }
  });
});
