import { asc, eq } from "drizzle-orm";
import { cartLine, orders, product, variant } from "@/db/schema";
import { availabilityOf } from "@/server/domain/catalogue/catalogue.queries";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Money, money, sum, times } from "@/server/kernel/money";
import { findCart } from "./cart.store";

export type CartLineView = {
  sku: string;
  slug: string;
  title: string;
  variantTitle: string;
  image: string | null;
  quantity: number;
  unitPrice: Money;
  amount: Money;
  /** Units that can be sold now; 0 also when it is no longer sold at all. */
  available: number;
};

export type CartView = {
  /** The idempotency key of the order that this cart becomes; null when there is no cart. */
  checkoutKey: string | null;
  lines: CartLineView[];
  units: number;
  items: Money;
  /** The order that was placed from this cart last. */
  lastOrderNumber: string | null;
};

/** A visitor's cart with today's prices and what is left of everything. */
export async function cartView(reader: Reader, token: string | null): Promise<CartView> {
  const [cart, { currency }] = await Promise.all([findCart(reader, token), readSettings(reader)]);
  if (!cart)
    return { checkoutKey: null, lines: [], units: 0, items: money(0, currency), lastOrderNumber: null };
  const [rows, lastOrderNumber] = await Promise.all([
    reader.db
      .select({ quantity: cartLine.quantity, variant, product })
      .from(cartLine)
      .innerJoin(variant, eq(variant.id, cartLine.variantId))
      .innerJoin(product, eq(product.id, variant.productId))
      .where(eq(cartLine.cartId, cart.id))
      .orderBy(asc(cartLine.addedAt), asc(variant.sku)),
    numberOf(reader, cart.lastOrderId),
  ]);
  const left = await availabilityOf(
    reader,
    rows.map((row) => row.variant.sku),
  );
  const lines = rows.map(({ quantity, variant: goods, product: of }) => {
    const unitPrice = money(goods.priceAmount, goods.currency);
    const sold = of.publishedAt !== null && of.publishedAt <= reader.now && goods.archivedAt === null;
    return {
      sku: goods.sku,
      slug: of.slug,
      title: of.title,
      variantTitle: goods.title,
      image: of.image,
      quantity,
      unitPrice,
      amount: times(unitPrice, quantity),
      available: sold ? (left[goods.sku] ?? 0) : 0,
    };
  });
  return {
    checkoutKey: cart.checkoutKey,
    lines,
    units: lines.reduce((units, line) => units + line.quantity, 0),
    items: sum(
      lines.map((line) => line.amount),
      currency,
    ),
    lastOrderNumber,
  };
}

async function numberOf({ db }: Reader, id: Id<"order"> | null): Promise<string | null> {
  if (!id) return null;
  const [row] = await db.select({ number: orders.number }).from(orders).where(eq(orders.id, id));
  return row?.number ?? null;
}

type PlacedOrder = { id: Id<"order">; number: string };

/** The order that a checkout key has become, for a form that is sent twice or from a page that the browser kept. */
export const orderPlacedWith = (reader: Reader, checkoutKey: string): Promise<PlacedOrder | null> =>
  orderWithKey(reader, keyOfOrder(checkoutKey));

/** The order that was placed under an idempotency key. */
export async function orderWithKey({ db }: Reader, key: string): Promise<PlacedOrder | null> {
  const [row] = await db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(eq(orders.idempotencyKey, key));
  return row ?? null;
}

/** Apart from the keys that outside callers choose. */
export const keyOfOrder = (checkoutKey: string): string => `cart:${checkoutKey}`;
