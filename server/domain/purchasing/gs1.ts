/** What a GS1-128 or DataMatrix symbol says about the goods it sticks on (GS1 General Specifications, section 3). */
export type Gs1 = {
  /** 14 digits. */
  gtin?: string;
  lot?: string;
  /** "2027-03-31" */
  expiresOn?: string;
  /** Units in it, where it says so. */
  count?: number;
};

/** Lengths of the application identifiers that have one; all others run up to a separator or to the end. */
const fixed: Record<string, number> = {
  "00": 18,
  "01": 14,
  "02": 14,
  "11": 6,
  "12": 6,
  "13": 6,
  "15": 6,
  "16": 6,
  "17": 6,
  "20": 2,
};
const variable = [
  "10",
  "21",
  "22",
  "30",
  "37",
  "240",
  "241",
  "400",
  "91",
  "92",
  "93",
  "94",
  "95",
  "96",
  "97",
  "98",
  "99",
];
/** Weights and measures: four digits, then six. */
const measure = /^3[1-6]\d\d/;

/** FNC1 as scanners type it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the separator is a control character
const separator = /[\u001d\u00e8|]/;
const symbology = /^\](?:C1|d2|Q3|e0)/;

/**
 * Reads a scan: raw with or without its symbology identifier, or with the brackets that people read. Null when it is no
 * such symbol: a SKU, a plain barcode, nonsense.
 */
export function parseGs1(scan: string, now: Date): Gs1 | null {
  const text = scan.trim();
  const elements = text.startsWith("(") ? bracketed(text) : raw(text);
  if (!elements) return null;
  const found: Gs1 = {};
  for (const [ai, value] of elements) {
    if (ai === "01" || ai === "02") {
      if (!hasCheckDigit(value)) return null;
      found.gtin = value;
    }
    if (ai === "10") found.lot = value;
    if (ai === "17" || (ai === "15" && !found.expiresOn)) {
      const day = dayOf(value, now);
      if (!day) return null;
      found.expiresOn = day;
    }
    if (ai === "30" || ai === "37") {
      const count = Number(value);
      if (Number.isSafeInteger(count) && count > 0) found.count = count;
    }
  }
  return found.gtin || found.lot || found.expiresOn ? found : null;
}

type Element = [ai: string, value: string];

function bracketed(text: string): Element[] | null {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)];
  if (parts.map(([whole]) => whole).join("") !== text) return null;
  const elements = parts.map(([, ai = "", value = ""]): Element => [ai, value.trim()]);
  return elements.every(([ai, value]) => value !== "" && (fixed[ai] ?? value.length) === value.length)
    ? elements
    : null;
}

function raw(text: string): Element[] | null {
  let rest = text.replace(symbology, "");
  // Without its identifier it is only taken for GS1 when it begins with a whole article number and goes on.
  if (rest === text && !/^0[12]\d{14}./.test(rest)) return null;
  const elements: Element[] = [];
  while (rest !== "") {
    if (separator.test(rest.charAt(0))) {
      rest = rest.slice(1);
      continue;
    }
    const [ai, length] = identifierOf(rest) ?? [];
    if (ai === undefined) return null;
    const open = rest.slice(ai.length);
    const end = length ?? open.search(separator);
    const value = end === -1 ? open : open.slice(0, end);
    if (value === "" || (length !== undefined && !new RegExp(`^\\d{${length}}$`).test(value))) return null;
    elements.push([ai, value]);
    rest = open.slice(value.length);
  }
  return elements;
}

function identifierOf(text: string): [ai: string, length?: number] | null {
  const two = text.slice(0, 2);
  const length = fixed[two];
  if (length !== undefined) return [two, length];
  if (measure.test(text)) return [text.slice(0, 4), 6];
  const known = variable.find((ai) => text.startsWith(ai));
  return known ? [known] : null;
}

/** YYMMDD: the century within fifty years of now; day 00 is the month's last. Null when there is no such day. */
function dayOf(value: string, now: Date): string | null {
  const [yy, month, day] = [0, 2, 4].map((at) => Number(value.slice(at, at + 2)));
  if (yy === undefined || !month || month > 12 || day === undefined || value.length !== 6) return null;
  const thisYear = now.getUTCFullYear();
  const difference = yy - (thisYear % 100);
  const century = difference >= 51 ? -100 : difference <= -50 ? 100 : 0;
  const year = thisYear - (thisYear % 100) + century + yy;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day === 0 ? last : day).padStart(2, "0")}`;
}

/** The last digit of a GTIN of any length. */
export function hasCheckDigit(digits: string): boolean {
  if (!/^\d{8}$|^\d{12,14}$/.test(digits)) return false;
  const sum = [...digits.padStart(14, "0")].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1),
    0,
  );
  return sum % 10 === 0;
}

/** How a GTIN names a barcode: the unit itself, a case of it (its indicator is 1 to 8), or something else. */
export function gtinNames(gtin: string, barcode: string): "unit" | "case" | null {
  if (!hasCheckDigit(barcode)) return null;
  const whole = barcode.padStart(14, "0");
  if (whole === gtin) return "unit";
  return gtin.slice(1, 13) === whole.slice(1, 13) && /^[1-8]/.test(gtin) ? "case" : null;
}
