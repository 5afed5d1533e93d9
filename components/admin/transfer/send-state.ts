/** What the form for sending goods holds: as typed, and what is wrong with it. */
export type SendRow = { sku: string; lot: string; quantity: string };

export type SendState = {
  from: string;
  to: string;
  reason: string;
  details: string;
  rows: SendRow[];
  /** `id` names the control: "to", "sku-0", "quantity-2". */
  faults: { id: string; message: string }[];
};

export const emptyRow: SendRow = { sku: "", lot: "", quantity: "1" };

export const isBlank = ({ sku, lot }: SendRow): boolean => sku.trim() === "" && lot.trim() === "";
