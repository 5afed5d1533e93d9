import { and, asc, desc, eq, sql } from "drizzle-orm";
import { orderLine, orders, product, review } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { ReviewStatus } from "./review";

export type ProductReviews = {
  count: number;
  average: number;
  latest: { id: string; rating: number; body: string; author: string; variantTitle: string; at: string }[];
};

/** What is published about a product, newest first. */
export async function productReviews({ db }: Reader, slug: string): Promise<ProductReviews> {
  const about = and(eq(product.slug, slug), eq(review.status, "published"));
  const [[sums], rows] = await Promise.all([
    db
      .select({
        count: sql<number>`count(*)::int`,
        average: sql<number>`coalesce(avg(${review.rating}), 0)::float8`,
      })
      .from(review)
      .innerJoin(product, eq(product.id, review.productId))
      .where(about),
    db
      .select({ review, variantTitle: orderLine.variantTitle })
      .from(review)
      .innerJoin(product, eq(product.id, review.productId))
      .innerJoin(orderLine, eq(orderLine.id, review.orderLineId))
      .where(about)
      .orderBy(desc(review.createdAt), desc(review.id))
      .limit(12),
  ]);
  return {
    count: sums?.count ?? 0,
    average: sums?.average ?? 0,
    latest: rows.map(({ review: row, variantTitle }) => ({
      id: row.id,
      rating: row.rating,
      body: row.body,
      author: row.author,
      variantTitle,
      at: row.createdAt.toISOString(),
    })),
  };
}

/** What the buyer has already said about the lines of an order. */
export const reviewsOfOrder = ({ db }: Reader, orderId: Id<"order">) =>
  db
    .select({ lineId: review.orderLineId, rating: review.rating, body: review.body, status: review.status })
    .from(review)
    .where(eq(review.orderId, orderId));

export type ReviewToModerate = {
  id: Id<"review">;
  status: ReviewStatus;
  orderNumber: string;
  product: { slug: string; title: string };
  variantTitle: string;
  rating: number;
  body: string;
  author: string;
  createdAt: Date;
};

/** What nobody has read yet, oldest first. */
export function reviewsToModerate({ db }: Reader, limit = 100): Promise<ReviewToModerate[]> {
  return db
    .select({
      id: review.id,
      status: review.status,
      orderNumber: orders.number,
      product: { slug: product.slug, title: product.title },
      variantTitle: orderLine.variantTitle,
      rating: review.rating,
      body: review.body,
      author: review.author,
      createdAt: review.createdAt,
    })
    .from(review)
    .innerJoin(orders, eq(orders.id, review.orderId))
    .innerJoin(product, eq(product.id, review.productId))
    .innerJoin(orderLine, eq(orderLine.id, review.orderLineId))
    .where(eq(review.status, "submitted"))
    .orderBy(asc(review.createdAt), asc(review.id))
    .limit(limit);
}
