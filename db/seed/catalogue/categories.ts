import type { GoodsCategory } from "../goods";

export const categories: readonly GoodsCategory[] = [
  {
    slug: "kitchen",
    name: "Kitchen",
    description: "Pots, blades and boards that outlast the recipe.",
    shelfLifeMarginDays: 0,
  },
  {
    slug: "home",
    name: "Home",
    description: "Somewhere to sit, something to read by, wool for the evening.",
    shelfLifeMarginDays: 0,
  },
  {
    slug: "workshop",
    name: "Workshop",
    description: "Hand tools that take an edge and keep it.",
    shelfLifeMarginDays: 0,
  },
  {
    slug: "garden",
    name: "Garden",
    description: "For digging, cutting, watering and the birds.",
    shelfLifeMarginDays: 0,
  },
  {
    slug: "stationery",
    name: "Stationery",
    description: "Paper, ink and two good books.",
    shelfLifeMarginDays: 0,
  },
  {
    slug: "pantry",
    name: "Pantry",
    description: "Small batches with an honest date on them.",
    shelfLifeMarginDays: 7,
  },
  {
    slug: "outdoors",
    name: "Outdoors",
    description: "For a day on the water or a night under canvas.",
    shelfLifeMarginDays: 0,
  },
];
