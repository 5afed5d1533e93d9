import type { FieldFault } from "@/components/ui/error-summary";

/** What was typed, by control, and what is wrong with it. */
export type FormState = { typed: Record<string, string>; faults: FieldFault[] };

export const untouched: FormState = { typed: {}, faults: [] };
