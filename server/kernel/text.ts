/**
 * Whether a person could have typed it on one line: no control characters, no broken halves of a character. PostgreSQL
 * can't keep either, and a mail header must not.
 */
export const isOneLine = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);

/** The same for a note, which may have lines. */
export const isText = (text: string): boolean => isOneLine(text.replace(/[\n\r\t]/g, " "));
