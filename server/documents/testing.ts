/** Widths of the 103 values, three starts and the stop of Code 128, as they stand in ISO/IEC 15417. */
const patterns = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 " +
  "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 " +
  "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 " +
  "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 " +
  "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 " +
  "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 " +
  "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
).split(" ");

/** Reads the widths of bars and spaces back, as a scanner would; null when they are no EAN-13 and no Code 128. */
export const readBarcode = (widths: readonly number[]): string | null =>
  widths.length === 59 ? readEan(widths) : readCode128(widths);

function readCode128(widths: readonly number[]): string | null {
  const values: number[] = [];
  for (let at = 0; at + 7 < widths.length; at += 6)
    values.push(patterns.indexOf(widths.slice(at, at + 6).join("")));
  if (widths.slice(-7).join("") !== "2331112" || values.includes(-1)) return null;
  const check = values.pop();
  const [start = 0, ...data] = values;
  if (data.reduce((sum, value, place) => sum + value * (place + 1), start) % 103 !== check) return null;
  let set = ["A", "B", "C"][start - 103];
  let text = "";
  for (const value of data) {
    const change = { 99: "C", 100: "B", 101: "A" }[value];
    if (change && change !== set) set = change;
    else if (set === "C") text += String(value).padStart(2, "0");
    else text += String.fromCharCode(value + 32);
  }
  return text;
}

const digits = "3211 2221 2122 1411 1132 1231 1114 1312 1213 3112".split(" ");
/** Which of the left digits are mirrored tells the first digit. */
const parities = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split(" ");

function readEan(widths: readonly number[]): string | null {
  const quads = (from: number) =>
    Array.from({ length: 6 }, (_, place) => widths.slice(from + 4 * place, from + 4 * place + 4).join(""));
  const left = quads(3).map((quad) => {
    const plain = digits.indexOf(quad);
    const mirrored = digits.indexOf([...quad].reverse().join(""));
    return plain === -1 ? { digit: mirrored, parity: "G" } : { digit: plain, parity: "L" };
  });
  const right = quads(32).map((quad) => digits.indexOf(quad));
  const first = parities.indexOf(left.map(({ parity }) => parity).join(""));
  const all = [first, ...left.map(({ digit }) => digit), ...right];
  if (all.includes(-1)) return null;
  const sum = all.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? all.join("") : null;
}
