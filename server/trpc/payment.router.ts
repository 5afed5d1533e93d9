import { openOrder } from "@/server/auth/open-order";
import { processPaymentSchema, settlePaymentSchema } from "@/server/domain/payment/payment.schema";
import { processPayment } from "@/server/domain/payment/process-payment";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { asId } from "@/server/kernel/id";
import { publicProcedure, router, staff } from "./trpc";

export const paymentRouter = router({
  process: publicProcedure
    .meta({ costs: "orders" })
    .input(processPaymentSchema)
    .mutation(async ({ ctx, input }) =>
      processPayment(ctx, await openOrder(ctx, ctx.user, input), input.provider),
    ),
  /** Asks the provider what has become of a payment, and brings our side in line. */
  settle: staff("manager")
    .input(settlePaymentSchema)
    .mutation(async ({ ctx, input }) => {
      const { outcome } = await settlePayment(ctx, asId<"payment">(input.payment));
      return { outcome };
    }),
});
