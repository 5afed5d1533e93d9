import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

/** How soon: past their date already, or within so many days. */
export const expiryBands = ["expired", "7", "30", "90"] as const;
export type ExpiryBand = (typeof expiryBands)[number];

/** The page's filters as they stand in its address; whatever is not understood counts as absent. */
export const expiryFilterSchema = z.object({
  band: z.enum(expiryBands).optional().catch(undefined),
  place: z.string().trim().toUpperCase().max(20).optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});
export type ExpiryFilter = z.infer<typeof expiryFilterSchema>;

export const recallLotSchema = z.object({
  lotId: z.uuid(),
  reason: z
    .string({ error: "Say why." })
    .trim()
    .min(3, "Say why, in a few words.")
    .max(150, "Say it in 150 characters.")
    .refine(isOneLine, "Say it in one line."),
});
