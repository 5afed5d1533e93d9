import { z } from "zod";
import { shipmentIssueKinds } from "./shipment";

const issue = z.uuid("Open the problem from the list again.");
const note = z
  .string()
  .trim()
  .min(3, "Say in a few words what was done, for whoever looks at this order next.")
  .max(300, "Keep it under 300 characters.");

export const closeIssueSchema = z.object({ issue, note });
export type CloseIssueInput = z.infer<typeof closeIssueSchema>;

const units = (what: string) =>
  z
    .number(`Enter how many ${what}; 0 for none.`)
    .int("Enter whole units.")
    .min(0, "Enter 0 or more.")
    .max(9999);

/** What of a parcel came back, line by line, or is gone with it. */
export const settleParcelSchema = z.object({
  issue,
  units: z
    .array(
      z.object({
        orderLineId: z.uuid(),
        good: units("came back in good condition"),
        damaged: units("came back damaged"),
      }),
    )
    .max(200),
  /** Whether the goods' price goes back to the customer. */
  refund: z.boolean(),
  /** And what was paid for carriage with it. */
  carriage: z.boolean(),
  note: z.string().trim().max(300, "Keep it under 300 characters.").default(""),
});
export type SettleParcelInput = z.infer<typeof settleParcelSchema>;

export const issueFilterSchema = z.object({
  kind: z.enum(shipmentIssueKinds).optional().catch(undefined),
  carrier: z.enum(["ups", "fedex"]).optional().catch(undefined),
  show: z.enum(["open", "closed"]).catch("open").default("open"),
  cursor: z.string().max(200).optional().catch(undefined),
});
export type IssueFilter = z.infer<typeof issueFilterSchema>;
