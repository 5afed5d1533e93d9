import { redirect } from "next/navigation";
import { readCartToken, writeCartCookies } from "@/server/actions/cart-cookie";
import { runAction } from "@/server/actions/run-action";
import { counted, visitorContext } from "@/server/auth/gates";
import { isOwnSite } from "@/server/auth/same-site";
import { app } from "@/server/composition";
import { addToCart } from "@/server/domain/cart/add-to-cart";
import { cartView } from "@/server/domain/cart/cart.queries";
import { addToCartSchema } from "@/server/domain/cart/cart.schema";
import { bodyForm } from "@/server/kernel/body";
import { DomainError } from "@/server/kernel/errors";

/**
 * Puts something in the cart. A route and not a server action, because the product's page comes from the cache: a plain
 * form leads on to the cart, a script that asks for JSON gets the cart instead.
 */
export async function POST(request: Request): Promise<Response> {
  // Another site's form must not fill a visitor's cart, nor replace it.
  if (!isOwnSite(request, app().env.APP_URL)) return new Response(null, { status: 403 });
  const outcome = await runAction("cart.add", async () => {
    const form = await bodyForm(request);
    const parsed = addToCartSchema.safeParse({
      sku: form.get("sku") ?? "",
      quantity: form.get("quantity") ?? undefined,
    });
    if (!parsed.success)
      throw new DomainError("invalid_input", parsed.error.issues.map((issue) => issue.message).join(" "));
    const ctx = await visitorContext();
    await counted(ctx, "calls");
    const { token } = await addToCart(ctx, await readCartToken(), parsed.data);
    const cart = await cartView(ctx, token);
    await writeCartCookies(token, cart.units);
    return cart;
  });

  if (request.headers.get("accept")?.includes("application/json"))
    return outcome.ok
      ? Response.json({ ok: true, cart: outcome.value })
      : Response.json({ ok: false, message: outcome.refusal.message }, { status: 409 });
  redirect(outcome.ok ? "/cart?added=1" : `/cart?refused=${outcome.refusal.kind}`);
}
