import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { product, stockRequest, variant } from "@/db/schema";
import { availabilityOf } from "@/server/domain/catalogue/catalogue.queries";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { asId, type Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";

/** First half of the lock's key: any fixed number. */
const waiting = 740_155;

/**
 * Mails everybody who waits for a variant that can be bought again, who asked first first. All of them, whatever the
 * number of units: none is set aside for anyone, and the mail says so. Returns how many were told.
 *
 * Two deliveries at once would each find the same people, so one waits for the other. Each request is closed after its
 * mail; after a crash between the two, the mail is known by its key and not sent again.
 */
export async function tellWhoWaits(ctx: WithPorts, variantId: Id<"variant">): Promise<number> {
  const [anybody] = await ctx.db
    .select({ id: stockRequest.id })
    .from(stockRequest)
    .where(and(eq(stockRequest.variantId, variantId), isNull(stockRequest.notifiedAt)))
    .limit(1);
  return anybody ? await inTurn(() => tellLocked(ctx, variantId)) : 0;
}

let last: Promise<unknown> = Promise.resolve();

/** One after another in this process: each holds a connection for its lock and needs a second one for its work. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

async function tellLocked(ctx: WithPorts, variantId: Id<"variant">): Promise<number> {
  return await ctx.db.transaction(async (lock) => {
    // Holds nothing but the lock: the writing is done outside, mail by mail.
    await lock.execute(sql`select pg_advisory_xact_lock(${waiting}, hashtext(${variantId}))`);
    const [goods] = await ctx.db
      .select({ sku: variant.sku, variantTitle: variant.title, title: product.title, slug: product.slug })
      .from(variant)
      .innerJoin(product, eq(product.id, variant.productId))
      .where(and(eq(variant.id, variantId), isNull(variant.archivedAt), lte(product.publishedAt, ctx.now)));
    if (!goods) return 0;
    const requests = await ctx.db
      .select()
      .from(stockRequest)
      .where(and(eq(stockRequest.variantId, variantId), isNull(stockRequest.notifiedAt)))
      .orderBy(asc(stockRequest.createdAt), asc(stockRequest.id));
    let told = 0;
    for (const { id, email } of requests) {
      const available = (await availabilityOf(ctx, [goods.sku]))[goods.sku] ?? 0;
      // The first ones were quick.
      if (available < 1) return told;
      await sendNotification(ctx, {
        template: "back-in-stock",
        to: email,
        orderId: null,
        about: id,
        props: {
          title: goods.title,
          variant: goods.variantTitle || undefined,
          available,
          productUrl: `${ctx.links.shop}/products/${encodeURIComponent(goods.slug)}`,
        },
      });
      await ctx.db.update(stockRequest).set({ notifiedAt: ctx.now }).where(eq(stockRequest.id, id));
      told += 1;
    }
    return told;
  });
}

/** Variants that somebody waits for and that can be bought. */
export async function backInStock(ctx: WithPorts): Promise<{ id: Id<"variant">; sku: string }[]> {
  const waited = await ctx.db
    .selectDistinct({ id: variant.id, sku: variant.sku })
    .from(stockRequest)
    .innerJoin(variant, eq(variant.id, stockRequest.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .where(
      and(isNull(stockRequest.notifiedAt), isNull(variant.archivedAt), lte(product.publishedAt, ctx.now)),
    );
  const available = await availabilityOf(
    ctx,
    waited.map(({ sku }) => sku),
  );
  return waited.filter(({ sku }) => (available[sku] ?? 0) > 0).map(({ id, sku }) => ({ id: asId(id), sku }));
}
