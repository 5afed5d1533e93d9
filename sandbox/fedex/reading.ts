import { PDFiumLibrary } from "@hyzyla/pdfium";
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from "@zxing/library";
import sharp from "sharp";

/** The text of the barcode on a label that is a picture. For tests. */
export async function readPngBarcode(file: Buffer): Promise<string> {
  const { data, info } = await sharp(file).greyscale().raw().toBuffer({ resolveWithObject: true });
  return readBarcode(data, info.width, info.height);
}

/** The same on the first page of a PDF, as it would come out of a printer with 200 dots an inch. */
export async function readPdfBarcode(file: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(file);
    const page = document.getPage(0);
    const { data, width, height } = await page.render({ scale: 200 / 72, render: "bitmap" });
    // Four bytes a dot; the picture is black and white, so one of them will do.
    const grey = Uint8ClampedArray.from({ length: width * height }, (_, i) => data[i * 4] ?? 255);
    document.destroy();
    return readBarcode(grey, width, height);
  } finally {
    library.destroy();
  }
}

function readBarcode(grey: Uint8Array | Uint8ClampedArray, width: number, height: number): string {
  const source = new RGBLuminanceSource(Uint8ClampedArray.from(grey), width, height);
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128]],
    [DecodeHintType.TRY_HARDER, true],
  ]);
  return new MultiFormatReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints).getText();
}
