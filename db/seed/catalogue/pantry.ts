import type { GoodsProduct } from "../goods";
import { entry, lasting, perishable, points } from "./entry";

const shelf = { category: "pantry", taxCategory: "food" } as const;

export const pantry: readonly GoodsProduct[] = [
  entry({
    ...shelf,
    slug: "wildflower-honey",
    title: "Wildflower honey",
    summary: "Late-summer honey from forty hives, spun cold, never heated.",
    body: [
      "It sets within a few months, as honey does; stand the jar in warm water and it runs again. Tastes of clover first and of something like mint at the end.",
      points("Raw, strained but not filtered", "Not for children under one year"),
    ],
    variants: [
      perishable({
        sku: "HF-HONEY-250",
        serial: 6001,
        price: 950,
        grams: 420,
        options: { Jar: "250 g" },
        lots: [
          { days: 160, stock: [80, 60] },
          { days: 420, stock: [120, 140] },
        ],
        reorder: [60, 250],
      }),
      perishable({
        sku: "HF-HONEY-500",
        serial: 6002,
        price: 1650,
        grams: 760,
        options: { Jar: "500 g" },
        lots: [
          { days: 160, stock: [40, 30] },
          { days: 420, stock: [90, 70] },
        ],
        reorder: [40, 180],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "harbour-coffee",
    title: "Harbour blend coffee",
    summary: "A dark, even roast for people who are up before the light.",
    body: [
      "Half Guatemala, half Sumatra, roasted on Mondays. Cocoa, walnut, no sourness. Best two weeks after the roast and honest for three months.",
      points("250 g, in a bag with a valve", "Beans, or ground for a filter"),
    ],
    variants: [
      perishable({
        sku: "HF-COFFEE-BEAN",
        serial: 6011,
        price: 1400,
        grams: 280,
        options: { Grind: "Whole beans" },
        lots: [
          { days: 28, stock: [60, 45] },
          { days: 84, stock: [160, 150] },
        ],
        reorder: [70, 280],
      }),
      perishable({
        sku: "HF-COFFEE-FILTER",
        serial: 6012,
        price: 1400,
        grams: 280,
        options: { Grind: "For filter" },
        lots: [
          { days: 24, stock: [40, 50] },
          { days: 80, stock: [90, 85] },
        ],
        reorder: [50, 200],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "olive-oil",
    title: "Olive oil, first press",
    summary: "Picked green in October, pressed the same day.",
    body: [
      "Peppery enough to make you cough once. The tin keeps light out, which is what spoils oil; a bottle on a windowsill is a slow mistake.",
      points("500 ml tin with a pouring spout", "One farm, one harvest, the year on the tin"),
    ],
    variants: [
      perishable({
        sku: "HF-OIL-500",
        serial: 6021,
        price: 2200,
        grams: 620,
        lots: [
          { days: 120, stock: [45, 50] },
          { days: 400, stock: [140, 120] },
        ],
        reorder: [40, 200],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "sea-salt",
    title: "Sea salt flakes",
    summary: "Raked by hand, dried over driftwood heat, crunches.",
    body: [
      "Thin hollow pyramids that break between finger and thumb. For the end of cooking; it is wasted in pasta water.",
      points("200 g in a refillable tin", "Keeps as long as the sea"),
    ],
    variants: [
      lasting({
        sku: "HF-SALT-200",
        serial: 6031,
        price: 900,
        grams: 270,
        stock: [360, 320],
        reorder: [80, 400],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "orange-marmalade",
    title: "Bitter orange marmalade",
    summary: "Thick-cut Seville peel, boiled in copper, set soft.",
    body: [
      "Made in January when the oranges come, and not again until the next. Half the sugar of the usual recipe, so keep it cold once it is open.",
      points("340 g", "Oranges, cane sugar, lemon juice, nothing else"),
    ],
    variants: [
      perishable({
        sku: "HF-MARMALADE",
        serial: 6041,
        price: 1050,
        grams: 560,
        lots: [
          { days: 45, stock: [30, 22] },
          { days: 240, stock: [95, 100] },
        ],
        reorder: [40, 180],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "rye-loaf",
    title: "Dark rye loaf",
    summary: "A kilo of sourdough rye that is better on the third day.",
    body: [
      "Baked twice a week and sent the same afternoon. Dense, moist, a little sweet from malt. Keeps two weeks in its paper and freezes in slices.",
      points(
        "Rye, water, salt, malt, caraway",
        "Contains gluten",
        "We stop selling a batch a week before its date",
      ),
    ],
    variants: [
      perishable({
        sku: "HF-RYE-1KG",
        serial: 6051,
        price: 980,
        grams: 1040,
        lots: [
          { days: 9, stock: [12, 4] },
          { days: 16, stock: [45, 40] },
        ],
        reorder: [20, 70],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "smoked-tea",
    title: "Smoked black tea",
    summary: "Leaves dried over pinewood, in a tin with a tight lid.",
    body: [
      "Some people smell a campfire, some people smell tar; both come back for more. Two minutes, no milk. A pinch in a stew does what bacon does.",
      points("125 g of whole leaf", "About sixty cups"),
    ],
    variants: [
      perishable({
        sku: "HF-TEA-SMOKE",
        serial: 6061,
        price: 1300,
        grams: 210,
        lots: [
          { days: 90, stock: [40, 3] },
          { days: 500, stock: [110, 0] },
        ],
        reorder: [30, 150],
      }),
    ],
  }),
];
