"use server";

import { revalidatePath } from "next/cache";
import type { ReviewFormState } from "@/components/forms/review-form";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { submitReviewSchema } from "@/server/domain/review/review.schema";
import { submitReview } from "@/server/domain/review/submit-review";
import { orderBehind } from "../open";

export async function review(_: ReviewFormState, form: FormData): Promise<ReviewFormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  const typed = { rating: text("rating"), body: text("body") };
  const parsed = submitReviewSchema.safeParse({
    lineId: text("lineId"),
    ...typed,
    rating: typed.rating || undefined,
  });
  if (!parsed.success)
    return {
      ...typed,
      faults: parsed.error.issues.map(({ path, message }) => ({
        field: String(path.at(-1) ?? "form"),
        message,
      })),
    };
  const { ctx, id } = await orderBehind(text("number"), text("key") || undefined);
  const outcome = await runAction("review.submit", async () => {
    await counted(ctx, "calls");
    return submitReview(ctx, id, parsed.data);
  });
  if (!outcome.ok) return { ...typed, faults: [{ field: "form", message: outcome.refusal.message }] };
  revalidatePath("/orders/[number]/review", "page");
  return { ...typed, faults: [] };
}
