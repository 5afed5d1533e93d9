import { Bitmap, textWidth } from "./bitmap";
import { code128 } from "./code128";
import { encodeGif } from "./gif";

export type LabelText = {
  trackingNumber: string;
  service: string;
  from: readonly string[];
  /** The last line, city and postcode, is printed larger. */
  to: readonly string[];
  weight: string;
  reference: string;
  route: string;
  date: string;
};

const width = 800;
const height = 1200;
const margin = 36;
const barModule = 3;

/** A label of 4 × 6 inches at 200 dots an inch, upright, whose barcode carries the tracking number. */
export function drawLabel(label: LabelText): Buffer {
  const paper = new Bitmap(width, height);
  const rule = (y: number, thick = 4) => paper.fill(0, y, width, thick);
  const right = (y: number, words: string, scale: number) =>
    paper.text(width - margin - textWidth(words, scale), y, words, scale);
  const middle = (y: number, words: string, scale: number) =>
    paper.text(Math.round((width - textWidth(words, scale)) / 2), y, words, scale);

  for (const [i, line] of label.from.slice(0, 6).entries()) paper.text(margin, 30 + i * 28, line, 3);
  right(30, label.weight, 4);
  right(70, "1 OF 1", 4);
  right(114, label.date, 3);

  paper.text(margin, 218, "SHIP TO:", 4);
  label.to.slice(0, 6).forEach((line, i) => {
    const last = i === Math.min(label.to.length, 6) - 1;
    paper.text(margin + 40, 258 + i * 40, line, largest(line, last ? 5 : 4));
  });

  rule(510);
  paper.text(margin, 546, label.route, largest(label.route, 10));
  rule(646, 12);
  paper.text(margin, 676, label.service, largest(label.service, 6));
  paper.text(margin, 744, `TRACKING #: ${spaced(label.trackingNumber)}`, 3);
  rule(784);
  drawBarcode(paper, label.trackingNumber, 812, 230);
  rule(1066, 12);
  paper.text(margin, 1094, "BILLING: P/P", 3);
  paper.text(margin, 1122, `REF 1: ${label.reference}`, 3);
  middle(1162, "SANDBOX LABEL - NOT FOR SHIPPING", 3);
  return encodeGif(paper);
}

function drawBarcode(paper: Bitmap, text: string, y: number, tall: number): void {
  const widths = code128(text);
  const modules = widths.reduce((a, b) => a + b, 0);
  let x = Math.round((paper.width - modules * barModule) / 2);
  widths.forEach((modulesWide, i) => {
    if (i % 2 === 0) paper.fill(x, y, modulesWide * barModule, tall);
    x += modulesWide * barModule;
  });
}

/** The largest size, down from `scale`, at which the line fits the paper. */
function largest(words: string, scale: number): number {
  for (let size = scale; size > 2; size--) if (textWidth(words, size) <= width - margin * 2 - 40) return size;
  return 2;
}

/** 1Z CIE TST 01 1111 1114, as on the paper. */
const spaced = (number: string): string =>
  number.replace(/^(1Z)(...)(...)(..)(....)(....)$/, "$1 $2 $3 $4 $5 $6");
