import bwipjs from "bwip-js/node";
import { hasCheckDigit } from "@/server/domain/purchasing/gs1";

export type Barcode = {
  kind: "ean13" | "code128";
  text: string;
  /** Widths in modules: bar, space, bar … */
  widths: number[];
};

/** An EAN-13 where the variant has one, else its SKU in Code 128; null for a SKU that Code 128 can't write. */
export function barcodeOf({ sku, barcode }: { sku: string; barcode: string | null }): Barcode | null {
  const ean = barcode && /^\d{12,13}$/.test(barcode) ? barcode.padStart(13, "0") : null;
  if (ean && hasCheckDigit(ean)) return drawn("ean13", ean);
  return code128(sku);
}

/** Any short text of ours, such as a shipment's number, in Code 128; null for letters that it can't write. */
export const code128 = (text: string): Barcode | null =>
  /^[\x20-\x7e]+$/.test(text) ? drawn("code128", text) : null;

function drawn(kind: Barcode["kind"], text: string): Barcode {
  const [symbol] = bwipjs.raw(kind, text);
  if (!symbol || !("sbs" in symbol)) throw new Error(`${kind} drew no bars for ${text}.`);
  return { kind, text, widths: symbol.sbs };
}
