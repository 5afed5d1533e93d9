import { z } from "zod";
import { moveKinds } from "./stock";

export const chartSpans = [30, 90, 365] as const;
export type ChartSpan = (typeof chartSpans)[number];

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** A SKU page's address: whose shelves, which moves, since when. Whatever is not understood counts as absent. */
export const skuViewSchema = z.object({
  place: z.string().trim().toUpperCase().max(20).optional().catch(undefined),
  kind: z.enum(moveKinds).optional().catch(undefined),
  /** A local date and time as a browser's field writes it; read in the zone of the place, or of the store. */
  asOf: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)
    .optional()
    .catch(undefined),
  /** The zone that `asOf` was read in, when it is another. */
  zone: z.string().max(60).refine(isTimeZone).optional().catch(undefined),
  /** The ledger begins with this move. */
  from: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
  days: z
    .enum(["30", "90", "365"])
    .transform((days) => Number(days) as ChartSpan)
    .optional()
    .catch(undefined),
});
export type SkuView = z.infer<typeof skuViewSchema>;
