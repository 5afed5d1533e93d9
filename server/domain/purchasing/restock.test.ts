import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import type { EventName, Payload } from "@/server/events/events";
import { asId, type Id } from "@/server/kernel/id";
import { definitionOf, runPolicy } from "@/server/policies/policy";
import { eventually, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { orderPurchase } from "./order-purchase";
import { automaticDrafts, releaseDraft } from "./release-draft";
import { replenishAll } from "./replenish";
import { restock } from "./restock";
import { replenishmentOf } from "./restock.queries";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

let shop: TestApp;
// TEST-A is filled up to 2 × 90 + 10 = 190, TEST-B to 70.
beforeEach(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 100 }, "TEST-B": { EAST: 40 } },
    reorderPoint: { "TEST-A": 90, "TEST-B": 30 },
    supplier: {
      items: { "TEST-A": { cost: 400, pack: 12 }, "TEST-B": { cost: 1000, pack: 5, minimum: 20 } },
    },
  });
});
afterEach(() => shop.drop());

type Sku = "TEST-A" | "TEST-B";
const policy = () => shop.ctx({ kind: "policy", name: "test" });
const take = (sku: Sku, quantity: number) =>
  updateInventory(policy(), { sku, location: "EAST", kind: "adjust", quantity: -quantity, reason: "Lost" });
const put = (sku: Sku, quantity: number) =>
  updateInventory(policy(), { sku, location: "EAST", kind: "receive", quantity, reason: "Found" });
const shelf = (sku: Sku) => [shop.shop.variants[sku].id, shop.shop.locations.EAST] as const;
const need = (sku: Sku) => restock(policy(), ...shelf(sku));

const lines = () =>
  shop.rows<{ number: string; status: string; sku: string; quantity: number }>(
    `select po.number, po.status, v.sku, l.quantity from purchase_order_line l
       join purchase_order po on po.id = l.purchase_order_id join variant v on v.id = l.variant_id
      order by po.number, v.sku`,
  );
const events = <Name extends EventName>(name: Name) =>
  shop.rows<{ id: string; payload: Payload<Name> }>(
    "select id, payload from event where name = $1 order by id",
    [name],
  );
const draftId = async (): Promise<Id<"purchaseOrder">> => {
  const [draft] = await automaticDrafts(shop.ctx(), 1);
  if (!draft) throw new Error("There is no draft.");
  return draft.id;
};
/** What the policies make of every alert so far, `times` over. */
async function react(times = 1): Promise<void> {
  const ids = ["create-purchase-order-when-stock-is-low", "notify-managers-when-stock-is-low"];
  for (const { id, payload } of await events("InventoryLevelLow"))
    await Promise.all(
      ids.flatMap((name) =>
        Array.from({ length: times }, () => {
          const definition = definitionOf(name);
          if (!definition) throw new Error(`There is no policy ${name}.`);
          return runPolicy(definition, asId<"event">(id), payload, { attempts: 1, last: false });
        }),
      ),
    );
}
const mails = () =>
  shop.control<{ subject: string; text: string }[]>("GET", "/control/mail?to=manager@holdfast.test");

describe("a level that falls below its reorder point", () => {
  test("is filled up to its mark in whole packs, and the line says why", async () => {
    await take("TEST-A", 20);
    expect(await need("TEST-A")).toMatchObject({ outcome: "added", draft: { number: "PO-1001" } });
    // 190 − 80 = 110, in packs of 12.
    expect(await lines()).toEqual([{ number: "PO-1001", status: "draft", sku: "TEST-A", quantity: 120 }]);
    const [row] = await shop.rows("select reason, cost_amount, supplier_sku from purchase_order_line");
    expect(row).toEqual({
      cost_amount: 400,
      supplier_sku: "T-TEST-A",
      reason: {
        available: 80,
        incoming: 0,
        onDraft: 0,
        reorderPoint: 90,
        reorderUpTo: 190,
        packSize: 12,
        minimumQuantity: 1,
      },
    });
  });

  test("shares the draft with what else its supplier delivers there", async () => {
    await take("TEST-A", 20);
    await take("TEST-B", 20);
    await need("TEST-A");
    await need("TEST-B");
    expect(await lines()).toMatchObject([
      { number: "PO-1001", sku: "TEST-A", quantity: 120 },
      { number: "PO-1001", sku: "TEST-B", quantity: 50 },
    ]);
  });

  test("raises the line that is there, and never lowers it", async () => {
    await take("TEST-A", 20);
    await need("TEST-A");
    await take("TEST-A", 40);
    expect((await need("TEST-A")).reason).toMatch(/^Raised the line on PO-1001 to 156\. Available 40/);
    await put("TEST-A", 30);
    expect(await need("TEST-A")).toMatchObject({ outcome: "enough", draft: { number: "PO-1001" } });
    expect(await lines()).toMatchObject([{ quantity: 156 }]);
  });

  test("again counts what is incoming, and opens a new draft for the rest", async () => {
    await take("TEST-A", 20);
    await need("TEST-A");
    await orderPurchase(policy(), await draftId());
    // 80 + 120 incoming is enough.
    expect(await need("TEST-A")).toMatchObject({ outcome: "enough", draft: null });
    await take("TEST-A", 50);
    // 190 − 30 − 120 = 40.
    expect((await need("TEST-A")).reason).toBe(
      "Wrote 48 on PO-1002. Available 30 + incoming 120 + on other drafts 0; up to 190 → 40, rounded up to packs of 12 → 48.",
    );
    expect(await lines()).toMatchObject([{ status: "ordered" }, { status: "draft", quantity: 48 }]);
    const { incoming, onDraft, order } = await replenishmentOf(shop.ctx(), ...shelf("TEST-A"));
    expect({ incoming, onDraft, order }).toMatchObject({
      incoming: 120,
      onDraft: 48,
      order: { number: "PO-1002" },
    });
  });

  test("counts no units that came, were given up or stand on a cancelled order", async () => {
    await take("TEST-A", 20);
    await need("TEST-A");
    await orderPurchase(policy(), await draftId());
    await shop.rows("update purchase_order_line set received = 70, given_up = 20");
    expect(await replenishmentOf(shop.ctx(), ...shelf("TEST-A"))).toMatchObject({ incoming: 30 });
    await shop.rows("update purchase_order set status = 'cancelled', cancelled_at = now()");
    expect(await replenishmentOf(shop.ctx(), ...shelf("TEST-A"))).toMatchObject({ incoming: 0, order: null });
  });

  test.each([
    ["no supplier is set", "update reorder_rule set supplier_id = null", /^No supplier is set for TEST-A/],
    ["its supplier was deactivated", "update supplier set active = false", /no longer ordered from/],
    ["its supplier doesn't list it", "delete from supplier_item", /doesn't list this article/],
  ])("is only told when %s", async (_, change, reason) => {
    await shop.rows(change);
    await take("TEST-A", 20);
    await react();
    expect(await lines()).toEqual([]);
    const [mail] = await mails();
    expect(mail?.text).toContain("No supplier is set for it");
    const [run] = await shop.rows<{ outcome: string; reason: string }>(
      "select outcome, reason from policy_run where policy like 'create-purchase%'",
    );
    expect(run?.outcome).toBe("nothing_to_do");
    expect(run?.reason).toMatch(reason);
  });
});

test("everything that is low and not on its way is put on one order for its supplier and place", async () => {
  await shop.set("purchaseApprovalLimit", 200_000);
  await take("TEST-A", 20);
  await take("TEST-B", 20);
  await replenishAll(policy());
  expect(await lines()).toMatchObject([
    { number: "PO-1001", status: "ordered", sku: "TEST-A", quantity: 120 },
    { number: "PO-1001", status: "ordered", sku: "TEST-B", quantity: 50 },
  ]);
  await expect(replenishAll(policy())).rejects.toMatchObject({ kind: "invalid_input" });
});

describe("a crowd", () => {
  test("that crosses the point a hundred times at once is one alert, one line and one purchase order", async () => {
    const ctx = policy();
    await Promise.all([
      ...Array.from({ length: 100 }, (_, n) =>
        placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }], {
          customer: { email: `buyer-${n}@example.com`, name: "Ada" },
        }),
      ),
      ...Array.from({ length: 20 }, () => restock(ctx, ...shelf("TEST-A"))),
    ]);
    // An order's shopper doesn't wait for the comparison with the reorder point.
    await eventually(async () => expect(await events("InventoryLevelLow")).toHaveLength(1));
    await react(10);
    // All 100 are held: 190 in packs of 12.
    expect(await lines()).toEqual([{ number: "PO-1001", status: "draft", sku: "TEST-A", quantity: 192 }]);
    expect(await shop.rows("select number from purchase_order")).toHaveLength(1);
    expect(await events("PurchaseOrderProposed")).toHaveLength(1);
    await expectSoundBooks(shop);
  });

  test("of calls for two articles of one supplier opens one draft", async () => {
    await take("TEST-A", 20);
    await take("TEST-B", 20);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => restock(policy(), ...shelf(n % 2 ? "TEST-A" : "TEST-B"))),
    );
    expect(await lines()).toMatchObject([
      { number: "PO-1001", quantity: 120 },
      { number: "PO-1001", quantity: 50 },
    ]);
  });
});

describe("the draft", () => {
  test("is ordered by itself up to the limit, once, and the managers hear that it takes care of it", async () => {
    await shop.set("purchaseApprovalLimit", 48_000);
    await take("TEST-A", 20);
    await react(10);
    expect(await lines()).toMatchObject([{ status: "ordered", quantity: 120 }]);
    expect(await events("PurchaseOrderOrdered")).toHaveLength(1);
    expect(await events("PurchaseOrderProposed")).toHaveLength(0);
    expect((await mails()).filter((mail) => mail.subject.startsWith("Low stock"))).toHaveLength(1);
  });

  test("waits for a manager above the limit, who is asked once", async () => {
    await shop.set("purchaseApprovalLimit", 47_999);
    await take("TEST-A", 20);
    await react(10);
    expect(await lines()).toMatchObject([{ status: "draft" }]);
    const proposed = await events("PurchaseOrderProposed");
    expect(proposed).toMatchObject([
      {
        payload: {
          total: { amount: 48_000, currency: "USD" },
          limit: { amount: 47_999 },
          supplier: "Test Company",
        },
      },
    ]);
    const ask = definitionOf("ask-manager-when-purchase-order-proposed");
    const [event] = proposed;
    if (!ask || !event) throw new Error("Nothing was proposed.");
    for (let i = 0; i < 3; i++)
      await runPolicy(ask, asId<"event">(event.id), event.payload, { attempts: 1, last: false });
    const asked = (await mails()).filter((mail) => mail.subject.startsWith("Approve"));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.subject).toBe("Approve PO-1001: $480.00 to Test Company");
    expect(asked[0]?.text).toContain("120 × Test article A (TEST-A)");
    expect(asked[0]?.text).toContain("/admin/purchasing/orders/PO-1001");
  });

  test("that a manager has ordered meanwhile is not asked about", async () => {
    await take("TEST-A", 60);
    await shop.set("purchaseApprovalLimit", 0);
    await react();
    await orderPurchase(policy(), await draftId());
    const [event] = await events("PurchaseOrderProposed");
    const ask = definitionOf("ask-manager-when-purchase-order-proposed");
    if (!ask || !event) throw new Error("Nothing was proposed.");
    const run = { attempts: 1, last: false };
    expect(await runPolicy(ask, asId<"event">(event.id), event.payload, run)).toEqual({
      outcome: "nothing_to_do",
      reason: "PO-1001 has been ordered meanwhile.",
    });
  });

  test("waits for its supplier's minimum, and is ordered with the line that reaches it", async () => {
    await shop.rows("update supplier set minimum_amount = 60000");
    await shop.set("purchaseApprovalLimit", 200_000);
    await take("TEST-A", 20);
    await need("TEST-A");
    expect(await releaseDraft(policy(), await draftId())).toEqual({
      outcome: "waits",
      number: "PO-1001",
      reason: "PO-1001 comes to $480.00 and waits for the minimum of $600.00.",
    });
    await take("TEST-B", 20);
    await need("TEST-B");
    expect(await releaseDraft(policy(), await draftId())).toMatchObject({ outcome: "ordered" });
  });

  test("is found by the sweep after a crash, and after the limit was raised", async () => {
    await shop.set("purchaseApprovalLimit", 0);
    await take("TEST-A", 20);
    await need("TEST-A");
    const id = await draftId();
    expect(await releaseDraft(policy(), id)).toMatchObject({ outcome: "asked" });
    expect(await releaseDraft(policy(), id)).toMatchObject({ outcome: "nothing" });
    await shop.set("purchaseApprovalLimit", 48_000);
    expect(await releaseDraft(policy(), id)).toMatchObject({ outcome: "ordered" });
    expect(await automaticDrafts(shop.ctx(), 10)).toEqual([]);
  });

  test("that a person has changed is theirs to order", async () => {
    await take("TEST-A", 20);
    await need("TEST-A");
    const id = await draftId();
    await shop.rows(
      `insert into event (id, name, aggregate, aggregate_id, payload, actor, occurred_at)
       values (gen_random_uuid(), 'PurchaseOrderChanged', 'purchase_order', $1, '{}', 'staff:Mina', now())`,
      [id],
    );
    expect(await releaseDraft(policy(), id)).toEqual({
      outcome: "waits",
      number: "PO-1001",
      reason: "PO-1001 has been changed by a person, who decides when it is ordered.",
    });
  });

  test("whose total grows while it is released is never ordered above the limit", async () => {
    await shop.set("purchaseApprovalLimit", 60_000);
    await take("TEST-A", 20);
    await take("TEST-B", 20);
    await need("TEST-A");
    const id = await draftId();
    await Promise.all([
      need("TEST-B"),
      releaseDraft(policy(), id),
      need("TEST-B"),
      releaseDraft(policy(), id),
    ]);
    const [over] = await shop.rows<{ n: number }>(
      `select count(*)::int as n from (select 1 from purchase_order po join purchase_order_line l on l.purchase_order_id = po.id
         where po.status = 'ordered' group by po.id having sum(l.quantity * l.cost_amount) > 60000) x`,
    );
    expect(over?.n).toBe(0);
    expect((await lines()).map((line) => line.sku)).toEqual(["TEST-A", "TEST-B"]);
  });
});
