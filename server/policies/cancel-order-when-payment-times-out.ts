import { timeOutOrder } from "@/server/domain/order/time-out-order";
import { asId } from "@/server/kernel/id";
import { explainCancellation } from "./explain-cancellation";
import { policy } from "./policy";

export default policy({
  id: "cancel-order-when-payment-times-out",
  when: "OrderCreated",
  rule: "When an order is not paid by its deadline, cancel it and give its stock back.",
  waitUntil: ({ paymentDueAt }) => ({ name: "until the payment is due", time: new Date(paymentDueAt) }),
  async then(ctx, { orderId, paymentDueAt }) {
    const outcome = await timeOutOrder(ctx, asId(orderId));
    return explainCancellation(outcome, `No payment by ${paymentDueAt}.`);
  },
});
