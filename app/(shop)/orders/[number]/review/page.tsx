import type { Metadata } from "next";
import { ReviewForm } from "@/components/forms/review-form";
import { Stars } from "@/components/shop/reviews";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { orderView } from "@/server/domain/order/order.queries";
import { reviewsOfOrder } from "@/server/domain/review/review.queries";
import { orderBehind } from "../open";
import { review } from "./actions";

export const metadata: Metadata = {
  title: "Your review",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

type Props = { params: Promise<{ number: string }>; searchParams: Promise<{ key?: string }> };

export default async function ReviewPage({ params, searchParams }: Props) {
  const [{ number: given }, { key }] = await Promise.all([params, searchParams]);
  const { ctx, id, number, link } = await orderBehind(given, key);
  const [order, written] = await Promise.all([orderView(ctx, id), reviewsOfOrder(ctx, id)]);
  if (order.status !== "delivered")
    return (
      <EmptyState
        as="h1"
        title="It has not arrived yet"
        action={<ButtonLink href={link}>Go to the order</ButtonLink>}
      >
        You can write about it once it is with you.
      </EmptyState>
    );
  return (
    <div className="mx-auto max-w-form">
      <PageHeader
        voice="shop"
        title="How is it?"
        summary={
          <>
            From your order <Link href={link}>{number}</Link>. Somebody here reads every review before others
            see it.
          </>
        }
      />
      <ul className="grid gap-12">
        {order.lines.map((line) => {
          const said = written.find(({ lineId }) => lineId === line.id);
          return (
            <li key={line.id} className="border-t pt-6">
              <div className="mb-5 flex items-center gap-4">
                <Illustration
                  src={line.image ?? "/illustrations/nothing-found.svg"}
                  alt=""
                  className="w-20 shrink-0"
                />
                <div>
                  <h2 className="font-display text-xl">{line.title}</h2>
                  {line.variantTitle && <p className="text-sm text-muted">{line.variantTitle}</p>}
                </div>
              </div>
              {said ? (
                <div role="status">
                  <p className="font-medium">Thank you. You wrote:</p>
                  <Stars rating={said.rating} />
                  {said.body && <p className="mt-1 whitespace-pre-line">{said.body}</p>}
                </div>
              ) : (
                <ReviewForm
                  action={review}
                  number={number}
                  orderKey={key}
                  line={{ id: line.id, title: line.title }}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
