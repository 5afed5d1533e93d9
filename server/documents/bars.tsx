import { Path, Svg } from "@react-pdf/renderer";
import type { Barcode } from "./barcode";

/** Millimetres in a PDF's points. */
export const mm = (length: number): number => (length * 72) / 25.4;

/** Scanners want ten modules of white on either side, and bars no thinner than a printer's dots allow. */
const quiet = 10;
const widest = mm(0.33);

/** A barcode that fills a box, in bars a scanner can tell apart. */
export function Bars({ code, width, height }: { code: Barcode; width: number; height: number }) {
  const modules = code.widths.reduce((sum, wide) => sum + wide, 0) + 2 * quiet;
  const module = Math.min(widest, width / modules);
  let x = (width - (modules - 2 * quiet) * module) / 2;
  // One path for all bars: a roll of a thousand labels is drawn in seconds and stays small.
  let path = "";
  for (const [place, wide] of code.widths.entries()) {
    const [from, to] = [x, x + wide * module];
    if (place % 2 === 0)
      path += `M${from.toFixed(4)} 0L${to.toFixed(4)} 0L${to.toFixed(4)} ${height}L${from.toFixed(4)} ${height}Z`;
    x = to;
  }
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Path d={path} fill="#000000" />
    </Svg>
  );
}
