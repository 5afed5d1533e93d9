import type { SettingRow, SettingRows } from "@/components/admin/settings/settings-form";
import {
  type SettingField,
  settingFields,
  settingGroups,
  settingText,
} from "@/server/domain/settings/fields";
import type { Settings } from "@/server/domain/settings/settings";
import type { SettingsPage } from "@/server/domain/settings/settings.queries";
import { formatMoney } from "@/server/kernel/money";

/** The settings as the form shows them: text to type over, the default in words, who changed it last. */
export function rowsOf({ values, defaults, changes }: SettingsPage): SettingRows {
  return settingGroups.map(({ title, keys }) => ({
    title,
    rows: keys.map((key): SettingRow => {
      const field: SettingField = settingFields[key];
      const change = changes.find((one) => one.setting === key);
      return {
        key,
        label: field.label,
        does: field.does,
        kind: field.kind,
        unit: field.kind === "money" ? values.currency : field.unit,
        text: settingText(field.kind, values[key], values.currency),
        usual: inWords(key, defaults[key], values.currency),
        changed: change ? { at: change.at, by: change.by } : undefined,
      };
    }),
  }));
}

/** A value for reading: "$500.00", "30 minutes", "on". */
export function inWords(key: keyof Settings, value: unknown, currency: string): string {
  const field: SettingField = settingFields[key];
  if (field.kind === "money") return formatMoney({ amount: Number(value), currency });
  if (field.kind === "yes") return value === true ? "on" : "off";
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  if (field.kind === "zone") return text.replaceAll("_", " ");
  if (!field.unit) return text;
  return `${text} ${text === "1" ? field.unit.replace(/s$/, "") : field.unit}`;
}
