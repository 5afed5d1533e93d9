import { openOrder } from "@/server/auth/open-order";
import { processPaymentSchema } from "@/server/domain/payment/payment.schema";
import { processPayment } from "@/server/domain/payment/process-payment";
import { publicProcedure, router } from "./trpc";

export const paymentRouter = router({
  process: publicProcedure
    .input(processPaymentSchema)
    .mutation(async ({ ctx, input }) =>
      processPayment(ctx, await openOrder(ctx, ctx.user, input), input.provider),
    ),
});
