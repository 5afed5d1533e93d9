import { moderateReview } from "@/server/domain/review/moderate-review";
import { moderateReviewSchema } from "@/server/domain/review/review.schema";
import { asId } from "@/server/kernel/id";
import { router, staff } from "./trpc";

export const reviewRouter = router({
  moderate: staff("manager")
    .input(moderateReviewSchema)
    .mutation(({ ctx, input }) => moderateReview(ctx, asId<"review">(input.id), input.to)),
});
