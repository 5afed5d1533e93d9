import { eraseFromCrm } from "@/server/domain/crm/note-for-crm";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "erase-from-crm-when-customer-erased",
  when: "CustomerErased",
  rule: "When a customer was removed, have the CRM forget them for good.",
  async then(ctx, { customerId }) {
    const erased = await eraseFromCrm(ctx, asId(customerId));
    return erased
      ? { outcome: "done", reason: "The CRM has forgotten the customer.", command: "EraseFromCrm" }
      : { outcome: "nothing_to_do", reason: "The CRM did not know the customer." };
  },
});
