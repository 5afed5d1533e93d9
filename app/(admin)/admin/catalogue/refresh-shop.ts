import { revalidatePath, revalidateTag } from "next/cache";

/** Lets shoppers see a change at once: the pages of these products, and every list they may stand in. */
export function refreshShop(...slugs: readonly string[]): void {
  for (const slug of slugs) revalidatePath(`/products/${slug}`);
  revalidateTag("catalogue", { expire: 0 });
  revalidatePath("/");
  revalidatePath("/products");
}
