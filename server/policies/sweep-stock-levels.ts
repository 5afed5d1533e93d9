import { noteLevels } from "@/server/domain/inventory/note-levels";
import { inTransaction } from "@/server/kernel/ctx";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-stock-levels",
  rule: "Every five minutes, compare every place with its reorder points, in case a crash came before the alert.",
  cron: "*/5 * * * *",
  async then(ctx) {
    const found = await inTransaction(ctx, (tx) => noteLevels(tx));
    return { found, reason: `${found} had fallen below their reorder point.` };
  },
});
