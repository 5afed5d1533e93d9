import type { FieldFault } from "@/components/ui/error-summary";

/** What was typed into a form about a parcel, by control, and what is wrong with it. */
export type SettleState = { typed: Record<string, string>; faults: FieldFault[] };

export const untouched: SettleState = { typed: {}, faults: [] };
