import type { Metadata } from "next";
import { SettingsForm } from "@/components/admin/settings/settings-form";
import { SettingsHistory } from "@/components/admin/settings/settings-history";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { settingFields } from "@/server/domain/settings/fields";
import type { Settings } from "@/server/domain/settings/settings";
import { settingsPage } from "@/server/domain/settings/settings.queries";
import { saveSettings } from "./actions";
import { inWords, rowsOf } from "./rows";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  await staffGate("admin", "/admin/settings");
  const page = await settingsPage(await visitorContext());
  const { currency, timeZone } = page.values;
  const history = page.changes.slice(0, 20).flatMap((change) => {
    const key = change.setting as keyof Settings;
    if (!(key in settingFields)) return [];
    const [from, to] = [change.from, change.to].map((value) => inWords(key, value, currency));
    return [
      { label: settingFields[key].label, from: from ?? "", to: to ?? "", at: change.at, by: change.by },
    ];
  });
  return (
    <>
      <PageHeader
        title="Settings"
        summary={
          <>
            They hold from the moment they are saved. Orders keep what was true when they were placed.{" "}
            <Link href="/admin/audit?area=settings" look="muted">
              Who changed what
            </Link>
          </>
        }
      />
      <SettingsForm
        action={saveSettings}
        groups={rowsOf(page)}
        zones={Intl.supportedValuesOf("timeZone")}
        timeZone={timeZone}
      />
      <SettingsHistory rows={history} timeZone={timeZone} />
    </>
  );
}
