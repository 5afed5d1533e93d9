import { noteExpiredLots } from "@/server/domain/inventory/note-expired-lots";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-expired-lots",
  rule: "Every hour, record the lots that went past their date with units still in them.",
  cron: "0 * * * *",
  async then(ctx) {
    const found = await noteExpiredLots(ctx);
    return {
      found,
      reason: `${found} ${found === 1 ? "lot" : "lots"} went past ${found === 1 ? "its" : "their"} date.`,
    };
  },
});
