import { heldOrderSchema } from "@/server/domain/order/hold.schema";
import { findOrderId } from "@/server/domain/order/order.store";
import { refundOrder } from "@/server/domain/order/refund-order";
import {
  previewRefundSchema,
  refundIdSchema,
  refundOrderSchema,
  settleRefundSchema,
} from "@/server/domain/order/refund-order.schema";
import { previewRefund, refundOptions } from "@/server/domain/order/refunds.queries";
import { retryRefund, settleRefundByHand } from "@/server/domain/payment/retry-refund";
import { asId } from "@/server/kernel/id";
import { router, staff } from "./trpc";

/** Giving money back. */
export const refundRouter = router({
  /** What can be given back of an order. */
  options: staff("manager")
    .input(heldOrderSchema)
    .query(async ({ ctx, input }) => refundOptions(ctx, await findOrderId(ctx, input.number))),
  preview: staff("manager")
    .input(previewRefundSchema)
    .query(async ({ ctx, input }) => previewRefund(ctx, await findOrderId(ctx, input.number), input)),
  create: staff("manager")
    .input(refundOrderSchema)
    .mutation(async ({ ctx, input }) => refundOrder(ctx, await findOrderId(ctx, input.number), input)),
  /** Sends one that failed to the provider once more. */
  retry: staff("manager")
    .input(refundIdSchema)
    .mutation(async ({ ctx, input }) => ({ state: await retryRefund(ctx, asId<"refund">(input.refund)) })),
  /** Closes one that failed: the customer got the money another way. */
  settleByHand: staff("manager")
    .input(settleRefundSchema)
    .mutation(async ({ ctx, input }) => {
      await settleRefundByHand(ctx, asId<"refund">(input.refund), input);
      return { settled: true as const };
    }),
});
