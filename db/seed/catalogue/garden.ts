import type { GoodsProduct } from "../goods";
import { entry, lasting, points } from "./entry";

const shelf = { category: "garden", taxCategory: "standard" } as const;

export const garden: readonly GoodsProduct[] = [
  entry({
    ...shelf,
    slug: "watering-can",
    title: "Watering can",
    summary: "Galvanised steel, a long reach, and a rose as fine as drizzle.",
    body: [
      "The spout leaves the can low and rises high, so it pours the last cup as evenly as the first. The brass rose unscrews to be rinsed.",
      points("Eight litres", "Hot-dip galvanised, seams soldered", "Empty it before frost"),
    ],
    variants: [
      lasting({
        sku: "HF-CAN-GRN",
        serial: 4001,
        price: 6900,
        grams: 1900,
        options: { Colour: "Sea green" },
        stock: [90, 120],
        reorder: [20, 110],
      }),
      lasting({
        sku: "HF-CAN-ZINC",
        serial: 4002,
        price: 6400,
        grams: 1900,
        options: { Colour: "Zinc" },
        stock: [75, 60],
        reorder: [20, 110],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "hand-trowel",
    title: "Hand trowel",
    summary: "One piece of stainless, ash handle, a depth scale on the blade.",
    body: [
      "Cheap trowels bend at the neck. This one is forged through the neck and doesn't. The blade is pointed enough for roots and flat enough to scoop.",
      points("Marked to 12 cm for bulbs", "Leather loop"),
    ],
    variants: [
      lasting({
        sku: "HF-TROWEL",
        serial: 4011,
        price: 2700,
        grams: 290,
        stock: [260, 310],
        reorder: [50, 300],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "secateurs",
    title: "Secateurs",
    summary: "Bypass blades, every part replaceable with one screwdriver.",
    body: [
      "A clean cut heals; a crushed one rots. The blade slides past the hook and both can be sharpened. Springs, screws and blades are sold as parts.",
      points("Cuts up to 22 mm", "Thumb catch for either hand", "Oil after wet work"),
    ],
    variants: [
      lasting({
        sku: "HF-SECATEURS",
        serial: 4021,
        price: 5200,
        grams: 250,
        stock: [130, 95],
        reorder: [25, 120],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "terracotta-pot",
    title: "Terracotta pot",
    summary: "Thick-walled, fired hot enough to stand outside in frost.",
    body: [
      "Clay breathes and roots like it. Fired at 1,080 °C, so water can't get in far enough to freeze. White bloom on the outside is salt and is part of the charm.",
      points("Drain hole and saucer", "Soak it before the first planting"),
    ],
    variants: [
      lasting({
        sku: "HF-POT-12",
        serial: 4031,
        price: 1200,
        grams: 700,
        options: { Size: "12 cm" },
        stock: [380, 340],
        reorder: [80, 400],
      }),
      lasting({
        sku: "HF-POT-18",
        serial: 4032,
        price: 1900,
        grams: 1700,
        options: { Size: "18 cm" },
        stock: [240, 210],
        reorder: [60, 300],
      }),
      lasting({
        sku: "HF-POT-26",
        serial: 4033,
        price: 3400,
        grams: 4300,
        options: { Size: "26 cm" },
        stock: [64, 48],
        reorder: [20, 80],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "garden-twine",
    title: "Garden twine",
    summary: "Jute on a beech stand with a cutter built in.",
    body: [
      "Soft enough for sweet peas, strong enough for tomatoes in August, and gone into the compost by spring.",
      points("150 metres", "Refills fit the stand", "Undyed or green"),
    ],
    variants: [
      lasting({
        sku: "HF-TWINE-NAT",
        serial: 4041,
        price: 1600,
        grams: 380,
        options: { Colour: "Natural" },
        stock: [300, 260],
        reorder: [60, 300],
      }),
      lasting({
        sku: "HF-TWINE-GRN",
        serial: 4042,
        price: 1600,
        grams: 380,
        options: { Colour: "Green" },
        stock: [220, 180],
        reorder: [60, 300],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "nest-box",
    title: "Nest box",
    summary: "Larch, a 32 mm hole, a side that swings open for autumn cleaning.",
    body: [
      "Made to what bird people recommend rather than what looks sweet: thick walls, rough inside, no perch for a magpie to stand on.",
      points(
        "For chickadees, tits and wrens",
        "Hang two to four metres up, facing north to east",
        "Untreated larch goes grey",
      ),
    ],
    variants: [
      lasting({
        sku: "HF-NESTBOX-32",
        serial: 4051,
        price: 4200,
        grams: 1600,
        stock: [56, 3],
        reorder: [12, 60],
      }),
    ],
  }),
];
