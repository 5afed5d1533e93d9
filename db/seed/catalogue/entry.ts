import type { GoodsProduct, GoodsVariant } from "../goods";

/** Units in EAST and WEST. */
type AtPlaces = readonly [east: number, west: number];

type Article = {
  sku: string;
  /** The number behind the barcode, unique in the catalogue. */
  serial: number;
  /** US cents. */
  price: number;
  grams: number;
  options?: Record<string, string>;
};

/** Reorder below the point, up to the second figure; the same at both places. */
type Reorder = readonly [point: number, upTo: number];

/** An article that keeps. */
export const lasting = (article: Article & { stock: AtPlaces; reorder: Reorder }): GoodsVariant => ({
  ...common(article),
  stock: { EAST: article.stock[0], WEST: article.stock[1] },
  lots: [],
  reorder: both(article.reorder),
});

/** An article with a date: each lot says in how many days it expires. */
export const perishable = (
  article: Article & { lots: readonly { days: number; stock: AtPlaces }[]; reorder: Reorder },
): GoodsVariant => ({
  ...common(article),
  stock: {},
  lots: article.lots.map(({ days, stock }, place) => ({
    code: `${article.sku.replace("HF-", "")}-${String.fromCharCode(65 + place)}`,
    expiresInDays: days,
    stock: { EAST: stock[0], WEST: stock[1] },
  })),
  reorder: both(article.reorder),
});

/** A product whose picture is named after it. */
export const entry = (
  product: Omit<GoodsProduct, "image" | "body"> & { body: readonly string[] },
): GoodsProduct => ({
  ...product,
  body: product.body.join("\n\n"),
  image: `/illustrations/${product.slug}.svg`,
});

/** One paragraph of points. */
export const points = (...lines: string[]): string => lines.map((line) => `- ${line}`).join("\n");

const common = ({ sku, serial, price, grams, options = {} }: Article) => ({
  sku,
  title: Object.values(options).join(" / "),
  options,
  priceAmount: price,
  weightGrams: grams,
  barcode: inStoreEan13(serial),
});

const both = ([point, upTo]: Reorder) => ({ EAST: { point, upTo }, WEST: { point, upTo } });

/** EAN-13 with the prefix 200, which GS1 leaves to shops for their own use: no real article has it. */
function inStoreEan13(serial: number): string {
  const digits = `200${String(serial).padStart(9, "0")}`;
  const sum = [...digits].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
