import { eq, inArray, sql } from "drizzle-orm";
import { type Id, newId } from "../../server/kernel/id";
import { category, product, supplier, supplierItem, variant } from "../schema";
import type { SeedDb } from "./stock";

type About = Omit<typeof supplier.$inferInsert, "id" | "createdAt">;
type Offer = Omit<typeof supplierItem.$inferInsert, "supplierId">;

/** A supplier with what it sells; the reorder rules of those goods order from it. */
export async function writeSupplier(
  db: SeedDb,
  about: About,
  offers: readonly Offer[],
): Promise<{ id: Id<"supplier"> }> {
  const id = newId<"supplier">();
  await db.insert(supplier).values({ ...about, id });
  if (offers.length === 0) return { id };
  await db.insert(supplierItem).values(offers.map((offer) => ({ ...offer, supplierId: id })));
  await db.execute(sql`
    update reorder_rule set supplier_id = ${id}
     where variant_id in (select variant_id from supplier_item where supplier_id = ${id})`);
  return { id };
}

type SeedSupplier = Omit<About, "currency"> & {
  /** Begins their article numbers. */
  prefix: string;
  /** The shelves they fill. */
  categories: readonly string[];
};

const suppliers: readonly SeedSupplier[] = [
  {
    code: "NORTHPINE",
    name: "Northpine Kitchenworks",
    email: "orders@northpine.test",
    phone: "+1 207 555 0136",
    address: "18 Foundry Lane\nPortland, ME 04101\nUnited States",
    leadTimeDays: 7,
    minimumAmount: 20_000,
    note: "Closed in the last week of July.",
    prefix: "NP",
    categories: ["kitchen"],
  },
  {
    code: "HEARTHLINE",
    name: "Hearthline Textiles",
    email: "sales@hearthline.test",
    phone: "+1 828 555 0171",
    address: "402 Loom Street\nAsheville, NC 28801\nUnited States",
    leadTimeDays: 10,
    minimumAmount: 15_000,
    prefix: "HT",
    categories: ["home"],
  },
  {
    code: "IRONGATE",
    name: "Irongate Tool & Garden",
    email: "trade@irongate.test",
    phone: "+1 412 555 0119",
    address: "77 Mill Road\nPittsburgh, PA 15222\nUnited States",
    leadTimeDays: 12,
    minimumAmount: 25_000,
    prefix: "IG",
    categories: ["workshop", "garden"],
  },
  {
    code: "MEADOWMILL",
    name: "Meadow & Mill Foods",
    email: "orders@meadowmill.test",
    phone: "+1 802 555 0184",
    address: "5 Creamery Hill\nMontpelier, VT 05602\nUnited States",
    leadTimeDays: 3,
    minimumAmount: 5_000,
    note: "Delivers on weekdays before noon; every case carries a lot and a date.",
    prefix: "MM",
    categories: ["pantry"],
  },
  {
    code: "SUMMITPAPER",
    name: "Summit Paper & Outfitters",
    email: "desk@summitpaper.test",
    phone: "+1 303 555 0127",
    address: "910 Ridge Avenue\nBoulder, CO 80302\nUnited States",
    leadTimeDays: 5,
    minimumAmount: 10_000,
    prefix: "SP",
    categories: ["stationery", "outdoors"],
  },
];

/** Who delivers the demo shop's goods: every article has one supplier, at about half its price. */
export async function writeSuppliers(db: SeedDb): Promise<void> {
  for (const { prefix, categories, ...about } of suppliers) {
    const goods = await db
      .select({ id: variant.id, price: variant.priceAmount, currency: variant.currency })
      .from(variant)
      .innerJoin(product, eq(product.id, variant.productId))
      .innerJoin(category, eq(category.id, product.categoryId))
      .where(inArray(category.slug, [...categories]))
      .orderBy(variant.sku);
    const offers = goods.map(({ id, price }, place) => ({
      variantId: id,
      supplierSku: `${prefix}-${1000 + 7 * place}`,
      // Between 46 and 52 in a hundred.
      costAmount: Math.round((price * (46 + (place % 7))) / 100),
      ...packing(price),
      // A few are made to order.
      leadTimeDays: place % 9 === 4 ? about.leadTimeDays + 9 : null,
    }));
    await writeSupplier(db, { ...about, currency: goods[0]?.currency ?? "USD" }, offers);
  }
}

/** Small things come by the dozen, large ones by the piece. */
function packing(price: number): { packSize: number; minimumQuantity: number } {
  if (price < 1500) return { packSize: 12, minimumQuantity: 24 };
  if (price < 3500) return { packSize: 6, minimumQuantity: 12 };
  if (price < 7000) return { packSize: 4, minimumQuantity: 4 };
  return { packSize: 1, minimumQuantity: 2 };
}
