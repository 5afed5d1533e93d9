import { after, days } from "../../server/kernel/clock";
import { type Id, newId } from "../../server/kernel/id";
import { category, lot, product, reorderRule, type TaxCategory, variant } from "../schema";
import type { PlaceCode } from "./places";
import { type Receipt, receiveStock, type SeedDb } from "./stock";

export type GoodsCategory = { slug: string; name: string; description: string; shelfLifeMarginDays: number };

export type GoodsVariant = {
  sku: string;
  title: string;
  options: Record<string, string>;
  priceAmount: number;
  weightGrams: number;
  barcode: string | null;
  /** Units a place, for goods that do not expire. */
  stock: { [place in PlaceCode]?: number };
  /** For goods that do; one code may lie at both places. */
  lots: readonly { code: string; expiresInDays: number; stock: { [place in PlaceCode]?: number } }[];
  reorder: { [place in PlaceCode]?: { point: number; upTo: number } };
};

export type GoodsProduct = {
  slug: string;
  title: string;
  summary: string;
  body: string;
  category: string;
  taxCategory: TaxCategory;
  image: string | null;
  variants: readonly GoodsVariant[];
};

const placeCodes = ["EAST", "WEST"] as const satisfies readonly PlaceCode[];

/** Writes categories, products, variants, lots, opening stock and reorder rules with one insert a table. */
export async function writeGoods(
  db: SeedDb,
  categories: readonly GoodsCategory[],
  products: readonly GoodsProduct[],
  locations: Record<PlaceCode, Id<"location">>,
  now: Date,
): Promise<void> {
  const categoryIds = new Map(categories.map((row) => [row.slug, newId<"category">()]));
  const made = products.map((item) => ({
    item,
    id: newId<"product">(),
    categoryId: categoryIds.get(item.category),
  }));
  const variants = made.flatMap(({ item, id }) =>
    item.variants.map((goods, position) => ({ goods, position, productId: id, id: newId<"variant">() })),
  );
  const lots = variants.flatMap(({ goods, id }) =>
    goods.lots.map((goodsLot) => ({ goodsLot, variantId: id, id: newId<"lot">() })),
  );

  await db.insert(category).values(
    categories.map((row, position) => ({
      ...row,
      id: categoryIds.get(row.slug) ?? newId<"category">(),
      position,
    })),
  );
  await db.insert(product).values(
    made.map(({ item, id, categoryId }, position) => {
      if (!categoryId) throw new Error(`Product ${item.slug} names the unknown category ${item.category}`);
      const { slug, title, summary, body, taxCategory, image } = item;
      const times = { publishedAt: now, createdAt: now, updatedAt: now };
      return { id, slug, title, summary, body, categoryId, taxCategory, image, position, ...times };
    }),
  );
  await db.insert(variant).values(
    variants.map(({ goods, position, productId, id }) => {
      const { sku, title, options, priceAmount, weightGrams, barcode } = goods;
      return {
        id,
        productId,
        sku,
        title,
        options,
        priceAmount,
        currency: "USD",
        weightGrams,
        barcode,
        position,
      };
    }),
  );
  if (lots.length > 0)
    await db.insert(lot).values(
      lots.map(({ goodsLot, variantId, id }) => ({
        id,
        variantId,
        code: goodsLot.code,
        expiresAt: after(now, days(goodsLot.expiresInDays)),
      })),
    );

  const receipts = [
    ...variants.flatMap(({ goods, id }) =>
      goods.lots.length > 0 ? [] : atPlaces(goods.stock, locations, { variantId: id, lotId: null }),
    ),
    ...lots.flatMap(({ goodsLot, variantId, id }) =>
      atPlaces(goodsLot.stock, locations, { variantId, lotId: id }),
    ),
  ];
  await receiveStock(db, receipts, now);

  const rules = variants.flatMap(({ goods, id }) =>
    placeCodes.flatMap((place) => {
      const rule = goods.reorder[place];
      if (!rule) return [];
      return [
        { variantId: id, locationId: locations[place], reorderPoint: rule.point, reorderUpTo: rule.upTo },
      ];
    }),
  );
  if (rules.length > 0) await db.insert(reorderRule).values(rules);
}

const atPlaces = (
  stock: { [place in PlaceCode]?: number },
  locations: Record<PlaceCode, Id<"location">>,
  what: Pick<Receipt, "variantId" | "lotId">,
): Receipt[] =>
  placeCodes.flatMap((place) => {
    const quantity = stock[place];
    return quantity === undefined ? [] : [{ ...what, locationId: locations[place], quantity }];
  });
