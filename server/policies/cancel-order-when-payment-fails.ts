import { cancelOrder } from "@/server/domain/order/cancel-order";
import { asId } from "@/server/kernel/id";
import { explainCancellation } from "./explain-cancellation";
import { policy } from "./policy";

export default policy({
  id: "cancel-order-when-payment-fails",
  when: "PaymentProcessed",
  rule: "When the last allowed payment attempt fails, cancel the order and give its stock back.",
  async then(ctx, { orderId, outcome, message }) {
    if (outcome !== "failed")
      return {
        outcome: "nothing_to_do",
        reason: outcome === "captured" ? "The payment went through." : "The shopper may try again.",
      };
    const result = await cancelOrder(ctx, asId(orderId), { reason: "payment_failed", note: message });
    return explainCancellation(result, `The payment failed: ${message ?? "the provider gave no reason"}`);
  },
});
