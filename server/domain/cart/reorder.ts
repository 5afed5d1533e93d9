import { asc, eq, inArray } from "drizzle-orm";
import { orderLine, product, variant } from "@/db/schema";
import { availabilityOf } from "@/server/domain/catalogue/catalogue.queries";
import type { Ctx, Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import { addToCart } from "./add-to-cart";

/** What of an order can be bought again today, line by line. */
export type ReorderLine = {
  sku: string;
  title: string;
  variantTitle: string;
  wanted: number;
  /** How many of them can be had now. */
  quantity: number;
  before: Money;
  /** Null when it is no longer sold. */
  now: Money | null;
};

export type Reordered = { token: string | null; added: number; lines: ReorderLine[] };

/** Puts what an order was about into the cart, as far as it can be had, and says what is not as it was. */
export async function reorder(ctx: Ctx, token: string | null, orderId: Id<"order">): Promise<Reordered> {
  const lines = await reorderLines(ctx, orderId);
  let kept = token;
  let added = 0;
  const done: ReorderLine[] = [];
  for (const line of lines) {
    const put = line.quantity > 0 && (await putIn(ctx, kept, line));
    if (put) {
      kept = put.token;
      added += line.quantity;
    }
    done.push(put ? line : { ...line, quantity: 0 });
  }
  return { token: kept, added, lines: done };
}

/** A cart that is full, or holds as many of it as may be ordered, is no reason to leave out the rest. */
async function putIn(ctx: Ctx, token: string | null, { sku, quantity }: ReorderLine) {
  try {
    return await addToCart(ctx, token, { sku, quantity });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

async function reorderLines(reader: Reader, orderId: Id<"order">): Promise<ReorderLine[]> {
  const bought = await reader.db
    .select()
    .from(orderLine)
    .where(eq(orderLine.orderId, orderId))
    .orderBy(asc(orderLine.position));
  const goods = await reader.db
    .select({ variant, publishedAt: product.publishedAt })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(
      inArray(
        variant.id,
        bought.map((line) => line.variantId),
      ),
    );
  const left = {
    ...(await availabilityOf(
      reader,
      goods.map(({ variant: { sku } }) => sku),
    )),
  };
  return bought.map((line) => {
    const found = goods.find(({ variant: { id } }) => id === line.variantId);
    const sold = found?.publishedAt && found.publishedAt <= reader.now && !found.variant.archivedAt;
    const sku = found?.variant.sku ?? line.sku;
    const quantity = sold ? Math.min(line.quantity, left[sku] ?? 0) : 0;
    left[sku] = (left[sku] ?? 0) - quantity;
    return {
      sku,
      title: line.title,
      variantTitle: line.variantTitle,
      wanted: line.quantity,
      quantity,
      before: money(line.unitAmount, found?.variant.currency ?? "USD"),
      now: sold ? money(found.variant.priceAmount, found.variant.currency) : null,
    };
  });
}

const named = ({ title, variantTitle }: ReorderLine) => (variantTitle ? `${title} (${variantTitle})` : title);

/** What differs from the first time, one sentence a thing; empty when nothing does. */
export function reorderChanges(lines: readonly ReorderLine[], words: (money: Money) => string): string[] {
  return lines.flatMap((line) => {
    if (line.now === null) return [`${named(line)} is no longer sold.`];
    if (line.quantity === 0) return [`${named(line)} is sold out just now.`];
    return [
      ...(line.quantity < line.wanted
        ? [`${named(line)}: only ${line.quantity} of ${line.wanted} are left.`]
        : []),
      ...(line.now.amount !== line.before.amount
        ? [`${named(line)} now costs ${words(line.now)}, not ${words(line.before)}.`]
        : []),
    ];
  });
}
