import { crc32, deflateSync } from "node:zlib";
import type { Bitmap } from "@/sandbox/ups/label/bitmap";

/** One bit a pixel, rows padded to bytes; 1 is white, as PNG and PDF have it for grey. */
export function packBits({ width, height, pixels }: Bitmap): Buffer {
  const rowBytes = Math.ceil(width / 8);
  const packed = Buffer.alloc(rowBytes * height, 0xff);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (pixels[y * width + x]) {
        const at = y * rowBytes + (x >> 3);
        packed[at] = (packed[at] ?? 0) & ~(0x80 >> (x & 7));
      }
  return packed;
}

/** A PNG in black and white that knows how large its dots are. */
export function encodePng(picture: Bitmap, dotsPerInch: number): Buffer {
  const { width, height } = picture;
  const rowBytes = Math.ceil(width / 8);
  const packed = packBits(picture);
  // Every row starts with the number of its filter: 0, none.
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y++)
    packed.copy(rows, y * (rowBytes + 1) + 1, y * rowBytes, (y + 1) * rowBytes);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit, grey, deflate, adaptive filters, not interlaced.
  header.set([1, 0, 0, 0, 0], 8);
  const density = Buffer.alloc(9);
  const perMetre = Math.round(dotsPerInch / 0.0254);
  density.writeUInt32BE(perMetre, 0);
  density.writeUInt32BE(perMetre, 4);
  density[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("pHYs", density),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
