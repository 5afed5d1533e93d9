import { DomainError } from "./errors";

/** Writes the sort values of a page's last row as an opaque cursor. */
export const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** Reads a cursor back; null for none, `invalid_input` for one that we did not write. */
export function readCursor(cursor: string | null | undefined): [string | number, string] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(values) && values.length === 2 && isSortValue(values[0]) && isUuid(values[1]))
      return [values[0], values[1]];
  } catch {
    // Told below, like any other cursor that isn't ours.
  }
  throw new DomainError("invalid_input", "This page link is not complete. Start from the first page.", {
    field: "cursor",
  });
}

const isSortValue = (value: unknown): value is string | number =>
  typeof value === "string" || typeof value === "number";
const isUuid = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
