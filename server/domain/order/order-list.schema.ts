import { z } from "zod";
import { cancelReasons, orderStatuses } from "./order";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * The filter in the list's address. What somebody typed there by hand and doesn't fit is left out rather than refused: a
 * link with a mistake still shows orders.
 */
export const orderFilterSchema = z.object({
  status: z.enum(orderStatuses).optional().catch(undefined),
  reason: z.enum(cancelReasons).optional().catch(undefined),
  refund: z.literal("open").optional().catch(undefined),
  hold: z.literal("open").optional().catch(undefined),
  /** Days in the shop's time zone, both included. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  /** A number, e-mail, name, tracking number or SKU. */
  q: z.string().trim().max(100).optional().catch(undefined),
});
export type OrderFilter = z.infer<typeof orderFilterSchema>;
