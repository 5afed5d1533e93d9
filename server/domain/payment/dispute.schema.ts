import { z } from "zod";
import { disputeStatuses, paymentProviders } from "./payment";

export const disputeFilterSchema = z.object({
  /** Without a word those that are not decided yet. */
  show: z
    .enum(["open", ...disputeStatuses, "all"])
    .catch("open")
    .default("open"),
  provider: z.enum(paymentProviders).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type DisputeFilter = z.infer<typeof disputeFilterSchema>;
