/**
 * Code 128 (ISO/IEC 15417). Widths of bars and spaces of the symbols 0–105, each eleven modules, bar first; the stop
 * symbol has thirteen.
 */
const symbols = `
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122
123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131
213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122
141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112
124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141
411131 211412 211214 211232`
  .trim()
  .split(/\s+/);
const stop = "2331112";
const startB = 104;
const switchToC = 99;

/**
 * The values of the symbols for `text` (printable ASCII) with start and check symbol, without the stop: set B, and
 * set C (two digits a symbol) for an even run of digits at the end.
 */
export function code128Values(text: string): number[] {
  if (!/^[ -~]+$/.test(text)) throw new RangeError(`"${text}" can't be written in Code 128 set B`);
  const digits = /(?:\d\d)*$/.exec(text)?.[0] ?? "";
  const tail = digits.length >= 4 && digits.length < text.length ? digits : "";
  const values = [
    startB,
    ...[...text.slice(0, text.length - tail.length)].map((char) => char.charCodeAt(0) - 32),
  ];
  if (tail) values.push(switchToC, ...(tail.match(/../g) ?? []).map(Number));
  const sum = values.reduce((total, value, place) => total + value * Math.max(1, place), 0);
  return [...values, sum % 103];
}

/** Widths in modules, bar, space, bar … for the whole barcode with its stop symbol. */
export function code128(text: string): number[] {
  const bars = code128Values(text).map((value) => symbols[value] ?? "");
  return [...bars, stop].flatMap((symbol) => [...symbol].map(Number));
}
