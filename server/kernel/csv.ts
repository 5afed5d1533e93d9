/**
 * One line of CSV (RFC 4180), with CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front, so a
 * customer's name can't become a command on a manager's machine; numbers stay numbers. Text that looks as if it had got
 * one gets another, so that a reader who takes one away has the text again.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^'*[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell without the apostrophe that `csvLine` may have put in front of it. */
export const withoutGuard = (cell: string): string => cell.replace(/^'(?='*[=+\-@\t\r\n])/, "");
