import { z } from "zod";

export const heldBuckets = ["reserved", "committed", "unavailable"] as const;

/** `-available`: the most first. */
const levelSorts = ["sku", "available", "-available", "expiry"] as const;
export type LevelSort = (typeof levelSorts)[number];

const yes = z.stringbool().optional().catch(undefined);

/** The levels page's filters as they stand in its address; whatever is not understood counts as absent. */
export const levelsFilterSchema = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  place: z.string().trim().toUpperCase().max(20).optional().catch(undefined),
  category: z.string().trim().max(120).optional().catch(undefined),
  /** Lots with units that end within so many days; 0: that have ended. */
  expiring: z.coerce.number().int().min(0).max(3650).optional().catch(undefined),
  /** The bucket that holds something. */
  bucket: z.enum(heldBuckets).optional().catch(undefined),
  low: yes,
  /** Nothing of the SKU can be sold from the place, whatever the lot. */
  out: yes,
  /** More of the SKU is on its way to the place. */
  incoming: yes,
  sort: z.enum(levelSorts).optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
});
export type LevelsFilter = z.infer<typeof levelsFilterSchema>;
