import type { Bitmap } from "./bitmap";

const minimumCodeSize = 2;
const clearCode = 1 << minimumCodeSize;
const endCode = clearCode + 1;
const lastCode = 4095;

/** A GIF87a of two colours: 0 white, 1 black. */
export function encodeGif({ width, height, pixels }: Bitmap): Buffer {
  const screen = Buffer.alloc(7);
  screen.writeUInt16LE(width, 0);
  screen.writeUInt16LE(height, 2);
  // A global table of two colours, one bit a colour.
  screen[4] = 0b1000_0000;
  const colours = Buffer.from([255, 255, 255, 0, 0, 0]);
  const descriptor = Buffer.alloc(10);
  descriptor[0] = 0x2c;
  descriptor.writeUInt16LE(width, 5);
  descriptor.writeUInt16LE(height, 7);
  const data = blocks(compress(pixels));
  return Buffer.concat([
    Buffer.from("GIF87a"),
    screen,
    colours,
    descriptor,
    Buffer.from([minimumCodeSize]),
    data,
    Buffer.from([0x3b]),
  ]);
}

/** LZW as GIF wants it: codes grow from 3 to 12 bits, least significant bit first; a full table is cleared. */
function compress(pixels: Uint8Array): number[] {
  const bytes: number[] = [];
  let held = 0;
  let heldBits = 0;
  let codeSize = minimumCodeSize + 1;
  let nextCode = endCode + 1;
  // followers[code × 2 + pixel] is the code of "that string and this pixel", 0 when there is none yet.
  const followers = new Uint16Array((lastCode + 1) * 2);

  const write = (code: number): void => {
    held |= code << heldBits;
    heldBits += codeSize;
    for (; heldBits >= 8; heldBits -= 8, held >>>= 8) bytes.push(held & 0xff);
  };
  const clear = (): void => {
    write(clearCode);
    followers.fill(0);
    codeSize = minimumCodeSize + 1;
    nextCode = endCode + 1;
  };

  clear();
  let current = pixels[0] ?? 0;
  for (let i = 1; i < pixels.length; i++) {
    const pixel = pixels[i] ?? 0;
    const longer = followers[current * 2 + pixel] ?? 0;
    if (longer !== 0) {
      current = longer;
      continue;
    }
    write(current);
    if (nextCode > lastCode) clear();
    else {
      // The reader is one entry behind, so the size grows when this entry no longer fits, not before.
      if (nextCode === 1 << codeSize) codeSize++;
      followers[current * 2 + pixel] = nextCode++;
    }
    current = pixel;
  }
  write(current);
  if (nextCode === 1 << codeSize && codeSize < 12) codeSize++;
  write(endCode);
  if (heldBits > 0) bytes.push(held & 0xff);
  return bytes;
}

/** Sub-blocks of at most 255 bytes, ended by an empty one. */
function blocks(bytes: readonly number[]): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i < bytes.length; i += 255) {
    const part = bytes.slice(i, i + 255);
    parts.push(Buffer.from([part.length, ...part]));
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}
