/** What is entered of an arrival, line by line, and what is wrong with it. */
export type ReceiveState = {
  typed: Record<string, { came: string; damaged: string }>;
  /** `id` names the control: "came-<line>"; none: the form. */
  faults: { id?: string | undefined; message: string }[];
};

export const nothingTyped: ReceiveState = { typed: {}, faults: [] };
