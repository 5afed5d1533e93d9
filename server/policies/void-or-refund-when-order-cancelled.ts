import { closePayments } from "@/server/domain/payment/close-payments";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "void-or-refund-when-order-cancelled",
  when: "OrderCancelled",
  rule: "When an order is cancelled, close its open payment and give back what was taken.",
  async then(ctx, { orderId }) {
    const { voided, refundsRequested } = await closePayments(ctx, asId(orderId));
    const did = [
      voided > 0 ? "Closed the open payment; nothing was charged." : "",
      refundsRequested > 0 ? "Asked for the money to be given back." : "",
    ].filter(Boolean);
    return did.length > 0
      ? { outcome: "done", reason: did.join(" "), command: "ClosePayments" }
      : { outcome: "nothing_to_do", reason: "No money was taken and no payment is open." };
  },
});
