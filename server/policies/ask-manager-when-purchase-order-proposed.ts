import { mailManagers } from "@/server/domain/notification/mail-managers";
import { proposalForMail } from "@/server/domain/purchasing/restock.queries";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "ask-manager-when-purchase-order-proposed",
  when: "PurchaseOrderProposed",
  rule: "When a purchase order comes to more than may be ordered unasked, ask the managers.",
  async then(ctx, { purchaseOrderId, purchaseOrderNumber, supplier, total, limit }) {
    const proposal = await proposalForMail(ctx, asId(purchaseOrderId));
    if (proposal.status !== "draft")
      return {
        outcome: "nothing_to_do",
        reason: `${purchaseOrderNumber} has been ${proposal.status === "cancelled" ? "cancelled" : "ordered"} meanwhile.`,
      };
    const reached = await mailManagers(ctx, "purchase-approval", null, {
      number: purchaseOrderNumber,
      supplier,
      place: proposal.place,
      total,
      limit,
      lines: proposal.lines,
      orderUrl: ctx.links.admin(`/purchasing/orders/${purchaseOrderNumber}`),
    });
    return { outcome: "done", reason: `Asked ${reached.join(", ")}.`, command: "SendNotification" };
  },
});
