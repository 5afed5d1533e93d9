import { glyphColumns, glyphOf } from "./font";

/** A black-and-white picture, one byte a pixel: 1 is ink. */
export class Bitmap {
  readonly pixels: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = new Uint8Array(width * height);
  }

  fill(x: number, y: number, width: number, height: number, ink: 0 | 1 = 1): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row++)
      this.pixels.fill(
        ink,
        row * this.width + Math.max(0, x),
        row * this.width + Math.min(this.width, x + width),
      );
  }

  /** Writes one line, every dot of the font `scale` pixels wide and high. What does not fit is left out. */
  text(x: number, y: number, words: string, scale: number, ink: 0 | 1 = 1): void {
    let left = x;
    for (const char of printable(words)) {
      if (left + glyphColumns * scale > this.width) return;
      glyphOf(char).forEach((bits, row) => {
        for (let column = 0; column < glyphColumns; column++)
          if (bits & (1 << (glyphColumns - 1 - column)))
            this.fill(left + column * scale, y + row * scale, scale, scale, ink);
      });
      left += (glyphColumns + 1) * scale;
    }
  }
}

/** How wide `text` will be. */
export const textWidth = (words: string, scale: number): number =>
  Math.max(0, printable(words).length * (glyphColumns + 1) * scale - scale);

/** Labels are printed in capitals without accents, as carriers do. */
const printable = (words: string): string =>
  words.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toUpperCase();
