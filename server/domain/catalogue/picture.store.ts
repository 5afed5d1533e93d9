import { and, asc, eq, ne, sql } from "drizzle-orm";
import { product, productImage } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { mediaKey, mediaKeyOf, widthsFor } from "./picture";

type PictureRow = typeof productImage.$inferSelect;
export type LockedPictures = {
  productId: Id<"product">;
  slug: string;
  title: string;
  pictures: PictureRow[];
};

/**
 * A product's pictures in their order, the product locked. One that has a cover and no pictures yet, as goods from before
 * there were several, gets its cover as the first.
 */
export async function lockPictures(tx: TxCtx, id: string): Promise<LockedPictures> {
  const [row] = await tx.db
    .select({ id: product.id, slug: product.slug, title: product.title, image: product.image })
    .from(product)
    .where(eq(product.id, asId<"product">(id)))
    .for("update");
  if (!row) throw new DomainError("not_found", "This product is no longer in the catalogue.", { id });
  const read = () =>
    tx.db
      .select()
      .from(productImage)
      .where(eq(productImage.productId, row.id))
      .orderBy(asc(productImage.position), asc(productImage.id));
  const pictures = await read();
  const known = { productId: row.id, slug: row.slug, title: row.title };
  if (pictures.length > 0 || !row.image) return { ...known, pictures };
  await tx.db
    .insert(productImage)
    .values({ id: newId<"productImage">(), productId: row.id, position: 0, src: row.image });
  return { ...known, pictures: await read() };
}

/** Writes the order of a product's pictures; the first is what lists, carts and new orders show. */
export async function saveOrder(
  tx: TxCtx,
  { productId }: LockedPictures,
  order: readonly PictureRow[],
): Promise<void> {
  for (const [position, { id, position: before }] of order.entries())
    if (before !== position)
      await tx.db.update(productImage).set({ position }).where(eq(productImage.id, id));
  await tx.db
    .update(product)
    .set({ image: order[0]?.src ?? null })
    .where(and(eq(product.id, productId), sql`${product.image} is distinct from ${order[0]?.src ?? null}`));
}

/**
 * Deletes the files of a picture that nothing shows any longer. An order keeps the picture it was placed with, and the
 * same file may be another product's.
 */
export async function forgetFiles(ctx: WithPorts, src: string): Promise<void> {
  const own = mediaKeyOf(src);
  if (!own) return;
  const { rows } = await ctx.db.execute<{ used: boolean }>(sql`
    select exists (select 1 from product_image where src = ${src})
        or exists (select 1 from product where image = ${src})
        or exists (select 1 from order_line where image = ${src}) as used`);
  if (rows[0]?.used) return;
  for (const width of widthsFor(own.width)) await ctx.ports.media.delete(mediaKey(own.hash, width));
}

/** Whether another picture of the product is this very file already. */
export async function isThereAlready(
  tx: TxCtx,
  productId: Id<"product">,
  src: string,
  except?: Id<"productImage">,
): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: productImage.id })
    .from(productImage)
    .where(
      and(
        eq(productImage.productId, productId),
        eq(productImage.src, src),
        except ? ne(productImage.id, except) : undefined,
      ),
    )
    .limit(1);
  return row !== undefined;
}
