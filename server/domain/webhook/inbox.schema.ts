import { z } from "zod";
import { webhookVendors } from "./webhook";

export const verdicts = ["received", "processed", "ignored", "parked"] as const;

const day = z.iso.date().optional().catch(undefined);

/** The filter in the list's address. What doesn't fit there is left out: a link with a mistake still shows something. */
export const inboxFilterSchema = z.object({
  vendor: z.enum(webhookVendors).optional().catch(undefined),
  verdict: z.enum(verdicts).optional().catch(undefined),
  /** The beginning of the vendor's name for it: "charge.dispute". */
  type: z.string().trim().max(80).optional().catch(undefined),
  /** Days in the shop's time zone, both included. */
  from: day,
  to: day,
  /** An event's id, an order's number, or a reference of a payment, refund, dispute or parcel. */
  q: z.string().trim().max(200).optional().catch(undefined),
});
export type InboxFilter = z.infer<typeof inboxFilterSchema>;

export const oneWebhookSchema = z.object({ webhook: z.uuid() });
