import { submitRefund } from "@/server/domain/payment/submit-refund";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "send-refund-when-requested",
  when: "RefundRequested",
  rule: "When a refund is requested, have the provider give the money back.",
  async then(ctx, { refundId }) {
    const state = await submitRefund(ctx, asId(refundId));
    const words = {
      succeeded: "The money is on its way back.",
      submitted: "The provider is working on it.",
      failed: "The provider refused; staff have to look at it.",
    };
    return { outcome: "done", reason: words[state], command: "SubmitRefund" };
  },
});
