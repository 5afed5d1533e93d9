import { eq, sql } from "drizzle-orm";
import { location, reorderRule, stockLevel, variant } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { noteLevels } from "../inventory/note-levels";
import type { AppliedSuggestion } from "./reorder.schema";

/** Takes suggested marks over into their rules, all or none; suppliers stay. Returns how many rules changed. */
export function applySuggestions(ctx: Ctx, suggestions: readonly AppliedSuggestion[]): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const wanted = sql.join(
      suggestions.map(({ sku, location: place }) => sql`(${sku}::text, ${place}::text)`),
      sql`, `,
    );
    // In key order, as everybody who compares levels with rules locks them.
    const rules = await tx.db
      .select({ rule: reorderRule, sku: variant.sku, place: location.code })
      .from(reorderRule)
      .innerJoin(variant, eq(variant.id, reorderRule.variantId))
      .innerJoin(location, eq(location.id, reorderRule.locationId))
      .where(sql`(${variant.sku}, ${location.code}) in (${wanted})`)
      .orderBy(reorderRule.variantId, reorderRule.locationId)
      .for("update", { of: reorderRule });

    let changed = 0;
    for (const { sku, location: place, reorderPoint, reorderUpTo } of suggestions) {
      const found = rules.find((row) => row.sku === sku && row.place === place);
      if (!found)
        throw new DomainError("not_found", `There is no reorder rule for ${sku} at ${place} any more.`);
      const { variantId, locationId } = found.rule;
      if (found.rule.reorderPoint === reorderPoint && found.rule.reorderUpTo === reorderUpTo) continue;
      await tx.db
        .update(reorderRule)
        .set({ reorderPoint, reorderUpTo })
        .where(sql`${reorderRule.variantId} = ${variantId} and ${reorderRule.locationId} = ${locationId}`);
      changed += 1;
    }
    const keys = rules.map(({ rule }) => sql`(${rule.variantId}::uuid, ${rule.locationId}::uuid)`);
    const levels = await tx.db
      .select({ id: stockLevel.id })
      .from(stockLevel)
      .where(sql`(${stockLevel.variantId}, ${stockLevel.locationId}) in (${sql.join(keys, sql`, `)})`);
    await noteLevels(
      tx,
      levels.map((level) => level.id),
    );
    return changed;
  });
}
