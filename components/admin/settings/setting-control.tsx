import { FieldError } from "@/components/ui/field";
import { controlStyle, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SettingRow } from "./settings-form";

type Props = { row: SettingRow; text: string; error: string | undefined; zones: readonly string[] };

/** The control a setting's kind asks for; its label and sentence stand beside it. */
export function SettingControl({ row, text, error, zones }: Props) {
  const { key, kind, unit } = row;
  const common = {
    id: key,
    name: key,
    defaultValue: text,
    "aria-describedby": [`${key}-does`, error ? `${key}-error` : ""].filter(Boolean).join(" "),
    "aria-invalid": error ? true : undefined,
  };
  const narrow = kind === "whole" || kind === "money" || kind === "currency" || kind === "country";
  return (
    <>
      {kind === "yes" ? (
        <span className="flex min-h-10 items-center gap-2.5">
          <input
            type="checkbox"
            {...common}
            defaultValue="yes"
            defaultChecked={text !== ""}
            className="size-5 shrink-0"
          />
          <span aria-hidden className="text-sm">
            On
          </span>
        </span>
      ) : kind === "emails" ? (
        <textarea
          {...common}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          className={controlStyle({ size: "md", class: "field-sizing-content min-h-16 py-2" })}
        />
      ) : kind === "zone" ? (
        <Select {...common} size="md">
          {(zones.includes(text) ? zones : [text, ...zones]).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      ) : (
        <span className="flex items-center gap-2.5">
          <Input
            {...common}
            size="md"
            autoComplete="off"
            inputMode={kind === "whole" ? "numeric" : kind === "money" ? "decimal" : undefined}
            className={narrow ? "tabular max-w-32 text-end" : ""}
          />
          {unit && <span className="text-sm text-muted">{unit}</span>}
        </span>
      )}
      <FieldError id={`${key}-error`}>{error}</FieldError>
    </>
  );
}
