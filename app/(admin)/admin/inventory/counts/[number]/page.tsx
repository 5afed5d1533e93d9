import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CountBench } from "@/components/admin/stock-count/count-bench";
import { Review } from "@/components/admin/stock-count/review";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { countSheet } from "@/server/domain/stock-count/count.queries";
import { countReview } from "@/server/domain/stock-count/review.queries";
import { DomainError } from "@/server/kernel/errors";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Count ${decodeURIComponent((await params).number)}` };
}

export default async function CountPage({ params }: Props) {
  const number = decodeURIComponent((await params).number);
  const { role } = await staffGate("warehouse", `/admin/inventory/counts/${number}`);
  const ctx = await visitorContext();
  const sheet = await countSheet(ctx, number).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  // What the books expect leaves the server for managers only.
  const review = hasRole(role, "manager") ? await countReview(ctx, number) : null;
  return (
    <CountBench
      initial={sheet}
      review={review && <Review review={review} number={number} timeZone={sheet.timeZone} />}
    />
  );
}
