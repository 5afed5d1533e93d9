import { mailManagers } from "@/server/domain/notification/mail-managers";
import { differencesForMail } from "@/server/domain/reconciliation/reconciliation.queries";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "notify-managers-when-payments-differ",
  when: "PaymentsReconciled",
  rule: "When our books and a provider’s list do not agree, tell the managers.",
  async then(ctx, { reconciliationId, provider, day, fresh }) {
    if (fresh === 0) return { outcome: "nothing_to_do", reason: "Nothing new was found." };
    const first = await differencesForMail(ctx, asId(reconciliationId));
    if (first.length === 0) return { outcome: "nothing_to_do", reason: "They have been closed meanwhile." };
    const reached = await mailManagers(ctx, "reconciliation-notice", null, {
      provider,
      day: new Date(`${day}T00:00:00Z`),
      differences: first.length,
      first: first.slice(0, 5),
      url: ctx.links.admin(`/payments/reconciliation/${reconciliationId}`),
    });
    return { outcome: "done", reason: `Told ${reached.join(", ")}.`, command: "SendNotification" };
  },
});
