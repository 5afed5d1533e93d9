import { z } from "zod";
import { emailSchema } from "@/server/domain/customer/customer.schema";
import { messageStates } from "./notification";

export const sendAgainSchema = z.object({
  id: z.uuid(),
  /** Another address than it went to: a typing mistake that the customer told us of. */
  to: emailSchema.optional(),
});
export type SendAgainInput = z.infer<typeof sendAgainSchema>;

const word = z.string().trim().max(254).optional().catch(undefined);

/** What the log is narrowed to; anything else in the address is as good as nothing. */
export const messageFilterSchema = z.object({
  to: word,
  template: word,
  order: word,
  state: z.enum(messageStates).optional().catch(undefined),
});
export type MessageFilter = z.infer<typeof messageFilterSchema>;
