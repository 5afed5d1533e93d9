"use server";

import { revalidatePath } from "next/cache";
import type { CartFormState } from "@/components/forms/cart-form";
import { readCartToken, writeCartCookies } from "@/server/actions/cart-cookie";
import { rememberDestination } from "@/server/actions/destination-cookie";
import { runAction } from "@/server/actions/run-action";
import { counted, visitorContext } from "@/server/auth/gates";
import { destinationSchema } from "@/server/domain/carriage/carriage.schema";
import { cartView } from "@/server/domain/cart/cart.queries";
import { type ChangeCartLineInput, changeCartLineSchema } from "@/server/domain/cart/cart.schema";
import { changeCartLine } from "@/server/domain/cart/change-cart-line";

/**
 * Saves the cart's form. Each line sends what it showed beside what it holds now, so that a page from before another
 * tab's change overwrites only what was changed on it.
 */
export async function changeCart(_: CartFormState, form: FormData): Promise<CartFormState> {
  const token = await readCartToken();
  const ctx = await visitorContext();
  const faults: CartFormState["faults"] = [];
  const changes: ChangeCartLineInput[] = [];
  const removed = form.get("remove");
  const fit = form.has("fit");

  for (const [name, shown] of form) {
    if (!name.startsWith("was:")) continue;
    const sku = name.slice(4);
    const typed = removed === sku ? "0" : form.get(`quantity:${sku}`);
    if (typed === null || (typed === shown && !fit)) continue;
    const parsed = changeCartLineSchema.safeParse({ sku, quantity: typed });
    if (parsed.success) changes.push(parsed.data);
    else
      faults.push({
        id: `quantity:${sku}`,
        message: parsed.error.issues[0]?.message ?? "Enter a whole number.",
      });
  }

  const outcome = await runAction("cart.change", async () => {
    await counted(ctx, "calls");
    await changeCartLine(ctx, token, ...changes);
    let cart = await cartView(ctx, token);
    if (fit) {
      const short = cart.lines.filter((line) => line.quantity > line.available);
      await changeCartLine(ctx, token, ...short.map(({ sku, available }) => ({ sku, quantity: available })));
      cart = await cartView(ctx, token);
    }
    if (token) await writeCartCookies(token, cart.units);
  });
  if (!outcome.ok) faults.push({ id: "main", message: outcome.refusal.message });
  revalidatePath("/cart");
  return { faults };
}

/** Where the cart's delivery days are shown for; what is no country or postcode changes nothing. */
export async function changeDestination(form: FormData): Promise<void> {
  const parsed = destinationSchema.safeParse(Object.fromEntries(form));
  if (parsed.success) await rememberDestination(parsed.data);
  revalidatePath("/cart");
}
