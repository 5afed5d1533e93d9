import { z } from "zod";
import { isText } from "@/server/kernel/text";
import { shortReasons } from "./short";

export const shortPickSchema = z.object({
  shipment: z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64),
  /** The shelf that it is about. */
  stockLevelId: z.number().int().positive(),
  orderLineId: z.uuid().optional(),
  missing: z.number().int("Enter a whole number.").min(1, "At least 1 is missing.").max(9999),
  reason: z.enum(shortReasons, { error: "Say what is wrong." }),
  note: z.string().trim().max(200).refine(isText, "Use letters, digits and signs.").optional(),
  /** The handheld's own id: sent again, it is answered again and not booked again. */
  scan: z.uuid().optional(),
});
export type ShortPickInput = z.infer<typeof shortPickSchema>;
