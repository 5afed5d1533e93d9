import { asc, lte } from "drizzle-orm";
import { product } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";

/** The addresses of everything that is sold, for search engines; a sitemap holds at most 50 000. */
export const publishedSlugs = ({ db, now }: Reader): Promise<{ slug: string; updatedAt: Date }[]> =>
  db
    .select({ slug: product.slug, updatedAt: product.updatedAt })
    .from(product)
    .where(lte(product.publishedAt, now))
    .orderBy(asc(product.slug))
    .limit(40_000);
