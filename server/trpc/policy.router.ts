import { retryPolicyRun, retryPolicyRunSchema } from "@/server/policies/retry-policy-run";
import { router, staff } from "./trpc";

export const policyRouter = router({
  retry: staff("manager")
    .input(retryPolicyRunSchema)
    .mutation(({ ctx, input }) => retryPolicyRun(ctx, input, ctx.user.name)),
});
