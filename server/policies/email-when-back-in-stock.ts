import { tellWhoWaits } from "@/server/domain/stock-request/tell-who-waits";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "email-when-back-in-stock",
  when: "InventoryReceived",
  rule: "When stock comes in, write to everybody who asked to hear of it.",
  async then(ctx, { variantId, sku, quantity }) {
    const told = quantity > 0 ? await tellWhoWaits(ctx, asId(variantId)) : 0;
    if (told === 0)
      return { outcome: "nothing_to_do", reason: `Nobody waits for ${sku}, or none of it can be sold.` };
    return {
      outcome: "done",
      reason: `Told ${told === 1 ? "1 person" : `${told} people`} that ${sku} is back.`,
      command: "SendNotification",
    };
  },
});
