import type { Db } from "@/db/client";
import { contract } from "./contract";
import { eachOf } from "./each-of";
import { orderOf, someSkus, stockUp } from "./shop";
import { control, stubborn } from "./stubborn";

const west = { line1: "1 Market Street", city: "San Francisco", region: "CA", postalCode: "94105" };
const berlin = { line1: "Unter den Linden 77", city: "Berlin", postalCode: "10117", country: "DE" };

/** More than one box holds, and less than the heaviest order. */
const bulkGrams = 25_000;

export type Goods = { east: string[]; west: string[]; grams: Map<string, number> };

/** Ten things in one place and five in the other, so that some baskets need both. */
export async function stockBothPlaces(db: Db, web: string): Promise<Goods> {
  const skus = await someSkus(web, 15);
  const [east, other] = [skus.slice(0, 10), skus.slice(10)];
  await stockUp(east, 100_000, "EAST");
  await stockUp(other, 100_000, "WEST");
  const { rows } = await db.$client.query<{ sku: string; grams: number }>(
    "select sku, weight_grams as grams from variant where sku = any($1)",
    [skus],
  );
  return { east, west: other, grams: new Map(rows.map(({ sku, grams }) => [sku, grams])) };
}

/** Each order's buyer has an address of their own, so that their mails are counted alone. */
export const buyerOf = (run: string, i: number): string => `${run}-${i}@bench.test`;

/**
 * Orders of all kinds, placed and paid: every fifth goes to Germany, every fifth needs both places, every tenth is more than
 * a box holds. Gives their numbers, in the order of their buyers.
 */
export async function paidOrders(
  at: { web: string; sandbox: string },
  run: string,
  count: number,
  goods: Goods,
): Promise<string[]> {
  const shop = contract(at.web, 8);
  const numbers: string[] = [];
  const sku = (from: readonly string[], i: number) => from[i % from.length] ?? "";
  const linesOf = (i: number) => {
    const one = { sku: sku(goods.east, i), quantity: 1 + (i % 3) };
    if (i % 10 === 7) {
      const grams = goods.grams.get(one.sku) ?? bulkGrams;
      return [{ ...one, quantity: Math.max(1, Math.min(500, Math.floor(bulkGrams / grams))) }];
    }
    return i % 5 === 3 ? [one, { sku: sku(goods.west, i), quantity: 2 }] : [one];
  };
  await eachOf(
    Array.from({ length: count }, (_, i) => i),
    8,
    async (i) => {
      const { shippingAddress, ...order } = orderOf(`${run}-${i}`, [], i);
      const to =
        i % 5 === 1 ? berlinOf(shippingAddress.name) : { ...shippingAddress, ...(i % 3 === 2 ? west : {}) };
      const created = await stubborn(() =>
        shop.mutate("order.create", {
          ...order,
          customer: { email: buyerOf(run, i), name: "Bench Buyer" },
          lines: linesOf(i),
          shippingAddress: to,
        }),
      );
      if (!created.ok) throw new Error(`Order ${i} was refused: ${created.kind}`);
      const placed = created.data as { number: string; accessToken: string };
      numbers[i] = placed.number;
      const page = await stubborn(() => shop.mutate("payment.process", { ...placed, provider: "stripe" }));
      const { redirectUrl } = page.data as { redirectUrl: string };
      const session = new URL(redirectUrl, at.sandbox).pathname.split("/").at(-1);
      await control(at.sandbox, "/control/stripe/pay", { session });
    },
  );
  await shop.close();
  return numbers;
}

const berlinOf = (name: string) => ({ name, ...berlin });
