import { Bitmap, textWidth } from "@/sandbox/ups/label/bitmap";
import { code128 } from "@/sandbox/ups/label/code128";
import type { LabelType } from "../parcels";
import type { PlaceBody } from "../shipment";
import { encodePdf } from "./pdf";
import { encodePng } from "./png";
import { spaced, zplLabel } from "./zpl";

export type LabelText = {
  trackingNumber: string;
  serviceType: string;
  from: readonly string[];
  /** The last line, city and postcode, is printed larger. */
  to: readonly string[];
  phone: string;
  weight: string;
  reference: string;
  invoice: string;
  zone: number;
  destination: PlaceBody;
  /** YYYY-MM-DD */
  shipDay: string;
  dueDay: string;
};

const dotsPerInch = 200;
const width = 4 * dotsPerInch;
const height = 6 * dotsPerInch;
const margin = 36;
const barModule = 5;

/** A label of 4 × 6 inches whose barcode carries the tracking number. */
export function drawLabel(label: LabelText, type: LabelType): Buffer {
  if (type === "ZPLII") return zplLabel(label);
  const picture = draw(label);
  return type === "PDF" ? encodePdf(picture, dotsPerInch) : encodePng(picture, dotsPerInch);
}

function draw(label: LabelText): Bitmap {
  const paper = new Bitmap(width, height);
  const rule = (y: number, thick = 4) => paper.fill(0, y, width, thick);
  const right = (y: number, words: string, scale: number) =>
    paper.text(width - margin - textWidth(words, scale), y, words, scale);

  for (const [i, line] of label.from.slice(0, 5).entries())
    paper.text(margin, 28 + i * 26, line.slice(0, 26), 3);
  right(28, `SHIP DATE: ${label.shipDay}`, 3);
  right(54, `ACTWGT: ${label.weight}`, 3);
  right(80, "BILL SENDER", 3);
  rule(170);
  paper.text(margin, 196, "TO", 3);
  label.to.slice(0, 6).forEach((line, i) => {
    const last = i === Math.min(label.to.length, 6) - 1;
    paper.text(margin + 60, 190 + i * 40, line, largest(line, last ? 5 : 4, width - margin * 2 - 60));
  });
  paper.text(margin + 60, 446, `INV: ${label.invoice}`, 3);
  right(446, label.phone, 3);
  paper.text(margin + 60, 474, `REF: ${label.reference}`, 3);
  rule(512, 10);

  const service = label.serviceType.replaceAll("_", " ");
  paper.text(margin, 548, service, largest(service, 6, width - margin * 2));
  paper.text(margin, 616, `TRK# ${spaced(label.trackingNumber)}`, 5);
  paper.text(margin, 664, `DUE ${label.dueDay}`, 4);
  const { stateOrProvinceCode: state, countryCode: country, postalCode } = label.destination;
  const route = `${state || country} ${postalCode.slice(0, 5)} ${String(label.zone).padStart(2, "0")}`;
  paper.text(margin, 716, route, largest(route, 10, width - margin * 2));
  rule(808);
  drawBarcode(paper, label.trackingNumber, 834, 260);
  rule(1118, 10);
  const warning = "SANDBOX LABEL - NOT FOR SHIPPING";
  paper.text(Math.round((width - textWidth(warning, 3)) / 2), 1152, warning, 3);
  return paper;
}

function drawBarcode(paper: Bitmap, text: string, y: number, tall: number): void {
  const widths = code128(text);
  const modules = widths.reduce((a, b) => a + b, 0);
  const dots = Math.min(barModule, Math.floor((width - margin * 2) / modules));
  let x = Math.round((paper.width - modules * dots) / 2);
  widths.forEach((modulesWide, i) => {
    if (i % 2 === 0) paper.fill(x, y, modulesWide * dots, tall);
    x += modulesWide * dots;
  });
}

/** The largest size, down from `scale`, at which the line fits so many dots. */
function largest(words: string, scale: number, room: number): number {
  for (let size = scale; size > 2; size--) if (textWidth(words, size) <= room) return size;
  return 2;
}
