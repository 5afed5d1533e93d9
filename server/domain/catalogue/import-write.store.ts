import { type SQL, sql } from "drizzle-orm";
import { product, productImage, stockLevel, stockMovement, variant } from "@/db/schema";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import { asId, type Id, newId } from "@/server/kernel/id";
import type { Checked } from "./check-import";
import type { Categories } from "./import-categories.store";
import type { Plan, ProductFields } from "./import-plan";

type Write = { currency: string; placeId: Id<"location"> | null; categories: Categories };

type Planned = { productId: Id<"product">; plan: Plan; isNew: boolean; handle: string; position: number };

/** Writes what a batch of products comes to, one statement a table, however many they are. */
export async function writeBatch(tx: TxCtx, rows: readonly Checked[], write: Write): Promise<void> {
  const planned: Planned[] = rows.flatMap(({ plan, standing, handle, position }) =>
    plan
      ? [
          {
            plan,
            handle,
            position,
            isNew: !standing,
            productId: standing ? asId(standing.id) : newId<"product">(),
          },
        ]
      : [],
  );
  if (planned.length === 0) return;
  await writeProducts(tx, planned, write.categories);
  const ids = await writeVariants(tx, planned, write);
  await writePictures(tx, planned, ids);
  // Whatever of it changed, the product did.
  const touched = planned.filter(({ isNew }) => !isNew).map(({ productId }) => productId);
  if (touched.length > 0)
    await tx.db.execute(
      sql`update product set updated_at = ${tx.now.toISOString()}::timestamptz where id = any(${sql.param(touched)}::uuid[])`,
    );
}

async function writeProducts(tx: TxCtx, planned: readonly Planned[], categories: Categories): Promise<void> {
  const known = await categories([...new Set(planned.flatMap(({ plan }) => plan.product?.category ?? []))]);
  const row = (fields: ProductFields) => {
    const { category, published, ...rest } = fields;
    const categoryId = known.get(category);
    if (!categoryId) throw new Error(`The category ${category} was not written.`);
    return { ...rest, categoryId, published };
  };
  const fresh = planned.flatMap(({ plan, productId, handle, position, isNew }) => {
    if (!isNew || !plan.product) return [];
    const { published, ...fields } = row(plan.product);
    const publishedAt = published ? tx.now : null;
    const times = { publishedAt, createdAt: tx.now, updatedAt: tx.now };
    return [
      { id: productId, slug: handle, position, image: plan.pictures?.image ?? null, ...fields, ...times },
    ];
  });
  if (fresh.length > 0) await tx.db.insert(product).values(fresh);
  const changed = planned.flatMap(({ plan, productId, isNew }) =>
    !isNew && plan.product ? [{ id: productId, ...row(plan.product) }] : [],
  );
  if (changed.length > 0)
    await tx.db.execute(sql`
      update product p set title = w.title, summary = w.summary, body = w.body, vendor = w.vendor, tags = w.tags,
             category_id = w."categoryId", tax_category = w."taxCategory",
             published_at = case when w.published then coalesce(p.published_at, ${tx.now.toISOString()}::timestamptz) end
        from ${records(changed)}
             w(id uuid, title text, summary text, body text, vendor text, tags text[], "categoryId" uuid,
               "taxCategory" text, published boolean)
       where p.id = w.id`);
}

/** Returns the ids of the new variants: product and place in the file → id. */
async function writeVariants(tx: TxCtx, planned: readonly Planned[], write: Write): Promise<NewIds> {
  const changed = planned.flatMap(({ plan }) => plan.changedVariants);
  if (changed.length > 0) {
    // Codes that wander from one variant to another must be free in between.
    await tx.db.execute(sql`
      update variant v set sku = case when w."skuChanged" then v.id::text else v.sku end,
             barcode = case when w."barcodeChanged" then null else v.barcode end
        from ${records(changed)} w(id uuid, "skuChanged" boolean, "barcodeChanged" boolean)
       where v.id = w.id and (w."skuChanged" or w."barcodeChanged")`);
    await tx.db.execute(sql`
      update variant v set sku = w.sku, title = w.title, options = w.options, price_amount = w."priceAmount",
             compare_at_amount = w."compareAtAmount", weight_grams = w."weightGrams", barcode = w.barcode, archived_at = null
        from ${records(changed)}
             w(id uuid, sku text, title text, options jsonb, "priceAmount" int, "compareAtAmount" int, "weightGrams" int,
               barcode text)
       where v.id = w.id`);
  }
  const ids: NewIds = new Map();
  const fresh = planned.flatMap(({ plan, productId }) =>
    plan.newVariants.map(({ file, ...fields }) => {
      const id = newId<"variant">();
      ids.set(`${productId}/${file.line}`, id);
      return { row: { ...fields, id, productId, currency: write.currency }, quantity: file.quantity ?? 0 };
    }),
  );
  for (const some of chunks(fresh)) await tx.db.insert(variant).values(some.map(({ row }) => row));
  await bringStock(
    tx,
    fresh
      .filter(({ quantity }) => quantity > 0)
      .map(({ row, quantity }) => ({ variantId: row.id, quantity })),
    write.placeId,
  );
  return ids;
}

type NewIds = Map<string, Id<"variant">>;

/**
 * Opening stock of new variants, with the moves that explain it. Nobody can have asked for a variant that was not there,
 * nor set a reorder point for it, so no event is recorded for each of them.
 */
async function bringStock(
  tx: TxCtx,
  receipts: readonly { variantId: Id<"variant">; quantity: number }[],
  placeId: Id<"location"> | null,
): Promise<void> {
  if (!placeId) return;
  for (const some of chunks(receipts)) {
    const levels = await tx.db
      .insert(stockLevel)
      .values(
        some.map(({ variantId, quantity }) => ({
          variantId,
          locationId: placeId,
          lotId: null,
          available: quantity,
        })),
      )
      .returning({ id: stockLevel.id, quantity: stockLevel.available });
    await tx.db.insert(stockMovement).values(
      levels.map(({ id, quantity }) => ({
        stockLevelId: id,
        kind: "receive" as const,
        fromPlace: "supplier" as const,
        toPlace: "available" as const,
        quantity,
        reason: "Opening stock from import",
        actor: actorName(tx.actor),
        occurredAt: tx.now,
      })),
    );
  }
}

async function writePictures(tx: TxCtx, planned: readonly Planned[], ids: NewIds): Promise<void> {
  const rows = planned.flatMap(({ plan, productId }) =>
    (plan.pictures?.rows ?? []).map(({ id, src, sourceUrl, alt, variant: owner }, position) => ({
      id,
      productId,
      position,
      src,
      sourceUrl,
      alt,
      variantId:
        owner === null
          ? null
          : "id" in owner
            ? asId<"variant">(owner.id)
            : (ids.get(`${productId}/${owner.line}`) ?? null),
    })),
  );
  const kept = rows.filter(({ id }) => id !== null);
  if (kept.length > 0)
    await tx.db.execute(sql`
      update product_image i set position = w.position, alt = w.alt, variant_id = w."variantId"
        from ${records(kept)} w(id uuid, position int, alt text, "variantId" uuid)
       where i.id = w.id`);
  const fresh = rows.filter(({ id }) => id === null).map((row) => ({ ...row, id: newId<"productImage">() }));
  for (const some of chunks(fresh)) await tx.db.insert(productImage).values(some);
  const firsts = planned.flatMap(({ plan, productId, isNew }) =>
    plan.pictures && !isNew ? [{ id: productId, image: plan.pictures.image }] : [],
  );
  if (firsts.length > 0)
    await tx.db.execute(
      sql`update product p set image = w.image from ${records(firsts)} w(id uuid, image text) where p.id = w.id`,
    );
}

const records = (rows: readonly object[]): SQL => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;

/** A statement takes 65 535 values at most. */
function* chunks<T>(rows: readonly T[], size = 1_000): Generator<T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
