"use client";

import { type ReactNode, useActionState } from "react";
import { type FormAction, faultAt, summaryOf, untouched } from "@/components/admin/purchasing/form-state";
import { ButtonLink } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";

const fields = [
  ...[
    "code",
    "name",
    "sender",
    "company",
    "line1",
    "line2",
    "city",
    "region",
    "postalCode",
    "country",
    "phone",
  ],
  ...[
    "latitude",
    "longitude",
    "timeZone",
    "cutOff",
    "collectionAt",
    "workingDays",
    "dailyCapacity",
    "priority",
  ],
];
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

type Props = {
  action: FormAction;
  zones: readonly string[];
  countries: readonly { code: string; name: string }[];
  /** As it is kept, in the words of the fields; absent: a new one. */
  place?: Record<string, string> | undefined;
  /** What a new one usually is. */
  defaults?: Record<string, string> | undefined;
};

/** What a fulfilment centre is, where it is and when it works. */
export function PlaceForm({ action, zones, countries, place, defaults }: Props) {
  const [state, send] = useActionState(action, untouched);
  const value = (name: string) => state.typed[name] ?? place?.[name] ?? defaults?.[name] ?? "";
  const field = (name: string) =>
    ({ id: name, name, size: "md", defaultValue: value(name), error: faultAt(state, name) }) as const;
  const works = value("workingDays").split(",");
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-8 pt-4">
      <ErrorSummary faults={summaryOf(state, fields)} />
      <Part title="What it is">
        <TextField {...field("name")} label="Name" hint="As staff read it: a town." autoComplete="off" />
        {place ? null : (
          <TextField
            {...field("code")}
            label="Code"
            hint="Short and for ever, such as NORTH. Files and labels use it."
            autoComplete="off"
            className="max-w-56"
          />
        )}
        <TextField
          {...field("priority")}
          label="Priority"
          hint="The lowest number goes first."
          inputMode="numeric"
          autoComplete="off"
          className="max-w-40"
        />
      </Part>
      <Part title="Where it is" hint="Printed on labels as the sender, and used for distances.">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField {...field("sender")} label="Sender" autoComplete="off" />
          <TextField {...field("company")} label="Company" optional autoComplete="off" />
        </div>
        <TextField {...field("line1")} label="Street and number" autoComplete="off" />
        <TextField {...field("line2")} label="Address line 2" optional autoComplete="off" />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField {...field("city")} label="Town" autoComplete="off" />
          <TextField {...field("region")} label="State or region" optional autoComplete="off" />
          <TextField {...field("postalCode")} label="Postcode" autoComplete="off" />
          <SelectField {...field("country")} label="Country">
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField {...field("phone")} label="Phone" type="tel" optional autoComplete="off" />
        </div>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            {...field("latitude")}
            label="Latitude"
            optional
            inputMode="decimal"
            autoComplete="off"
          />
          <TextField
            {...field("longitude")}
            label="Longitude"
            optional
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
        <p className="-mt-2 text-sm text-muted">
          Leave both empty to take them from the postcode. They follow when the postcode changes.
        </p>
      </Part>
      <Part title="When it works" hint="What is paid by the cut-off on a working day leaves that day.">
        <SelectField {...field("timeZone")} label="Time zone">
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
        <div className="grid grid-cols-2 items-start gap-4">
          <TextField {...field("cutOff")} label="Cut-off" type="time" />
          <TextField {...field("collectionAt")} label="Collection" type="time" />
        </div>
        <ChoiceGroup id="workingDays" legend="Works on" error={faultAt(state, "workingDays")}>
          <span className="flex flex-wrap gap-1.5">
            {days.map((day, i) => (
              <label
                key={day}
                className="inline-flex min-h-10 items-center gap-1.5 rounded border border-line-strong bg-surface px-2.5 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
              >
                <input
                  type="checkbox"
                  name="workingDays"
                  value={i + 1}
                  defaultChecked={works.includes(String(i + 1))}
                  className="size-4 outline-none"
                />
                <span aria-hidden>{day.slice(0, 3)}</span>
                <span className="sr-only">{day}</span>
              </label>
            ))}
          </span>
        </ChoiceGroup>
        <TextField
          {...field("dailyCapacity")}
          label="Shipments a day"
          optional
          hint="When it has been given so many, others are chosen where they can send. Empty: no limit."
          inputMode="numeric"
          autoComplete="off"
          className="max-w-64"
        />
      </Part>
      <div className="flex gap-2">
        <SubmitButton look="primary" pendingLabel="Saving…">
          {place ? "Save the place" : "Add the place"}
        </SubmitButton>
        {!place && (
          <ButtonLink href="/admin/settings/places" look="quiet">
            Leave it
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 font-semibold">{title}</legend>
      {hint && <p className="-mt-4 text-sm text-muted">{hint}</p>}
      {children}
    </fieldset>
  );
}
