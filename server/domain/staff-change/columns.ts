const columnNames: Record<string, string> = {
  price_amount: "price",
  compare_at_amount: "price before",
  cost_amount: "cost",
  published_at: "visibility",
  archived_at: "whether it is sold",
  low_since: "low since",
  on_hand: "units on hand",
  password_hash: "password",
  totp_secret: "second factor",
  totp_confirmed_at: "second factor",
  recovery_codes: "recovery codes",
  picked_by: "picker",
};

/** A column in words: "price", "compare at", "reorder point". */
export const columnWords = (column: string): string =>
  columnNames[column] ?? column.replace(/_(amount|at|id|by)$/, "").replaceAll("_", " ");
