import { ne, sql } from "drizzle-orm";
import { setting, variant } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { forgetReferenceData } from "./reference-data";
import { definitions, readSettings, type Settings } from "./settings";

/** Changes some settings at once, and writes down who changed what. What is as it was is left alone. */
export async function changeSettings(ctx: Ctx, wanted: Partial<Settings>): Promise<{ changed: number }> {
  const changed = await inTransaction(ctx, async (tx) => {
    // Two administrators at once: the second compares with what the first has left.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext('settings'))`);
    const now = await readSettings(tx);
    const changes = (Object.keys(wanted) as (keyof Settings)[])
      .filter((key) => JSON.stringify(wanted[key]) !== JSON.stringify(now[key]))
      .map((key) => ({ setting: key, from: now[key], to: definitions[key].parse(wanted[key]) }));
    if (changes.length === 0) return 0;

    const currency = changes.find((change) => change.setting === "currency");
    if (currency) {
      const [priced] = await tx.db
        .select({ currency: variant.currency })
        .from(variant)
        .where(ne(variant.currency, String(currency.to)))
        .limit(1);
      if (priced)
        throw new DomainError(
          "invalid_transition",
          `Currency: goods are priced in ${priced.currency}. Price them in ${String(currency.to)} first.`,
          { field: "currency" },
        );
    }
    for (const { setting: key, to } of changes) {
      const row = { key, value: to, changedAt: tx.now };
      await tx.db.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row });
    }
    await record(tx, fact("SettingsChanged", { changes }));
    return changes.length;
  });
  forgetReferenceData(ctx.db);
  return { changed };
}
