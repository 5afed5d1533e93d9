import type { LabelText } from "./label";

/** The same label in ZPL II for a thermal printer of 203 dots an inch: 4 × 6 inches, Code 128 of the tracking number. */
export function zplLabel(label: LabelText): string {
  const text = (x: number, y: number, size: number, words: string) =>
    `^FO${x},${y}^A0N,${size},${size}^FH^FD${escaped(words)}^FS`;
  const rule = (y: number, thick = 4) => `^FO0,${y}^GB812,${thick},${thick}^FS`;
  return [
    "^XA",
    "^CI28^PW812^LL1218^LH0,0",
    ...label.from.slice(0, 6).map((line, i) => text(36, 30 + i * 28, 24, line)),
    text(600, 30, 34, label.weight),
    text(600, 72, 28, "1 OF 1"),
    text(600, 108, 24, label.date),
    text(36, 218, 30, "SHIP TO:"),
    ...label.to.slice(0, 6).map((line, i) => text(76, 258 + i * 40, 36, line)),
    rule(510),
    text(36, 546, 72, label.route),
    rule(646, 12),
    text(36, 676, 48, label.service),
    text(36, 744, 26, `TRACKING #: ${label.trackingNumber}`),
    rule(784),
    // Mode A chooses the code sets by itself, so that runs of digits take half the room.
    `^FO80,812^BY3^BCN,230,N,N,N,A^FD${label.trackingNumber}^FS`,
    rule(1066, 12),
    text(36, 1094, 24, "BILLING: P/P"),
    text(36, 1122, 24, `REF 1: ${label.reference}`),
    text(36, 1162, 24, "SANDBOX LABEL - NOT FOR SHIPPING"),
    "^XZ",
    "",
  ].join("\n");
}

/** Bytes that are commands to the printer, and all that is not ASCII, as ^FH writes them: _ and two hexadecimal figures. */
function escaped(words: string): string {
  return [...Buffer.from(words, "utf8")]
    .map((byte) =>
      byte < 32 || byte > 126 || "^~_\\".includes(String.fromCharCode(byte))
        ? `_${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(byte),
    )
    .join("");
}
