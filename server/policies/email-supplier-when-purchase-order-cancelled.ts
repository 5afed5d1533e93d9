import { sendNotification } from "@/server/domain/notification/send-notification";
import { purchaseOrderPaper } from "@/server/domain/purchasing/purchase-paper.queries";
import { asId } from "@/server/kernel/id";
import { mailed } from "./mailed";
import { policy } from "./policy";

export default policy({
  id: "email-supplier-when-purchase-order-cancelled",
  when: "PurchaseOrderCancelled",
  rule: "When a purchase order is cancelled that its supplier has already, tell them not to deliver.",
  async then(ctx, { purchaseOrderId, purchaseOrderNumber: number, note, wasOrdered }) {
    if (!wasOrdered) return { outcome: "nothing_to_do", reason: "The supplier never had it." };
    const paper = await purchaseOrderPaper(ctx, asId(purchaseOrderId));
    if (!paper) throw new Error(`Purchase order ${number} is gone.`);
    const { name: supplier, email: to } = paper.supplier;
    if (!to)
      return { outcome: "nothing_to_do", reason: `${supplier} has no e-mail address: tell them by hand.` };
    const sent = await sendNotification(ctx, {
      template: "purchase-order-cancelled",
      to,
      orderId: null,
      props: { number, supplier, note },
    });
    return mailed(sent, `that ${number} is cancelled`, to);
  },
});
