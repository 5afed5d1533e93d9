import { and, eq } from "drizzle-orm";
import { productImage, variant } from "@/db/schema";
import { inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { ChangePictureInput } from "./picture.schema";
import { forgetFiles, lockPictures, saveOrder } from "./picture.store";

type Change = Exclude<ChangePictureInput, { intent: "fetch" }>;

/** Moves, describes or removes one picture of a product; one that is gone already is left at that. */
export async function changePicture(ctx: WithPorts, input: Change): Promise<{ slug: string }> {
  const { slug, dropped } = await inTransaction(ctx, async (tx) => {
    const locked = await lockPictures(tx, input.product);
    const place = input.picture === "cover" ? 0 : locked.pictures.findIndex(({ id }) => id === input.picture);
    const picture = locked.pictures[place];
    if (!picture) {
      if (input.intent === "remove") return { slug: locked.slug, dropped: null };
      throw new DomainError("not_found", "This picture was removed. Look at the page again.");
    }
    const others = locked.pictures.filter((one) => one !== picture);
    switch (input.intent) {
      case "describe": {
        const variantId = input.variant ? await ownVariant(tx, locked.productId, input.variant) : null;
        await tx.db
          .update(productImage)
          .set({ alt: input.alt, variantId })
          .where(eq(productImage.id, picture.id));
        return { slug: locked.slug, dropped: null };
      }
      case "remove":
        await tx.db.delete(productImage).where(eq(productImage.id, picture.id));
        await saveOrder(tx, locked, others);
        return { slug: locked.slug, dropped: picture.src };
      default: {
        const to = input.intent === "first" ? 0 : place + (input.intent === "earlier" ? -1 : 1);
        others.splice(Math.min(Math.max(to, 0), others.length), 0, picture);
        await saveOrder(tx, locked, others);
        return { slug: locked.slug, dropped: null };
      }
    }
  });
  if (dropped) await forgetFiles(ctx, dropped);
  return { slug };
}

async function ownVariant(tx: TxCtx, productId: Id<"product">, sku: string): Promise<Id<"variant">> {
  const [row] = await tx.db
    .select({ id: variant.id })
    .from(variant)
    .where(and(eq(variant.productId, productId), eq(variant.sku, sku)));
  if (!row) throw new DomainError("not_found", `${sku} is no variant of this product.`, { field: "variant" });
  return row.id;
}
