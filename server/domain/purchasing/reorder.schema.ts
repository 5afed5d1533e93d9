import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

const units = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, { error: missing, abort: true })
    .regex(/^\d{1,7}$/, "Enter whole units, 0 or more.")
    .transform(Number);
const sku = z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU.");
const place = z.string().trim().toUpperCase().min(1, "Choose a place.").max(20);
const marks = {
  reorderPoint: units("Enter the reorder point."),
  reorderUpTo: units("Enter how far to fill up."),
};

const upToAbovePoint = {
  check: ({ reorderPoint, reorderUpTo }: { reorderPoint: number; reorderUpTo: number }) =>
    reorderUpTo > reorderPoint,
  told: { path: ["reorderUpTo"], error: "Fill up to more than the reorder point." },
};

export const saveReorderRuleSchema = z
  .object({
    sku,
    location: place,
    ...marks,
    /** Its code; absent: the managers are told, and nothing is ordered by itself. */
    supplier: z.string().trim().toUpperCase().max(40).optional(),
  })
  .refine(upToAbovePoint.check, upToAbovePoint.told);
export type SaveReorderRuleInput = z.infer<typeof saveReorderRuleSchema>;

export const applySuggestionsSchema = z
  .array(z.object({ sku, location: place, ...marks }).refine(upToAbovePoint.check, upToAbovePoint.told))
  .min(1, "Check at least one suggestion.")
  .max(200);
export type AppliedSuggestion = z.infer<typeof applySuggestionsSchema>[number];

/** The rules page's filters as they stand in its address; whatever is not understood counts as absent. */
export const reorderRulesFilterSchema = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  place: z.string().trim().toUpperCase().max(20).optional().catch(undefined),
  /** A supplier's code; NONE: nobody can be ordered from. */
  supplier: z.string().trim().toUpperCase().max(40).optional().catch(undefined),
  low: z.stringbool().optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});
export type ReorderRulesFilter = z.infer<typeof reorderRulesFilterSchema>;
