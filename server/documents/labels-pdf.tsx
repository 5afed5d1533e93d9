import { Image, Page } from "@react-pdf/renderer";
import sharp from "sharp";
import type { PrintedLabel } from "@/server/domain/shipment/shipment-paper.queries";
import { DomainError } from "@/server/kernel/errors";
import { pdfOf } from "./parts";

const inches = (length: number): number => length * 72;
const pictures = ["GIF", "PNG"];

export type LabelFile = { content: Uint8Array; type: string; name: string };

/**
 * Labels of several parcels in one file: a page of 4 × 6 inches for each picture, or one stream for a label printer. The
 * two can't be mixed, since they go to different printers.
 */
export async function labelFile(labels: readonly PrintedLabel[]): Promise<LabelFile> {
  const formats = [...new Set(labels.map((label) => label.format))];
  if (labels.length === 0) throw new DomainError("not_found", "None of these shipments has a label yet.", {});
  if (formats.every((format) => format === "ZPL"))
    return {
      content: Buffer.concat(labels.map((label) => Buffer.from(`${label.base64}\n`, "base64"))),
      type: "application/zpl",
      name: "labels.zpl",
    };
  const [first] = labels;
  if (labels.length === 1 && first?.format === "PDF")
    return { content: Buffer.from(first.base64, "base64"), type: "application/pdf", name: "label.pdf" };
  const other = labels.find((label) => !pictures.includes(label.format));
  if (other)
    throw new DomainError(
      "invalid_input",
      `The label of ${other.shipment} is ${other.format}; print it by itself, from its own page.`,
      { shipment: other.shipment },
    );
  const drawn = await Promise.all(
    labels.map(async (label) => ({ key: label.trackingNumber, png: await upright(label) })),
  );
  const content = await pdfOf(
    "Shipping labels",
    "",
    drawn.map(({ key, png }) => (
      <Page key={key} size={[inches(4), inches(6)]}>
        <Image
          src={{ data: png, format: "png" }}
          style={{ width: inches(4), height: inches(6), objectFit: "contain" }}
        />
      </Page>
    )),
  );
  return { content, type: "application/pdf", name: "labels.pdf" };
}

/** As a PNG that stands on its short side: UPS turns its labels by a quarter. */
async function upright({ base64 }: PrintedLabel): Promise<Buffer> {
  const picture = sharp(Buffer.from(base64, "base64"));
  const { width, height } = await picture.metadata();
  return picture
    .rotate(width > height ? 90 : 0)
    .png()
    .toBuffer();
}
