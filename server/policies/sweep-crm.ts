import { continueBackfill } from "@/server/domain/crm/backfill";
import { syncWaiting } from "@/server/domain/crm/sync-waiting";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-crm",
  rule: "Every minute, bring the CRM in step in batches, and go on with a backfill.",
  async then(ctx) {
    if (!ctx.ports.crm) return { found: 0, reason: "No CRM is set up." };
    while ((await continueBackfill(ctx)) > 0);
    const synced = await syncWaiting(ctx);
    if (!synced) return { found: 0, reason: "Another process is at it." };
    const { sent, refused, pausedSeconds } = synced;
    const paused = pausedSeconds ? ` The CRM asked for ${pausedSeconds} seconds of patience.` : "";
    const bad = refused > 0 ? ` ${refused} refused.` : "";
    return {
      found: sent + refused,
      reason: `${sent} ${sent === 1 ? "record" : "records"} sent.${bad}${paused}`,
    };
  },
});
