import { eq } from "drizzle-orm";
import { productImage } from "@/db/schema";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { keepFiles } from "./add-picture";
import { isLink, mediaPath } from "./picture";
import { lockPictures, saveOrder } from "./picture.store";
import { renderPicture } from "./render-picture";

/**
 * Fetches a picture that is only a link into our own store; one that is ours already stays as it is. Refused with the
 * reason when it can't be had: it then stays a link.
 */
export async function fetchPicture(
  ctx: WithPorts,
  asked: { product: string; picture: string },
): Promise<{ slug: string; fetched: boolean }> {
  const before = await inTransaction(ctx, (tx) => lockPictures(tx, asked.product));
  const linked =
    asked.picture === "cover" ? before.pictures[0] : before.pictures.find(({ id }) => id === asked.picture);
  if (!linked) throw new DomainError("not_found", "This picture was removed. Look at the page again.");
  if (!isLink(linked.src)) return { slug: before.slug, fetched: false };

  const bytes = await ctx.ports.pictures.fetch(linked.src);
  const rendered = await renderPicture(bytes, "What is there");
  await keepFiles(ctx, rendered);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockPictures(tx, asked.product);
    const still = locked.pictures.find(({ id, src }) => id === linked.id && src === linked.src);
    if (!still) return { slug: locked.slug, fetched: false };
    const { key, width, height } = rendered;
    const kept = { src: mediaPath(key), sourceUrl: still.sourceUrl ?? still.src, width, height };
    await tx.db.update(productImage).set(kept).where(eq(productImage.id, still.id));
    await saveOrder(
      tx,
      locked,
      locked.pictures.map((one) => (one === still ? { ...one, ...kept } : one)),
    );
    return { slug: locked.slug, fetched: true };
  });
}
