import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Role, roles, type StaffRole } from "@/server/auth/roles";
import type { SignedIn } from "@/server/auth/sessions";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { appRouter } from "./root";
import { createCaller } from "./trpc";

/** Who may call what. A new procedure has to be written down here, or the first test fails. */
const needs: Record<string, "anybody" | StaffRole> = {
  "catalogue.list": "anybody",
  "catalogue.bySlug": "anybody",
  "catalogue.availability": "anybody",
  "catalogue.deliveryEstimate": "anybody",
  "order.quote": "anybody",
  "order.create": "anybody",
  "order.get": "anybody",
  "order.cancel": "anybody",
  "order.previewCancellation": "manager",
  "order.cancelUnits": "manager",
  "order.cancelShipment": "manager",
  "order.fillBackorders": "manager",
  "order.hold": "manager",
  "order.liftHold": "manager",
  "order.findReplacement": "manager",
  "payment.process": "anybody",
  "payment.settle": "manager",
  "refund.options": "manager",
  "refund.preview": "manager",
  "refund.create": "manager",
  "refund.retry": "manager",
  "refund.settleByHand": "manager",
  "inventory.update": "warehouse",
  "inventory.recall": "manager",
  "inventory.undo": "warehouse",
  "inventory.setBin": "warehouse",
  "policy.retry": "manager",
  "purchase.draft": "manager",
  "purchase.edit": "manager",
  "purchase.order": "manager",
  "purchase.cancel": "manager",
  "purchase.giveUpRest": "manager",
  "purchase.resend": "manager",
  "purchase.dock": "warehouse",
  "purchase.receive": "warehouse",
  "review.moderate": "manager",
  "routing.choices": "warehouse",
  "routing.reroute": "warehouse",
  "search.jump": "warehouse",
  "shipment.queue": "warehouse",
  "shipment.bench": "warehouse",
  "shipment.startPicking": "warehouse",
  "shipment.takeNext": "warehouse",
  "shipment.live": "warehouse",
  "shipment.short": "warehouse",
  "shipment.returnToQueue": "warehouse",
  "shipment.unpack": "warehouse",
  "shipment.pick": "warehouse",
  "shipment.pack": "warehouse",
  "shipment.offers": "warehouse",
  "shipment.buyLabel": "warehouse",
  "shipment.voidLabels": "warehouse",
  "shipment.ship": "warehouse",
  "handover.board": "warehouse",
  "handover.ship": "warehouse",
  "handover.scan": "warehouse",
  "handover.closeManifest": "warehouse",
  "stockCount.open": "warehouse",
  "stockCount.sheet": "warehouse",
  "stockCount.enter": "warehouse",
  "stockCount.add": "warehouse",
  "stockCount.close": "warehouse",
  "stockCount.cancel": "warehouse",
  "stockCount.decide": "manager",
  "stockCount.recount": "manager",
  "transfer.look": "warehouse",
  "transfer.send": "warehouse",
  "transfer.receive": "warehouse",
  "transfer.close": "warehouse",
  "webhook.processAgain": "manager",
  "webhook.processParked": "manager",
  "webhook.putAside": "manager",
  "wave.look": "warehouse",
  "wave.start": "warehouse",
  "wave.pick": "warehouse",
  "wave.leave": "warehouse",
  "wave.release": "warehouse",
  "transfer.cancel": "warehouse",
  ping: "anybody",
};

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const person = (role: Role): SignedIn => ({
  id: newId<"user">(),
  email: `${role}@shop.test`,
  name: role,
  role,
  customerId: null,
});
const callerOf = (role: Role | null) =>
  createCaller(appRouter)({ user: async () => (role === null ? null : person(role)) });

/** What a call is refused with by its gate; null when the gate lets it through to its input. */
async function refusal(path: string, role: Role | null): Promise<string | null> {
  const call = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], callerOf(role));
  try {
    await (call as (input: unknown) => Promise<unknown>)(undefined);
    return null;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const kind = cause instanceof DomainError ? cause.kind : null;
    return kind === "forbidden" || kind === "unauthenticated" ? kind : null;
  }
}

const rank: Record<Role, number> = { shopper: 0, warehouse: 1, manager: 2, admin: 3 };

describe("who may call what", () => {
  it("is written down for every procedure there is", () => {
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(needs).sort());
  });

  const staffOnly = Object.entries(needs).filter(
    (entry): entry is [string, StaffRole] => entry[1] !== "anybody",
  );
  it.each(staffOnly)("%s is for %s and above", async (path, needed) => {
    expect(await refusal(path, null), "a stranger").toBe("unauthenticated");
    for (const role of roles)
      expect(await refusal(path, role), role).toBe(rank[role] < rank[needed] ? "forbidden" : null);
  });
});

describe("a page of the console", () => {
  const folder = "app/(admin)/admin";
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx"))
    .map((file) => join(folder, file));
  const money = ["policies", "reviews", "catalogue", "payments"];

  it("is found by this test", () => expect(pages.length).toBeGreaterThan(4));

  it.each(pages)("%s names its gate", (page) => {
    const gate = /await staffGate\(\s*"(\w+)"/.exec(readFileSync(page, "utf8"))?.[1];
    expect(gate).toBeDefined();
    if (money.some((section) => page.includes(`/admin/${section}/`))) expect(gate).toBe("manager");
  });
});

describe("cancelling as staff", () => {
  it("lets the warehouse cancel what is not paid, and keeps money for managers", async () => {
    const pending = await placeOrder(shop.ctx());
    const paid = await paidOrder(shop);
    await expect(callerOf("warehouse").order.cancel({ number: pending.number })).resolves.toEqual({
      status: "cancelled",
    });
    await expect(callerOf("warehouse").order.cancel({ number: paid.number })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(callerOf("manager").order.cancel({ number: paid.number, reason: "fraud" })).resolves.toEqual(
      {
        status: "cancelled",
      },
    );
    const rows = await shop.rows("select status, cancel_reason from orders where number = $1", [paid.number]);
    expect(rows).toEqual([{ status: "cancelled", cancel_reason: "fraud" }]);
  });

  it("does not take a reason that only the payment can give", async () => {
    const order = await placeOrder(shop.ctx());
    const reason = "payment_timeout" as "staff";
    await expect(callerOf("admin").order.cancel({ number: order.number, reason })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("says nothing of an order to strangers and other shoppers", async () => {
    const order = await placeOrder(shop.ctx());
    for (const role of [null, "shopper"] as const)
      await expect(callerOf(role).order.cancel({ number: order.number })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });
});
