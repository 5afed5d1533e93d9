import { PDFiumLibrary } from "@hyzyla/pdfium";
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from "@zxing/library";

/** A printed page as a person and a scanner meet it. */
export type PrintedPage = {
  text: string;
  /** Millimetres. */
  width: number;
  height: number;
  /** Every barcode on it, from top to bottom. */
  barcodes: string[];
};

/** Dots to the point: 3 is 216 dpi, what a cheap label printer has. */
const scale = 3;

/** Prints a PDF and reads it back: its words, and (unless `scan` is false) its barcodes from the dots on the page. */
export async function readPdf(pdf: Uint8Array, { scan = true } = {}): Promise<PrintedPage[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages: PrintedPage[] = [];
  for (const page of document.pages()) {
    // Rendering closes the page.
    const text = page.getText().replace(/\s+/g, " ");
    const picture = await page.render({ scale: scan ? scale : 0.2, render: "bitmap", colorSpace: "Gray" });
    pages.push({
      text,
      width: Math.round((picture.originalWidth * 25.4) / 72),
      height: Math.round((picture.originalHeight * 25.4) / 72),
      barcodes: scan ? barcodesIn(picture.data, picture.width, picture.height) : [],
    });
  }
  document.destroy();
  library.destroy();
  return pages;
}

/** Scans a picture of grey dots strip by strip, as a scanner is moved down a page. */
export function barcodesIn(dots: Uint8Array, width: number, height: number): string[] {
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128, BarcodeFormat.EAN_13]],
  ]);
  const reader = new MultiFormatReader();
  const found: string[] = [];
  const strip = 12;
  for (let top = 0; top + strip <= height; top += strip) {
    // Several codes may stand side by side.
    for (const [left, wide] of [
      [0, width],
      [0, Math.floor(width / 2)],
      [Math.floor(width / 2), Math.floor(width / 2)],
    ] as const) {
      const grey = new Uint8ClampedArray(strip * wide);
      for (let y = 0; y < strip; y++)
        grey.set(dots.subarray((top + y) * width + left, (top + y) * width + left + wide), y * wide);
      try {
        const read = reader
          .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, wide, strip))), hints)
          .getText();
        if (!found.includes(read)) found.push(read);
      } catch {
        // No barcode in this strip.
      }
    }
  }
  return found;
}
