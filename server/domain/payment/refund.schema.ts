import { z } from "zod";
import { paymentProviders } from "./payment";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The states as people look for them; what was paid by hand is a state of its own. */
export const refundStates = ["open", "failed", "succeeded", "by_hand"] as const;

/** The filter in the list's address. What doesn't fit is left out rather than refused. */
export const refundFilterSchema = z.object({
  state: z.enum(refundStates).optional().catch(undefined),
  provider: z.enum(paymentProviders).optional().catch(undefined),
  /** Days in the shop's time zone, both included. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** An order's number, the provider's reference, or who asked. */
  q: z.string().trim().max(100).optional().catch(undefined),
});
export type RefundFilter = z.infer<typeof refundFilterSchema>;
