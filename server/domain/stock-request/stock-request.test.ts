import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import sweepStockRequests from "@/server/policies/sweep-stock-requests";
import { eventually, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { askForStock } from "./ask-for-stock";
import { askForStockSchema } from "./stock-request.schema";
import { backInStock, tellWhoWaits } from "./tell-who-waits";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 3 }, "TEST-B": {} }, policies: true });
});
afterAll(() => shop.drop());
beforeEach(async () => {
  await shop.rows("delete from stock_request");
});

const ask = (sku: string, email: string) => askForStock(shop.ctx(), askForStockSchema.parse({ sku, email }));
const open = () => shop.rows<{ email: string }>("select email from stock_request where notified_at is null");
const told = (template = "back-in-stock") =>
  shop.rows<{ recipient: string; subject: string; status: string }>(
    "select recipient, subject, status from notification where template = $1 order by id",
    [template],
  );
const receive = (sku: string, quantity: number, location = "EAST") =>
  updateInventory(shop.ctx(), { sku, location, kind: "receive", quantity, reason: "Delivery" });
const sellOut = (sku: string) =>
  shop.rows(
    `with gone as (update stock_level set available = 0 where variant_id = (select id from variant where sku = $1) returning 1)
     select count(*) from gone`,
    [sku],
  );

describe("asking for what is sold out", () => {
  it("notes one open request a person and variant, and answers the same", async () => {
    expect(await ask("TEST-B", "Ada@Example.com ")).toBe("noted");
    expect(await ask("TEST-B", "ada@example.com")).toBe("noted");
    expect(await open()).toEqual([{ email: "ada@example.com" }]);
  });

  it("notes nothing while there is some", async () => {
    expect(await ask("TEST-A", "ada@example.com")).toBe("in_stock");
    expect(await open()).toEqual([]);
  });

  it("is refused for what is not sold, and without an address", async () => {
    await expect(ask("NOPE", "ada@example.com")).rejects.toThrow("We don't sell this");
    await shop.rows("update variant set archived_at = now() where sku = 'TEST-B'");
    await expect(ask("TEST-B", "ada@example.com")).rejects.toThrow("We don't sell this");
    await shop.rows("update variant set archived_at = null where sku = 'TEST-B'");
    expect(askForStockSchema.safeParse({ sku: "TEST-B", email: "ada" }).success).toBe(false);
  });
});

describe("when stock is back", () => {
  it("everybody who waited is written to once, first come first, however few there are", async () => {
    for (const name of ["first", "second", "third"]) await ask("TEST-B", `${name}@example.com`);
    await receive("TEST-B", 1);
    await eventually(async () => expect(await open()).toEqual([]));
    const mails = (await told()).filter(({ recipient }) => /^(first|second|third)@/.test(recipient));
    expect(mails.map(({ recipient }) => recipient)).toEqual([
      "first@example.com",
      "second@example.com",
      "third@example.com",
    ]);
    expect(mails[0]).toMatchObject({ subject: "Test article B is back", status: "sent" });
    await receive("TEST-B", 1);
    await eventually(async () =>
      expect(
        await shop.rows(
          "select 1 from policy_run where policy = 'email-when-back-in-stock' and outcome = 'nothing_to_do'",
        ),
      ).not.toEqual([]),
    );
    expect((await told()).filter(({ recipient }) => recipient === "first@example.com")).toHaveLength(1);
    await expectSoundBooks(shop);
  });

  it("two deliveries at once write no mail twice", async () => {
    await sellOut("TEST-B");
    for (let n = 0; n < 8; n += 1) await ask("TEST-B", `crowd-${n}@example.com`);
    await shop.rows(
      "update stock_level set available = 5 where id = (select min(s.id) from stock_level s join variant v on v.id = s.variant_id where v.sku = 'TEST-B')",
    );
    const { id } = shop.shop.variants["TEST-B"];
    const counts = await Promise.all([1, 2, 3].map(() => tellWhoWaits(shop.ctx(), id)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(8);
    expect((await told()).filter(({ recipient }) => recipient.startsWith("crowd-"))).toHaveLength(8);
  });

  it("a crash between the mail and the note sends no second mail", async () => {
    await sellOut("TEST-B");
    await ask("TEST-B", "crash@example.com");
    await shop.rows(
      "update stock_level set available = 5 where id = (select min(s.id) from stock_level s join variant v on v.id = s.variant_id where v.sku = 'TEST-B')",
    );
    const { id } = shop.shop.variants["TEST-B"];
    await tellWhoWaits(shop.ctx(), id);
    await shop.rows("update stock_request set notified_at = null");
    await tellWhoWaits(shop.ctx(), id);
    expect((await told()).filter(({ recipient }) => recipient === "crash@example.com")).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  it("who asks again is written to again", async () => {
    const { id } = shop.shop.variants["TEST-B"];
    for (const _ of [1, 2]) {
      await sellOut("TEST-B");
      await ask("TEST-B", "again@example.com");
      await shop.rows(
        "update stock_level set available = 5 where id = (select min(s.id) from stock_level s join variant v on v.id = s.variant_id where v.sku = 'TEST-B')",
      );
      await tellWhoWaits(shop.ctx(), id);
    }
    expect((await told()).filter(({ recipient }) => recipient === "again@example.com")).toHaveLength(2);
  });

  it("the sweep finds what a cancelled order gave back", async () => {
    const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 3 }]);
    expect(await ask("TEST-A", "patient@example.com")).toBe("noted");
    expect(await backInStock(shop.ctx())).toEqual([]);
    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    expect((await backInStock(shop.ctx())).map(({ sku }) => sku)).toEqual(["TEST-A"]);
    const [found] = await backInStock(shop.ctx());
    expect(found && (await tellWhoWaits(shop.ctx(), found.id))).toBe(1);
    expect(await backInStock(shop.ctx())).toEqual([]);
    expect(sweepStockRequests.opts.triggers).toEqual([{ cron: "*/5 * * * *" }]);
  });

  it("nobody is written to about what the shop does not show", async () => {
    await sellOut("TEST-B");
    await ask("TEST-B", "hidden@example.com");
    await shop.rows("update product set published_at = null where slug = 'test-b'");
    await receive("TEST-B", 5);
    expect(await backInStock(shop.ctx())).toEqual([]);
    expect(await tellWhoWaits(shop.ctx(), shop.shop.variants["TEST-B"].id)).toBe(0);
    await shop.rows("update product set published_at = now() where slug = 'test-b'");
  });
});
