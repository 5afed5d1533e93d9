import { productImage } from "@/db/schema";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { maxPictures, mediaPath } from "./picture";
import { isThereAlready, lockPictures, saveOrder } from "./picture.store";
import { type RenderedPicture, renderPicture } from "./render-picture";

/** Puts a picture last among a product's. The files are kept before the product names them; the same one twice is one. */
export async function addPicture(
  ctx: WithPorts,
  productId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<{ slug: string; src: string }> {
  const rendered = await renderPicture(file.bytes, file.name);
  await keepFiles(ctx, rendered);
  const src = mediaPath(rendered.key);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockPictures(tx, productId);
    if (await isThereAlready(tx, locked.productId, src)) return { slug: locked.slug, src };
    if (locked.pictures.length >= maxPictures)
      throw new DomainError(
        "invalid_input",
        `${locked.title} has ${maxPictures} pictures already. Remove one first.`,
        { field: "pictures" },
      );
    const { width, height } = rendered;
    const row = {
      ...{ id: newId<"productImage">(), productId: locked.productId, position: locked.pictures.length },
      ...{ src, width, height, alt: "", variantId: null, sourceUrl: null },
    };
    await tx.db.insert(productImage).values(row);
    await saveOrder(tx, locked, [...locked.pictures, row]);
    return { slug: locked.slug, src };
  });
}

/** Keeps every width of a picture. */
export async function keepFiles({ ports }: WithPorts, { files }: RenderedPicture): Promise<void> {
  for (const { key, bytes } of files) await ports.media.put(key, bytes, "image/webp");
}
