import type { Metadata } from "next";
import { ModerateReview } from "@/components/admin/moderate-review";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { reviewsToModerate } from "@/server/domain/review/review.queries";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Reviews" };

export default async function ReviewsPage() {
  await staffGate("manager", "/admin/reviews");
  const ctx = await visitorContext();
  const [reviews, { timeZone }] = await Promise.all([reviewsToModerate(ctx), readSettings(ctx)]);
  return (
    <>
      <PageHeader
        title="Reviews"
        summary="Nobody sees a review in the shop before somebody here has read it."
      />
      {reviews.length === 0 ? (
        <EmptyState title="Every review has been read">New ones appear here, the oldest first.</EmptyState>
      ) : (
        <ol aria-label="Reviews to read" className="divide-y border-y">
          {reviews.map((review) => (
            <li
              key={review.id}
              className="grid gap-x-6 gap-y-3 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start"
            >
              <div className="min-w-0 max-w-prose">
                <p className="flex flex-wrap items-center gap-x-3 text-sm">
                  <span
                    role="img"
                    aria-label={`${review.rating} of 5 stars`}
                    className="tracking-widest text-accent"
                  >
                    {"★".repeat(review.rating)}
                    <span className="text-muted">{"☆".repeat(5 - review.rating)}</span>
                  </span>
                  <Link href={`/products/${review.product.slug}`} look="plain" className="font-medium">
                    {review.product.title} {review.variantTitle}
                  </Link>
                </p>
                <p className={`mt-1 whitespace-pre-line ${review.body ? "" : "text-muted"}`}>
                  {review.body || "No words, only the stars."}
                </p>
                <p className="mt-1 text-sm text-muted">
                  {review.author}, who bought it with{" "}
                  <Link href={`/admin/orders/${review.orderNumber}`}>{review.orderNumber}</Link>,{" "}
                  <Time at={review.createdAt} timeZone={timeZone} />
                </p>
              </div>
              <ModerateReview id={review.id} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
