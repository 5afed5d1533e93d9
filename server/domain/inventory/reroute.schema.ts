import { z } from "zod";
import { isText } from "@/server/kernel/text";

const shipment = z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64);

export const rerouteChoicesSchema = z.object({ shipment });

export const rerouteSchema = z.object({
  shipment,
  /** A place's code, or "best" for what the routing rules choose among the others. */
  to: z.string({ error: "Choose a place." }).trim().min(1, "Choose a place.").max(20),
  reason: z
    .string({ error: "Say why." })
    .trim()
    .min(3, "Say why, in a few words.")
    .max(300, "Say it in 300 characters.")
    .refine(isText, "Use letters, digits and signs."),
  /** It is being picked, and what is picked goes back to its shelf: a person has agreed to that. */
  pickAgain: z.boolean().default(false),
});
export type RerouteInput = z.infer<typeof rerouteSchema>;

/** Whether a shipment can be sent from elsewhere: its box is not closed yet. */
export const canBeRerouted = (status: string): boolean => status === "assigned" || status === "picking";
