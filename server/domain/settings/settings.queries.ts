import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { readSettings, type Settings, settingsFrom } from "./settings";

export type SettingChange = { setting: string; from: unknown; to: unknown; at: string; by: string };
export type SettingsPage = {
  values: Settings;
  defaults: Settings;
  /** Newest first. */
  changes: SettingChange[];
};

/** All settings with their defaults and who changed them last. */
export async function settingsPage(reader: Pick<Reader, "db">): Promise<SettingsPage> {
  const [values, { rows }] = await Promise.all([
    readSettings(reader),
    reader.db.execute<SettingChange>(sql`
      select c->>'setting' as setting, c->'from' as "from", c->'to' as "to",
             to_json(e.occurred_at) #>> '{}' as at, e.actor as by
        from event e cross join lateral jsonb_array_elements(e.payload->'changes') c
       where e.aggregate = 'settings' and e.aggregate_id = 'settings'
       order by e.id desc limit 100`),
  ]);
  return { values, defaults: settingsFrom({}), changes: rows };
}
