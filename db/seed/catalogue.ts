import { categories } from "./catalogue/categories";
import { garden } from "./catalogue/garden";
import { home } from "./catalogue/home";
import { kitchen } from "./catalogue/kitchen";
import { outdoors } from "./catalogue/outdoors";
import { pantry } from "./catalogue/pantry";
import { stationery } from "./catalogue/stationery";
import { workshop } from "./catalogue/workshop";
import type { GoodsProduct } from "./goods";

export type SeedProduct = GoodsProduct;

export { categories };

/** The demo shop, Holdfast Goods, in the order of its shelves. Data only: `goods.ts` writes it. */
export const products: readonly SeedProduct[] = [
  ...kitchen,
  ...home,
  ...workshop,
  ...garden,
  ...stationery,
  ...pantry,
  ...outdoors,
];
