import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { after, days } from "@/server/kernel/clock";
import type { Ctx } from "@/server/kernel/ctx";
import { asId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { cancelOrder } from "../order/cancel-order";
import { automaticDraftList, lowStock, overdueOrders, purchasingCounts } from "./alerts.queries";
import { applySuggestions } from "./apply-suggestions";
import { orderPurchase } from "./order-purchase";
import { reorderRules } from "./reorder.queries";
import { reorderRulesFilterSchema, saveReorderRuleSchema } from "./reorder.schema";
import { replenish } from "./replenish";
import { saveReorderRule } from "./save-reorder-rule";
import { saveSupplier, setSupplierActive } from "./save-supplier";
import { removeSupplierItem, saveSupplierItem } from "./save-supplier-item";
import { supplierPage, suppliers } from "./supplier.queries";
import { saveSupplierSchema, supplierItemSchema } from "./supplier.schema";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    stock: { "TEST-A": { EAST: 500, WEST: 500 }, "TEST-B": { EAST: 20 } },
    reorderPoint: { "TEST-A": 10, "TEST-B": 5 },
    supplier: { leadTimeDays: 4, items: { "TEST-A": { cost: 400, pack: 6 }, "TEST-B": { cost: 900 } } },
  });
});
afterAll(() => shop.drop());

const zone = "America/New_York";
const manager = (): Ctx => shop.ctx({ kind: "policy", name: "test" });
const all = reorderRulesFilterSchema.parse({});
const ruleOf = async (sku: string, reader: Ctx = manager()) => {
  const { rows } = await reorderRules(reader, all, zone);
  const row = rows.find((rule) => rule.sku === sku && rule.place === "EAST");
  if (!row) throw new Error(`There is no rule for ${sku}.`);
  return row;
};
const alerts = async () =>
  (await shop.rows<{ n: number }>("select count(*)::int as n from event where name = 'InventoryLevelLow'"))[0]
    ?.n;
const later = (n: number): Ctx => ({ ...manager(), now: after(manager().now, days(n)) });

describe("a reorder rule", () => {
  test("that is raised above what is there finds it low at once, and lowered again clears it", async () => {
    const rule = { sku: "TEST-B", location: "EAST", reorderPoint: 21, reorderUpTo: 60, supplier: "TESTCO" };
    expect(await saveReorderRule(manager(), rule)).toMatchObject({ low: true });
    expect(await alerts()).toBe(1);
    expect(await saveReorderRule(manager(), { ...rule, reorderUpTo: 70 })).toMatchObject({ low: true });
    expect(await alerts()).toBe(1);
    expect(await saveReorderRule(manager(), { ...rule, reorderPoint: 5 })).toMatchObject({ low: false });
    expect(await ruleOf("TEST-B")).toMatchObject({ reorderPoint: 5, reorderUpTo: 60, lowSince: null });
  });

  test("for goods that were never there finds them low", async () => {
    await shop.rows("delete from stock_level where variant_id = $1 and location_id = $2", [
      shop.shop.variants["TEST-B"].id,
      shop.shop.locations.WEST,
    ]);
    const rule = { sku: "TEST-B", location: "WEST", reorderPoint: 1, reorderUpTo: 5 };
    expect(await saveReorderRule(manager(), rule)).toMatchObject({ low: true });
    await shop.rows("delete from reorder_rule where location_id = $1", [shop.shop.locations.WEST]);
  });

  test.each([
    ["an unknown SKU", { sku: "NO-SUCH" }, { kind: "not_found", details: { field: "sku" } }],
    ["an unknown place", { location: "MOON" }, { kind: "not_found", details: { field: "location" } }],
    ["an unknown supplier", { supplier: "NOBODY" }, { kind: "not_found", details: { field: "supplier" } }],
    [
      "a supplier that doesn't list it",
      { sku: "TEST-FOOD", supplier: "TESTCO" },
      { kind: "invalid_input", details: { field: "supplier" } },
    ],
  ])("is refused for %s", async (_, over, error) => {
    const rule = { sku: "TEST-A", location: "EAST", reorderPoint: 1, reorderUpTo: 5, ...over };
    await expect(saveReorderRule(manager(), rule)).rejects.toMatchObject(error);
  });

  test.each([
    [{ reorderPoint: "" }, "Enter the reorder point."],
    [{ reorderPoint: "-1" }, "Enter whole units, 0 or more."],
    [{ reorderPoint: "1.5" }, "Enter whole units, 0 or more."],
    [{ reorderUpTo: "10" }, "Fill up to more than the reorder point."],
  ])("with %o is not understood", (over, message) => {
    const typed = { sku: "TEST-A", location: "EAST", reorderPoint: "10", reorderUpTo: "40", ...over };
    const parsed = saveReorderRuleSchema.safeParse(typed);
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe("suggestions", () => {
  test("come from what was paid for on whole days, and not from what was cancelled", async () => {
    await paidOrder(shop, [{ sku: "TEST-A", quantity: 14 }]);
    const regretted = await paidOrder(shop, [{ sku: "TEST-A", quantity: 50 }]);
    await cancelOrder(manager(), regretted.id, { reason: "customer" });
    await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 30 }]);
    // Today is not over.
    expect((await ruleOf("TEST-A")).suggestion).toEqual({ kind: "too_new", days: 0 });
    expect((await ruleOf("TEST-A", later(13))).suggestion).toEqual({ kind: "too_new", days: 13 });
    const { demand, suggestion } = await ruleOf("TEST-A", later(14));
    expect(demand).toEqual({ days: 14, sold: 14, squares: 196 });
    // μ = 1, σ = √13; 4 + 1.65 · √13 · 2 = 15.9; then 30 in packs of 6.
    expect(suggestion).toMatchObject({ kind: "suggested", reorderPoint: 16, reorderUpTo: 46 });
    expect((await ruleOf("TEST-A", later(61))).suggestion).toEqual({ kind: "not_sold" });
    expect((await ruleOf("TEST-A", later(60))).demand).toEqual({ days: 60, sold: 14, squares: 196 });
    expect((await ruleOf("TEST-B", later(30))).suggestion).toEqual({ kind: "not_sold" });
  });

  test("are applied all or none, and compared with the levels at once", async () => {
    const before = await alerts();
    const good = { sku: "TEST-B", location: "EAST", reorderPoint: 25, reorderUpTo: 50 };
    const bad = { sku: "TEST-B", location: "WEST", reorderPoint: 1, reorderUpTo: 2 };
    await expect(applySuggestions(manager(), [good, bad])).rejects.toMatchObject({ kind: "not_found" });
    expect(await ruleOf("TEST-B")).toMatchObject({ reorderPoint: 5 });
    const same = { sku: "TEST-A", location: "EAST", reorderPoint: 10, reorderUpTo: 30 };
    expect(await applySuggestions(manager(), [good, same])).toBe(1);
    expect(await ruleOf("TEST-B")).toMatchObject({ reorderPoint: 25, supplier: "TESTCO" });
    expect(await alerts()).toBe((before ?? 0) + 1);
  });
});

describe("the alerts", () => {
  test("tell what is low, for how long it lasts and which order takes care of it, and why that many", async () => {
    await shop.set("purchaseApprovalLimit", 0);
    await replenish(manager(), shop.shop.variants["TEST-B"].id, shop.shop.locations.EAST);
    const { rows } = await lowStock(manager(), zone, undefined);
    expect(rows).toMatchObject([
      {
        sku: "TEST-B",
        place: "EAST",
        available: 20,
        incoming: 0,
        onDraft: 30,
        daysLeft: null,
        supplier: "Test Company",
        order: { number: "PO-1001", status: "draft", asked: true, quantity: 30, reason: { available: 20 } },
      },
    ]);
    expect(await automaticDraftList(manager())).toMatchObject([
      { number: "PO-1001", lines: 1, total: { amount: 27_000, currency: "USD" } },
    ]);
    expect(await purchasingCounts(manager())).toEqual({
      toApprove: 1,
      overdue: 0,
      low: 1,
      uncovered: 0,
      unsupplied: 0,
    });
  });

  test("tell what should have come by now", async () => {
    const [draft] = await automaticDraftList(manager());
    if (!draft) throw new Error("There is no draft.");
    await orderPurchase(manager(), asId(draft.id));
    expect(await overdueOrders(later(3))).toEqual([]);
    expect(await overdueOrders(later(5))).toMatchObject([{ number: "PO-1001", units: 30, place: "EAST" }]);
    expect(await purchasingCounts(later(5))).toMatchObject({ toApprove: 0, overdue: 1 });
    expect((await lowStock(manager(), zone, undefined)).rows[0]).toMatchObject({ incoming: 30, onDraft: 0 });
  });
});

describe("a supplier", () => {
  const typed = {
    code: "newco",
    name: "New Company",
    email: "hello@newco.test",
    phone: "",
    address: "1 Street\nTown",
    leadTimeDays: "7",
    minimumAmount: "1,250.50",
    note: "",
  };
  const input = saveSupplierSchema("USD").parse(typed);

  test("is written in the store's currency, and changed", async () => {
    expect(await saveSupplier(manager(), input)).toEqual({ code: "NEWCO" });
    const page = await supplierPage(manager(), "newco");
    expect(page?.supplier).toMatchObject({
      currency: "USD",
      minimumAmount: 125_050,
      phone: null,
      active: true,
    });
    await saveSupplier(manager(), { ...input, name: "Newer Company" }, page?.supplier.id);
    expect(
      (await suppliers(manager())).map((row) => [row.code, row.name, row.items, row.openOrders]),
    ).toEqual([
      ["NEWCO", "Newer Company", 0, 0],
      ["TESTCO", "Test Company", 2, 1],
    ]);
  });

  test("keeps its code for itself", async () => {
    await expect(saveSupplier(manager(), { ...input, code: "TESTCO" })).rejects.toMatchObject({
      kind: "invalid_input",
      message: "Test Company has the code TESTCO already.",
      details: { field: "code" },
    });
  });

  test.each([
    [{ code: "new co" }, "code"],
    [{ email: "nobody" }, "email"],
    [{ leadTimeDays: "" }, "leadTimeDays"],
    [{ minimumAmount: "lots" }, "minimumAmount"],
  ])("with %o is not understood", (over, field) => {
    const parsed = saveSupplierSchema("USD").safeParse({ ...typed, ...over });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });

  test("that takes an article off leaves its rules without a supplier; deactivated, it can't be ordered from", async () => {
    const page = await supplierPage(manager(), "TESTCO");
    if (!page) throw new Error("There is no TESTCO.");
    expect(page.items.map((item) => [item.sku, item.rules])).toEqual([
      ["TEST-A", 1],
      ["TEST-B", 1],
    ]);
    expect(page.orders).toMatchObject([{ number: "PO-1001", total: 27_000 }]);
    expect(await removeSupplierItem(manager(), page.supplier.id, "TEST-B")).toBe(1);
    expect(await ruleOf("TEST-B")).toMatchObject({ supplier: null, orderable: false, sellers: [] });
    const item = {
      sku: "TEST-B",
      supplierSku: "X",
      costAmount: "9",
      packSize: "1",
      minimumQuantity: "1",
      leadTimeDays: "",
    };
    await saveSupplierItem(manager(), page.supplier.id, supplierItemSchema("USD").parse(item));
    expect(await ruleOf("TEST-B")).toMatchObject({ supplier: null, sellers: ["TESTCO"] });
    await setSupplierActive(manager(), page.supplier.id, false);
    expect(await ruleOf("TEST-A")).toMatchObject({ supplier: "TESTCO", orderable: false });
    expect(await purchasingCounts(manager())).toMatchObject({ unsupplied: 2 });
    const without = await reorderRules(manager(), { ...all, supplier: "NONE" }, zone);
    expect(without.rows).toHaveLength(2);
    await setSupplierActive(manager(), page.supplier.id, true);
  });
});
