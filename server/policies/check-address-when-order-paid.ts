import { checkAddress } from "@/server/domain/order/check-address";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "check-address-when-order-paid",
  when: "OrderPaid",
  rule: "When an order is paid whose address nobody has checked, ask a carrier about it and note its doubts.",
  async then(ctx, { orderId }) {
    if (Object.keys(ctx.ports.carriers).length === 0)
      return { outcome: "nothing_to_do", reason: "No carrier is set up that could be asked." };
    const result = await checkAddress(ctx, asId(orderId));
    if (result.outcome === "asked_before")
      return { outcome: "nothing_to_do", reason: "The address was checked at the checkout." };
    const { check, doubt } = result;
    return {
      outcome: "done",
      reason: doubt
        ? `${check.carrier.toUpperCase()} doubts the address; it is shown at the order and at the bench.`
        : `${check.carrier.toUpperCase()} has no doubt about the address.`,
      command: "CheckAddress",
    };
  },
});
