import type { z } from "zod";
import type { Refusal } from "@/server/actions/run-action";
import { minPassword } from "@/server/domain/account/password";

export type FieldsState = {
  /** What was typed; passwords are never sent back. */
  values: Record<string, string>;
  faults: { id?: string; message: string }[];
  title?: string;
  /** It is done, in a sentence. */
  done?: string;
  /** Counts the answers, so that the same one twice is heard twice. */
  round: number;
};

/** A form's fields as text, cut to a length that no real answer has; passwords stay out. */
export const typedIn = (form: FormData, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => {
      const value = form.get(name);
      return [name, typeof value === "string" ? value.slice(0, 300) : ""];
    }),
  );

type Answer = (before: FieldsState, values: Record<string, string>) => FieldsState;

/** The first fault of each field. */
export const withFaults =
  (error: z.ZodError): Answer =>
  ({ round }, values) => {
    const faults = error.issues.map(({ path, message }) => ({ id: String(path.at(-1) ?? ""), message }));
    const first = faults.filter(({ id }, i) => faults.findIndex((other) => other.id === id) === i);
    return { values, faults: first, round: round + 1 };
  };

/** What the command refused, beside the field that it names. */
export const withRefusal =
  ({ message, details }: Refusal, title = "That did not work"): Answer =>
  ({ round }, values) => {
    const field = typeof details.field === "string" ? { id: details.field } : {};
    return { values, faults: [{ ...field, message }], title, round: round + 1 };
  };

export const withDone =
  (done: string): Answer =>
  ({ round }, values) => ({ values, faults: [], done, round: round + 1 });

/** A new password's field, the same everywhere. */
export const newPasswordField = {
  name: "password",
  label: "New password",
  type: "password",
  autoComplete: "new-password",
  hint: `At least ${minPassword} characters. A few words that mean something to you are good.`,
} as const;
