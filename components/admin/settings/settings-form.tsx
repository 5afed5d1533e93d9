"use client";

import { useActionState } from "react";
import { actorWords } from "@/components/admin/status-words";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import type { SettingKind } from "@/server/domain/settings/fields";
import { SettingControl } from "./setting-control";

export type SettingRow = {
  key: string;
  label: string;
  does: string;
  kind: SettingKind;
  unit: string | undefined;
  text: string;
  usual: string;
  changed: { at: string; by: string } | undefined;
};
export type SettingRows = readonly { title: string; rows: readonly SettingRow[] }[];
export type SettingsState = {
  /** What was typed, when it was refused. */
  typed: Record<string, string> | null;
  faults: { id?: string | undefined; message: string }[];
  /** How many settings have just been changed. */
  saved: number | null;
  round: number;
};

type Props = {
  action: (state: SettingsState, form: FormData) => Promise<SettingsState>;
  groups: SettingRows;
  zones: readonly string[];
  timeZone: string;
};

/** All settings in one form with one button. */
export function SettingsForm({ action, groups, zones, timeZone }: Props) {
  const [state, send] = useActionState(action, { typed: null, faults: [], saved: null, round: 0 });
  const { typed, faults, saved } = state;
  return (
    // The bar with the button must not cover the field that has the focus.
    <form
      key={state.round}
      action={send}
      noValidate
      className="grid max-w-5xl gap-8 [&_:is(input,select,textarea)]:scroll-mb-36"
    >
      <ErrorSummary faults={faults} />
      {saved !== null && (
        <Callout tone={saved > 0 ? "positive" : "neutral"} live="status">
          {saved === 0
            ? "Nothing was changed."
            : saved === 1
              ? "One setting is saved."
              : `${saved} settings are saved.`}
        </Callout>
      )}
      {groups.map(({ title, rows }) => (
        <section key={title} aria-labelledby={idOf(title)}>
          <h2 id={idOf(title)} className="border-b border-line-strong pb-2 text-sm font-semibold">
            {title}
          </h2>
          {rows.map((row) => (
            <div
              key={row.key}
              className="grid items-start gap-x-10 gap-y-3 border-b border-line py-4 md:grid-cols-[minmax(0,1fr)_20rem]"
            >
              <div>
                <label htmlFor={row.key} className="font-semibold">
                  {row.label}
                </label>
                <p id={`${row.key}-does`} className="mt-0.5 max-w-prose text-sm text-muted">
                  {row.does}
                </p>
              </div>
              <div>
                <input type="hidden" name={`was:${row.key}`} value={row.text} />
                <SettingControl
                  row={row}
                  text={typed?.[row.key] ?? row.text}
                  error={faults.find((fault) => fault.id === row.key)?.message}
                  zones={zones}
                />
                <p className="mt-1.5 text-sm break-words text-muted">
                  Default: {row.usual}
                  {row.changed && (
                    <>
                      {" · "}changed by {actorWords(row.changed.by)},{" "}
                      <Time at={row.changed.at} style="date" timeZone={timeZone} />
                    </>
                  )}
                </p>
              </div>
            </div>
          ))}
        </section>
      ))}
      <div className="sticky bottom-0 -mt-4 border-t bg-paper py-3 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))]">
        <SubmitButton size="lg" pendingLabel="Saving…">
          Save the settings
        </SubmitButton>
      </div>
    </form>
  );
}

const idOf = (title: string): string => title.toLowerCase().replaceAll(" ", "-");
