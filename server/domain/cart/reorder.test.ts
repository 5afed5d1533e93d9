import { afterAll, beforeAll, expect, test } from "vitest";
import { formatMoney } from "@/server/kernel/money";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { cartView } from "./cart.queries";
import { reorder, reorderChanges } from "./reorder";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const again = async (orderId: Awaited<ReturnType<typeof placeOrder>>["id"]) => {
  const { token, lines, added } = await reorder(shop.ctx(), null, orderId);
  const cart = await cartView(shop.ctx(), token);
  return {
    cart: cart.lines.map(({ sku, quantity }) => `${quantity} ${sku}`),
    added,
    changes: reorderChanges(lines, formatMoney),
  };
};

test("the same things come into the cart, and what is not as it was is said", async () => {
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 2 }]);
  expect(await again(order.id)).toMatchObject({ cart: ["2 TEST-A"], added: 2, changes: [] });

  await shop.rows("update variant set price_amount = price_amount + 100 where sku = 'TEST-A'");
  const dearer = await again(order.id);
  expect(dearer.cart).toEqual(["2 TEST-A"]);
  expect(dearer.changes).toEqual([expect.stringMatching(/now costs \$.+, not \$/)]);

  const levels = "from variant v where v.id = s.variant_id and v.sku = 'TEST-A'";
  await shop.rows(`update stock_level s set available = 0 ${levels}`);
  await shop.rows(
    `update stock_level s set available = 1 ${levels} and s.id = (select min(id) from stock_level t where t.variant_id = s.variant_id)`,
  );
  const few = await again(order.id);
  expect(few).toMatchObject({ cart: ["1 TEST-A"], added: 1 });
  expect(few.changes[0]).toMatch(/only 1 of 2 are left/);

  await shop.rows("update variant set archived_at = now() where sku = 'TEST-A'");
  expect(await again(order.id)).toMatchObject({
    cart: [],
    added: 0,
    changes: [expect.stringMatching(/is no longer sold\.$/)],
  });
});
