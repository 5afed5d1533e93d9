import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { type Id, newId } from "../../server/kernel/id";
import * as schema from "../schema";
import { type GoodsProduct, writeGoods } from "./goods";
import { type PlaceCode, places } from "./places";
import type { SeedDb } from "./stock";
import { writeSupplier } from "./suppliers";

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
  /** When `supplier` was asked for. */
  supplierId: Id<"supplier"> | null;
};

type TestSku = "TEST-A" | "TEST-B" | "TEST-FOOD";

type TestShopOptions = {
  /** Units a place per SKU; a SKU that is named here has nothing at the places it leaves out. Default: 100 in EAST. */
  stock?: Record<string, { EAST?: number; WEST?: number }>;
  /** Reorder point in EAST; it is filled up to twice the point plus 10. */
  reorderPoint?: Record<string, number>;
  /**
   * TESTCO (USD, 5 days unless said otherwise), with an item for each SKU named here; their reorder rules order from it.
   * An item's supplier SKU is `T-` and the SKU.
   */
  supplier?: {
    minimumAmount?: number;
    leadTimeDays?: number;
    email?: string | null;
    items: Record<string, { cost: number; pack?: number; minimum?: number }>;
  };
  /** The lots of TEST-FOOD expire 30 and 90 days after this. Default: the real time. */
  now?: Date;
};

type SupplierOptions = NonNullable<TestShopOptions["supplier"]>;

const goods = [
  { sku: "TEST-A", title: "Test article A", cents: 1000, grams: 500, tax: "standard", lots: [] },
  { sku: "TEST-B", title: "Test article B", cents: 2500, grams: 1200, tax: "standard", lots: [] },
  {
    sku: "TEST-FOOD",
    title: "Test food",
    cents: 500,
    grams: 250,
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
    const locations: TestShop["locations"] = { EAST: newId(), WEST: newId() };
    await db.insert(schema.location).values(places.map((place) => ({ ...place, id: locations[place.code] })));
    const category = { slug: "test", name: "Test", description: "", shelfLifeMarginDays: 7 };
    await writeGoods(
      db,
      [category],
      goods.map((item) => testProduct(item, options)),
      locations,
      now,
    );
    await db.insert(schema.taxRate).values(testTaxRates());
    await db.insert(schema.shippingRate).values(testShippingRates());
    const variants = await readVariants(db);
    const supplierId = options.supplier ? await writeTestSupplier(db, options.supplier, variants) : null;
    return { variants, locations, supplierId };
  });
}

function testProduct(item: (typeof goods)[number], options: TestShopOptions): GoodsProduct {
  const chosen = options.stock?.[item.sku] ?? { EAST: 100 };
  const [east, west] = [chosen.EAST ?? 0, chosen.WEST ?? 0];
  const half = (units: number, lot: number) => (lot === 0 ? Math.ceil(units / 2) : Math.floor(units / 2));
  const point = options.reorderPoint?.[item.sku];
  return {
    slug: item.sku.toLowerCase(),
    title: item.title,
    summary: "",
    body: "",
    category: "test",
    taxCategory: item.tax,
    image: null,
    variants: [
      {
        sku: item.sku,
        title: "",
        options: {},
        priceAmount: item.cents,
        weightGrams: item.grams,
        barcode: null,
        stock: { EAST: east, WEST: west },
        lots: item.lots.map((lot, i) => ({
          code: lot.code,
          expiresInDays: lot.days,
          stock: { EAST: half(east, i), WEST: half(west, i) },
        })),
        reorder: point === undefined ? {} : { EAST: { point, upTo: 2 * point + 10 } },
      },
    ],
  };
}

async function writeTestSupplier(
  db: SeedDb,
  { items, minimumAmount = 0, leadTimeDays = 5, email = "orders@testco.test" }: SupplierOptions,
  variants: TestShop["variants"],
): Promise<Id<"supplier">> {
  const offers = Object.entries(items).map(([sku, { cost, pack = 1, minimum = 1 }]) => {
    const goods = variants[sku as TestSku];
    return {
      variantId: goods.id,
      supplierSku: `T-${sku}`,
      costAmount: cost,
      packSize: pack,
      minimumQuantity: minimum,
    };
  });
  const about = { code: "TESTCO", name: "Test Company", email, leadTimeDays, minimumAmount };
  return (await writeSupplier(db, { ...about, currency: "USD" }, offers)).id;
}

/** The ids that the database gave to what was written. */
async function readVariants(db: SeedDb): Promise<TestShop["variants"]> {
  const { variant, stockLevel, location, lot } = schema;
  const levels = await db
    .select({
      sku: variant.sku,
      id: variant.id,
      productId: variant.productId,
      place: location.code,
      level: stockLevel.id,
      lot,
    })
    .from(stockLevel)
    .innerJoin(variant, eq(variant.id, stockLevel.variantId))
    .innerJoin(location, eq(location.id, stockLevel.locationId))
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .orderBy(lot.expiresAt);

  const levelsOf = (rows: typeof levels) =>
    Object.fromEntries(rows.map((row) => [row.place, row.level])) as Record<PlaceCode, number>;
  const read = (sku: TestSku): TestVariant => {
    const mine = levels.filter((row) => row.sku === sku);
    const [first] = mine;
    if (!first) throw new Error(`${sku} was not written`);
    const lots = mine.flatMap(({ place, lot: held }) =>
      place === "EAST" && held?.expiresAt
        ? [
            {
              id: held.id,
              code: held.code,
              expiresAt: held.expiresAt,
              levels: levelsOf(mine.filter((row) => row.lot?.id === held.id)),
            },
          ]
        : [],
    );
    return { id: first.id, productId: first.productId, levels: lots[0]?.levels ?? levelsOf(mine), lots };
  };
  return { "TEST-A": read("TEST-A"), "TEST-B": read("TEST-B"), "TEST-FOOD": read("TEST-FOOD") };
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
