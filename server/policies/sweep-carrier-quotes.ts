import { forgetQuotes } from "@/server/domain/carriage/carrier-quote.store";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-carrier-quotes",
  rule: "Every hour, forget carriers’ prices that nobody will come back for.",
  cron: "7 * * * *",
  async then(ctx) {
    const found = await forgetQuotes(ctx);
    return { found, reason: `Forgot ${found} prices that had run out.` };
  },
});
