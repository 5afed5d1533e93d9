import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bitmap } from "./bitmap";
import { code128, code128Values } from "./code128";
import { encodeGif } from "./gif";
import { drawLabel } from "./label";

/** Reads a GIF of ours back, by the rules of the format and not by those of the encoder. */
function decodeGif(file: Buffer): { width: number; height: number; pixels: number[] } {
  const data: number[] = [];
  let at = 13 + 3 * 2 ** (((file[10] ?? 0) & 7) + 1) + 10;
  const minimum = file[at++] ?? 0;
  for (let size = file[at++] ?? 0; size > 0; size = file[at++] ?? 0) {
    data.push(...file.subarray(at, at + size));
    at += size;
  }
  expect(file[at]).toBe(0x3b);
  const [clear, end] = [1 << minimum, (1 << minimum) + 1];
  const pixels: number[] = [];
  let table: number[][] = [];
  let size = minimum + 1;
  let previous: number[] | undefined;
  for (let bit = 0; ; bit += size) {
    if (bit + size > data.length * 8) throw new Error("ended without an end code");
    let code = 0;
    for (let i = 0; i < size; i++) code |= (((data[(bit + i) >> 3] ?? 0) >> ((bit + i) & 7)) & 1) << i;
    if (code === end) break;
    if (code === clear) {
      bit += size;
      size = minimum + 1;
      bit -= size;
      table = Array.from({ length: end + 1 }, (_, i) => [i]);
      previous = undefined;
      continue;
    }
    const entry: number[] = table[code] ?? [...(previous ?? []), previous?.[0] ?? 0];
    if (code > table.length) throw new Error("a code that can't be known yet");
    pixels.push(...entry);
    const grown: number = size;
    if (previous && table.length < 4096) table.push([...previous, entry[0] ?? 0]);
    previous = entry;
    if (table.length === 1 << size && size < 12) {
      bit += grown;
      size++;
      bit -= size;
    }
  }
  return { width: file.readUInt16LE(6), height: file.readUInt16LE(8), pixels };
}

/** The text of a Code 128 barcode, from the widths of its bars and spaces. */
function readBars(widths: readonly number[]): string {
  const symbol = (at: number) => widths.slice(at, at + 6).join("");
  const known = new Map<string, number>();
  for (let value = 0; value < 95; value++) {
    const sample = code128(String.fromCharCode(value + 32));
    known.set(sample.slice(6, 12).join(""), value);
  }
  let text = "";
  let inPairs = false;
  for (let at = 6; at < widths.length - 13; at += 6) {
    const value = known.get(symbol(at));
    if (symbol(at) === "113141") inPairs = true;
    else if (value === undefined) throw new Error(`unknown symbol ${symbol(at)}`);
    else text += inPairs ? String(value).padStart(2, "0") : String.fromCharCode(value + 32);
  }
  return text;
}

describe("the picture", () => {
  test("comes back dot by dot, whatever is on it", () => {
    const drawing = fc
      .record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 60 }) })
      .chain(({ width, height }) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height, max: 1 })
          .map((dots) => ({ width, height, dots })),
      );
    fc.assert(
      fc.property(drawing, ({ width, height, dots }) => {
        const bitmap = new Bitmap(width, height);
        bitmap.pixels.set(dots);
        expect(decodeGif(encodeGif(bitmap))).toEqual({ width, height, pixels: [...dots] });
      }),
      { numRuns: 60 },
    );
  });

  test("survives a code table that fills up and starts again", () => {
    const bitmap = new Bitmap(400, 400);
    let noise = 7;
    for (let i = 0; i < bitmap.pixels.length; i++) {
      noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
      bitmap.pixels[i] = noise > 1_073_741_824 ? 1 : 0;
    }
    expect(Buffer.from(decodeGif(encodeGif(bitmap)).pixels).equals(Buffer.from(bitmap.pixels))).toBe(true);
  });
});

describe("the barcode", () => {
  test("has start, text, check and stop of the right widths", () => {
    // Worked by hand: start B 104, "A" 33, 104 + 33 × 1 = 137, mod 103 = 34.
    expect(code128Values("A")).toEqual([104, 33, 34]);
    expect(code128("A").join("")).toBe("211214111323131123" + "2331112");
  });

  test("takes two digits at a time at the end of a tracking number", () => {
    expect(code128Values("1ZCIETST0111111114").slice(0, -1)).toEqual([
      104, 17, 58, 35, 41, 37, 52, 51, 52, 99, 1, 11, 11, 11, 14,
    ]);
  });

  test("every symbol is eleven modules wide, with an even number of black ones", () => {
    const widths = code128(Array.from({ length: 95 }, (_, i) => String.fromCharCode(i + 32)).join(""));
    for (let at = 0; at < widths.length - 7; at += 6) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = widths.slice(at, at + 6);
      expect(a + b + c + d + e + f).toBe(11);
      expect((a + c + e) % 2).toBe(0);
    }
  });

  test("on the label reads as the tracking number, bars upright and with a quiet zone", () => {
    const label = drawLabel({
      trackingNumber: "1ZCIETST0111111114",
      service: "UPS Ground",
      from: ["Holdfast", "1 Pier", "Baltimore MD 21201 US"],
      to: ["Ada Lovelace", "A line that is far too long to be printed large", "San Francisco CA 94105 US"],
      weight: "2.5 LBS",
      reference: "HF-100001",
      route: "CA 941 9-03",
      date: "22 Nov 2026",
    });
    const { width, height, pixels } = decodeGif(label);
    expect([width, height]).toEqual([800, 1200]);
    for (const y of [820, 930, 1030]) {
      const line = pixels.slice(y * width, (y + 1) * width);
      const runs = line.join("").match(/0+|1+/g) ?? [];
      expect(runs[0]?.length).toBeGreaterThanOrEqual(30);
      expect(runs.at(-1)?.length).toBeGreaterThanOrEqual(30);
      expect(readBars(runs.slice(1, -1).map((run) => run.length / 3))).toBe("1ZCIETST0111111114");
    }
  });
});
