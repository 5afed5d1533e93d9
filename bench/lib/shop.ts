import { contract, signIn } from "./contract";
import { running } from "./running";

export const address = {
  name: "Bench Buyer",
  line1: "350 Fifth Avenue",
  city: "New York",
  region: "NY",
  postalCode: "10118",
  country: "US",
};

/** An order as an outside caller sends it. */
export const orderOf = (key: string, skus: readonly string[], buyer: number) => ({
  idempotencyKey: key,
  customer: { email: `buyer-${buyer}@bench.test`, name: "Bench Buyer" },
  lines: skus.map((sku) => ({ sku, quantity: 1 })),
  shippingAddress: address,
  shippingMethod: "standard",
});

/** SKUs of the catalogue, one a product, that do not expire. */
export async function someSkus(web: string, count: number): Promise<string[]> {
  const caller = contract(web, 4);
  const skus: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await caller.query("catalogue.list", { limit: 50, ...(cursor ? { cursor } : {}) });
    const { items, nextCursor } = page.data as {
      items: { slug: string; category: string }[];
      nextCursor: string | null;
    };
    for (const item of items.filter(({ category }) => category !== "pantry")) {
      const product = (await caller.query("catalogue.bySlug", { slug: item.slug })).data as {
        variants: { sku: string }[];
      };
      const sku = product.variants[0]?.sku;
      if (sku) skus.push(sku);
      if (skus.length === count) break;
    }
    cursor = nextCursor;
  } while (cursor && skus.length < count);
  await caller.close();
  return skus;
}

/** Puts exactly so many units of a SKU into one place and none into the other, by counting as the warehouse does. */
export async function stockUp(
  skus: readonly string[],
  units: number,
  place: "EAST" | "WEST" = "EAST",
): Promise<void> {
  const { web } = running();
  const caller = contract(web, 4, await signIn(web, "warehouse@holdfast.test"));
  for (const sku of skus) {
    for (const location of ["EAST", "WEST"] as const) {
      const quantity = location === place ? units : 0;
      const counted = await caller.mutate("inventory.update", {
        sku,
        location,
        kind: "count",
        quantity: quantity + (await held(caller, sku, location)),
        reason: "benchmark",
      });
      if (!counted.ok) throw new Error(`Could not count ${sku} in ${location}: ${counted.kind}`);
    }
  }
  await caller.close();
}

/** Units on the shelf that are not for sale: a count of what is there tells them. */
async function held(caller: ReturnType<typeof contract>, sku: string, location: string): Promise<number> {
  const probe = await caller.mutate("inventory.update", {
    sku,
    location,
    kind: "receive",
    quantity: 1,
    reason: "benchmark",
  });
  const { levels } = probe.data as { levels: { reserved: number; committed: number; unavailable: number } };
  return levels.reserved + levels.committed + levels.unavailable;
}
