import { automaticDrafts, releaseDraft } from "@/server/domain/purchasing/release-draft";
import { each } from "./each";
import { sweep } from "./policy";

export default sweep({
  id: "sweep-purchase-drafts",
  rule: "Every five minutes, order drafts that have come to their supplier's minimum or under the limit since, or that a crash has left.",
  cron: "*/5 * * * *",
  async then(ctx) {
    let ordered = 0;
    let asked = 0;
    const found = await each(await automaticDrafts(ctx, 200), async ({ id }) => {
      const { outcome } = await releaseDraft(ctx, id);
      if (outcome === "ordered") ordered += 1;
      if (outcome === "asked") asked += 1;
      return outcome === "ordered" || outcome === "asked";
    });
    return { found, reason: `Ordered ${ordered} and asked a manager about ${asked}.` };
  },
});
