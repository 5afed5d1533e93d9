import type { FieldFault } from "@/components/ui/error-summary";

/** What a form without scripts is given back when it was refused: all that was typed, and what is wrong with it. */
export type FormState = {
  typed: Record<string, string>;
  faults: { field: string; message: string }[];
};

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const untouched: FormState = { typed: {}, faults: [] };

export const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && !/^\$/.test(entry[0]),
    ),
  );

/** The faults that a schema found, each beside its field. */
export const notUnderstood = (
  typed: Record<string, string>,
  issues: readonly { path: PropertyKey[]; message: string }[],
): FormState => ({
  typed,
  faults: issues.map(({ path, message }) => ({ field: String(path.at(-1) ?? "form"), message })),
});

/** What the command refused. */
export const refused = (
  typed: Record<string, string>,
  { message, details }: { message: string; details: Record<string, unknown> },
): FormState => ({ typed, faults: [{ field: String(details.field ?? "form"), message }] });

export const faultAt = (state: FormState, field: string): string | undefined =>
  state.faults.find((fault) => fault.field === field)?.message;

/** For the summary at a form's top; a fault of no field leads nowhere. */
export const summaryOf = (state: FormState, fields: readonly string[], prefix = ""): FieldFault[] =>
  state.faults.map(({ field, message }) =>
    fields.includes(field) ? { id: `${prefix}${field}`, message } : { message },
  );
