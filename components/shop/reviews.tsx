import { Time } from "@/components/ui/time";
import type { ProductReviews as Reviews } from "@/server/domain/review/review.queries";

/** Five stars, some of them full; said in words to a screen reader. */
export function Stars({ rating }: { rating: number }) {
  const full = Math.round(rating);
  return (
    <span className="whitespace-nowrap text-accent">
      <span aria-hidden>
        {"★".repeat(full)}
        <span className="text-muted">{"☆".repeat(5 - full)}</span>
      </span>
      <span className="sr-only">{Number(rating.toFixed(1))} of 5 stars</span>
    </span>
  );
}

export function ProductReviews({ reviews, place }: { reviews: Reviews; place: { timeZone: string } }) {
  if (reviews.count === 0) return null;
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="border-t py-10">
      <h2 id="reviews-title" className="font-display text-2xl">
        What others say
      </h2>
      <p className="mt-1 text-muted">
        {reviews.average.toFixed(1)} of 5 from {reviews.count} {reviews.count === 1 ? "buyer" : "buyers"}
      </p>
      <ul className="mt-6 grid gap-x-12 gap-y-8 sm:grid-cols-2">
        {reviews.latest.map((review) => (
          <li key={review.id}>
            <Stars rating={review.rating} />
            {review.body && <p className="mt-1.5 max-w-prose whitespace-pre-line">{review.body}</p>}
            <p className="mt-1.5 text-sm text-muted">
              {review.author}
              {review.variantTitle && `, ${review.variantTitle}`},{" "}
              <Time at={review.at} style="date" {...place} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
