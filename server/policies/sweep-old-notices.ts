import { forgetBodies } from "@/server/domain/webhook/forget-bodies";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-old-notices",
  rule: "Every hour, forget what vendors wrote in notifications that were done with three months ago.",
  cron: "41 * * * *",
  async then(ctx) {
    const found = await forgetBodies(ctx);
    return {
      found,
      reason: `Forgot the text of ${found} ${found === 1 ? "notification" : "notifications"}.`,
    };
  },
});
