import type { LabelText } from "./label";

/** The label in the language of thermal printers, 4 × 6 in at 203 dots an inch. */
export function zplLabel(label: LabelText): Buffer {
  const commands = [
    "^XA",
    "^CI28",
    "^PW812",
    "^LL1218",
    ...label.from.slice(0, 5).map((line, i) => text(30, 30 + i * 26, 22, `${i === 0 ? "FROM " : ""}${line}`)),
    text(500, 30, 22, `SHIP DATE: ${label.shipDay}`),
    text(500, 56, 22, `ACTWGT: ${label.weight}`),
    text(30, 190, 24, "TO"),
    ...label.to.slice(0, 6).map((line, i) => text(80, 190 + i * 36, 32, line)),
    text(80, 410, 22, `REF: ${label.reference}`),
    text(80, 436, 22, `INV: ${label.invoice}`),
    "^FO0,480^GB812,4,4^FS",
    text(30, 500, 44, label.serviceType.replaceAll("_", " ")),
    text(30, 560, 30, `TRK# ${spaced(label.trackingNumber)}`),
    text(30, 610, 60, `${label.destination.stateOrProvinceCode} ${label.destination.postalCode}`),
    // Set C is chosen by the printer for digits; no human-readable line, which stands above.
    `^FO96,760^BY4,3,260^BCN,260,N,N,N,A^FD${label.trackingNumber}^FS`,
    text(96, 1060, 24, "SANDBOX LABEL - NOT FOR SHIPPING"),
    "^PQ1",
    "^XZ",
  ];
  return Buffer.from(`${commands.join("\n")}\n`);
}

/** A caret or a tilde would start a command. */
const text = (x: number, y: number, height: number, words: string): string =>
  `^FO${x},${y}^A0N,${height},${height}^FD${words.replace(/[\^~]/g, " ")}^FS`;

/** 7946 4018 2354, as on the paper. */
export const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, "$1 ");
