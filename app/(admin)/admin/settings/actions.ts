"use server";

import { revalidatePath } from "next/cache";
import type { SettingsState } from "@/components/admin/settings/settings-form";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { changeSettings } from "@/server/domain/settings/change-settings";
import { parseSetting, settingFields, settingKeys } from "@/server/domain/settings/fields";
import { readSettings, type Settings } from "@/server/domain/settings/settings";

/** Saves what was changed on the form, all of it or nothing. What another administrator changed meanwhile stays. */
export async function saveSettings(before: SettingsState, form: FormData): Promise<SettingsState> {
  await staffGate("admin", "/admin/settings");
  const ctx = await visitorContext();
  const { currency } = await readSettings(ctx);
  const typed = Object.fromEntries(settingKeys.map((key) => [key, String(form.get(key) ?? "")]));
  const faults: SettingsState["faults"] = [];
  const wanted: Record<string, unknown> = {};
  for (const key of settingKeys) {
    const text = typed[key] ?? "";
    if (sameText(text, String(form.get(`was:${key}`) ?? ""))) continue;
    const parsed = parseSetting(settingFields[key], text, currency);
    if (parsed.ok) wanted[key] = parsed.value;
    else faults.push({ id: key, message: parsed.message });
  }
  const again = (more: SettingsState["faults"]): SettingsState => ({
    typed,
    faults: more,
    saved: null,
    round: before.round + 1,
  });
  if (faults.length > 0) return again(faults);
  const outcome = await runAction("settings.change", () => changeSettings(ctx, wanted as Partial<Settings>));
  if (!outcome.ok) {
    const { details, message } = outcome.refusal;
    return again([{ id: typeof details.field === "string" ? details.field : undefined, message }]);
  }
  revalidatePath("/", "layout");
  return { typed: null, faults: [], saved: outcome.value.changed, round: before.round + 1 };
}

/** A browser sends line ends of its own. */
const sameText = (a: string, b: string): boolean =>
  a.replace(/\r\n/g, "\n").trim() === b.replace(/\r\n/g, "\n").trim();
