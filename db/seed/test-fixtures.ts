import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { after, days } from "../../server/kernel/clock";
import { type Id, newId } from "../../server/kernel/id";
import * as schema from "../schema";
import { type PlaceCode, places } from "./places";
import { type Receipt, receiveStock } from "./stock";

export type TestLot = { id: Id<"lot">; code: string; expiresAt: Date; levels: Record<PlaceCode, number> };

export type TestVariant = {
  id: Id<"variant">;
  productId: Id<"product">;
  /** Stock level ids. For goods with lots: the levels of the lot that expires first. */
  levels: Record<PlaceCode, number>;
  /** First expiry first; empty for goods that do not expire. */
  lots: TestLot[];
};

export type TestShop = {
  variants: Record<TestSku, TestVariant>;
  locations: Record<PlaceCode, Id<"location">>;
  categoryId: Id<"category">;
};

type TestSku = "TEST-A" | "TEST-B" | "TEST-FOOD";

type TestShopOptions = {
  /** Units a place per SKU; a SKU that is named here has nothing at the places it leaves out. Default: 100 in EAST. */
  stock?: Record<string, { EAST?: number; WEST?: number }>;
  /** Reorder point in EAST; it is filled up to twice the point plus 10. */
  reorderPoint?: Record<string, number>;
  /** The lots of TEST-FOOD expire 30 and 90 days after this. Default: the real time. */
  now?: Date;
};

const goods = [
  { sku: "TEST-A", title: "Test article A", price: 1000, weight: 500, tax: "standard", lots: [] },
  { sku: "TEST-B", title: "Test article B", price: 2500, weight: 1200, tax: "standard", lots: [] },
  {
    sku: "TEST-FOOD",
    title: "Test food",
    price: 500,
    weight: 250,
    tax: "food",
    lots: [
      { code: "LOT-EARLY", days: 30 },
      { code: "LOT-LATE", days: 90 },
    ],
  },
] as const;

/**
 * A small shop for tests of commands, in an empty migrated database:
 *
 * - TEST-A 10.00 USD, 500 g; TEST-B 25.00 USD, 1200 g; TEST-FOOD 5.00 USD, 250 g, taxed as food, with the lots LOT-EARLY
 *   (30 days, the greater half of the units) and LOT-LATE (90 days). Their category's shelf-life margin is 7 days.
 * - EAST and WEST as in the demo shop; each variant has a level at both, also where it holds nothing.
 * - Sales tax NY 8 % (food 0 %), CA 7.25 % (food 0 %); VAT DE 19 % (food 7 %). Other places: no tax.
 * - Shipping `standard` 5.00 and `express` 15.00 in the US, 20.00 and 40.00 to CA, GB and DE; up to 30 kg.
 */
export async function testShop(pool: pg.Pool, options: TestShopOptions = {}): Promise<TestShop> {
  const now = options.now ?? new Date();
  return drizzle({ client: pool, schema, casing: "snake_case" }).transaction(async (db) => {
    const categoryId = newId<"category">();
    const locations: TestShop["locations"] = { EAST: newId(), WEST: newId() };
    const made = goods.map((item) => ({
      ...item,
      id: newId<"variant">(),
      productId: newId<"product">(),
      lots: item.lots.map((lot) => ({
        id: newId<"lot">(),
        code: lot.code,
        expiresAt: after(now, days(lot.days)),
      })),
    }));

    await db
      .insert(schema.category)
      .values({ id: categoryId, slug: "test", name: "Test", shelfLifeMarginDays: 7 });
    await db.insert(schema.location).values(places.map((place) => ({ ...place, id: locations[place.code] })));
    await db.insert(schema.product).values(
      made.map((item, position) => ({
        id: item.productId,
        slug: item.sku.toLowerCase(),
        title: item.title,
        categoryId,
        taxCategory: item.tax,
        position,
        publishedAt: now,
      })),
    );
    await db.insert(schema.variant).values(
      made.map((item) => ({
        id: item.id,
        productId: item.productId,
        sku: item.sku,
        priceAmount: item.price,
        currency: "USD",
        weightGrams: item.weight,
      })),
    );
    await db
      .insert(schema.lot)
      .values(made.flatMap((item) => item.lots.map((lot) => ({ ...lot, variantId: item.id }))));

    type NamedReceipt = Receipt & { sku: string; place: PlaceCode };
    const receipts = made.flatMap((item) =>
      (["EAST", "WEST"] as const).flatMap((place): NamedReceipt[] => {
        const units = (options.stock?.[item.sku] ?? { EAST: 100 })[place] ?? 0;
        const at = { sku: item.sku, place, variantId: item.id, locationId: locations[place] };
        const [early, late] = item.lots;
        if (!early || !late) return [{ ...at, lotId: null, quantity: units }];
        const first = Math.ceil(units / 2);
        return [
          { ...at, lotId: early.id, quantity: first },
          { ...at, lotId: late.id, quantity: units - first },
        ];
      }),
    );
    const ids = await receiveStock(
      db,
      receipts.map(({ variantId, locationId, lotId, quantity }) => ({ variantId, locationId, lotId, quantity })),
      now,
    );
    const levelOf = (sku: string, place: PlaceCode, lotId: Id<"lot"> | null): number => {
      const index = receipts.findIndex((r) => r.sku === sku && r.place === place && r.lotId === lotId);
      return ids[index] ?? Number.NaN;
    };
    const levelsOf = (sku: string, lotId: Id<"lot"> | null) => ({
      EAST: levelOf(sku, "EAST", lotId),
      WEST: levelOf(sku, "WEST", lotId),
    });

    const rules = made.flatMap((item) => {
      const point = options.reorderPoint?.[item.sku];
      if (point === undefined) return [];
      return [
        { variantId: item.id, locationId: locations.EAST, reorderPoint: point, reorderUpTo: 2 * point + 10 },
      ];
    });
    if (rules.length > 0) await db.insert(schema.reorderRule).values(rules);
    await db.insert(schema.taxRate).values(testTaxRates());
    await db.insert(schema.shippingRate).values(testShippingRates());

    const variants = Object.fromEntries(
      made.map((item) => [
        item.sku,
        {
          id: item.id,
          productId: item.productId,
          levels: levelsOf(item.sku, item.lots[0]?.id ?? null),
          lots: item.lots.map((lot) => ({ ...lot, levels: levelsOf(item.sku, lot.id) })),
        },
      ]),
    ) as TestShop["variants"];
    return { variants, locations, categoryId };
  });
}

const testTaxRates = () =>
  (
    [
      ["NY", "US", "NY", "standard", 80_000],
      ["NY food", "US", "NY", "food", 0],
      ["CA", "US", "CA", "standard", 72_500],
      ["CA food", "US", "CA", "food", 0],
      ["DE", "DE", null, "standard", 190_000],
      ["DE food", "DE", null, "food", 70_000],
    ] as const
  ).map(([name, country, region, category, ratePpm]) => ({
    id: newId(),
    name,
    country,
    region,
    category,
    ratePpm,
    validFrom: new Date("2020-01-01T00:00:00Z"),
  }));

const testShippingRates = () =>
  (
    [
      ["standard", "US", ["US"], 500],
      ["express", "US", ["US"], 1500],
      ["standard", "abroad", ["CA", "GB", "DE"], 2000],
      ["express", "abroad", ["CA", "GB", "DE"], 4000],
    ] as const
  ).map(([method, zone, countries, amount]) => ({
    id: newId(),
    method,
    title: method === "standard" ? "Standard" : "Express",
    zone,
    countries: [...countries],
    maxWeightGrams: 30_000,
    amount,
    currency: "USD",
    service: method,
    minDays: method === "standard" ? 3 : 1,
    maxDays: method === "standard" ? 5 : 2,
    position: method === "standard" ? 0 : 1,
  }));
