import type { GoodsProduct } from "../goods";
import { entry, lasting, points } from "./entry";

const shelf = { category: "workshop", taxCategory: "standard" } as const;

export const workshop: readonly GoodsProduct[] = [
  entry({
    ...shelf,
    slug: "claw-hammer",
    title: "Claw hammer",
    summary: "Forged head, hickory handle, a claw that gets under.",
    body: [
      "The face is slightly crowned so that a missed angle doesn't leave a moon in the wood. The handle is straight-grained hickory and can be replaced, which is more than can be said of steel ones.",
      points("Head wedged, not glued", "Handle 33 cm"),
    ],
    variants: [
      lasting({
        sku: "HF-HAMMER-450",
        serial: 3001,
        price: 3800,
        grams: 720,
        options: { Head: "450 g" },
        stock: [140, 120],
        reorder: [30, 150],
      }),
      lasting({
        sku: "HF-HAMMER-570",
        serial: 3002,
        price: 4100,
        grams: 860,
        options: { Head: "570 g" },
        stock: [90, 70],
        reorder: [30, 150],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "block-plane",
    title: "Block plane",
    summary: "Fits a palm, trims end grain, leaves a surface like glass.",
    body: [
      "A low-angle plane for the last tenth of a millimetre. The body is ductile iron, so it survives a fall from the bench; the blade is 3 mm thick and doesn't chatter.",
      points("12° bed, adjustable mouth", "Blade needs a first honing", "Brass lever cap"),
    ],
    variants: [
      lasting({
        sku: "HF-PLANE-BLOCK",
        serial: 3011,
        price: 14500,
        grams: 760,
        stock: [42, 40],
        reorder: [10, 50],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "bench-chisel",
    title: "Bench chisel",
    summary: "Bevel-edged, with a boxwood handle and a leather washer.",
    body: [
      "The sides are ground fine enough to work into a dovetail. The leather under the handle takes the blow of a mallet; a steel hammer will split the wood.",
      points("Hardened to 60 HRC", "Blade guard included", "Sold singly"),
    ],
    variants: [
      lasting({
        sku: "HF-CHISEL-06",
        serial: 3021,
        price: 3200,
        grams: 160,
        options: { Width: "6 mm" },
        stock: [80, 75],
        reorder: [20, 90],
      }),
      lasting({
        sku: "HF-CHISEL-12",
        serial: 3022,
        price: 3400,
        grams: 190,
        options: { Width: "12 mm" },
        stock: [110, 82],
        reorder: [20, 90],
      }),
      lasting({
        sku: "HF-CHISEL-25",
        serial: 3023,
        price: 3900,
        grams: 260,
        options: { Width: "25 mm" },
        stock: [66, 51],
        reorder: [20, 90],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "pull-saw",
    title: "Pull saw",
    summary: "Cuts on the pull: rip teeth on one edge, crosscut on the other.",
    body: [
      "A blade that is pulled can be thinner than one that is pushed, and a thin blade wastes less wood and less of you. Start with the teeth near the handle.",
      points("Blade 24 cm, replaceable", "Handle wrapped in rattan", "Next batch in six weeks"),
    ],
    variants: [
      lasting({
        sku: "HF-SAW-PULL",
        serial: 3031,
        price: 5400,
        grams: 310,
        stock: [3, 0],
        reorder: [15, 70],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "folding-rule",
    title: "Folding rule",
    summary: "Two metres of boxwood in ten leaves, brass joints.",
    body: [
      "Stays where you unfold it, lies flat on the work, and never snaps back at your knuckles. Centimetres on one side, inches on the other.",
      points("Class III accuracy", "Read both ways from zero"),
    ],
    variants: [
      lasting({
        sku: "HF-RULE-2M",
        serial: 3041,
        price: 2200,
        grams: 150,
        stock: [220, 190],
        reorder: [40, 200],
      }),
    ],
  }),
  entry({
    ...shelf,
    taxCategory: "clothing",
    slug: "canvas-apron",
    title: "Canvas work apron",
    summary: "Waxed canvas, crossed straps, pockets where hands go.",
    body: [
      "Straps cross at the back, so the weight of a full pocket hangs from the shoulders and not the neck. The wax keeps glue out and wears in rather than off.",
      points("Chest, pencil and two hip pockets", "Wipe clean; don't machine wash"),
    ],
    variants: [
      lasting({
        sku: "HF-APRON-M",
        serial: 3051,
        price: 6800,
        grams: 780,
        options: { Size: "Regular" },
        stock: [75, 66],
        reorder: [15, 80],
      }),
      lasting({
        sku: "HF-APRON-L",
        serial: 3052,
        price: 7200,
        grams: 860,
        options: { Size: "Long" },
        stock: [54, 47],
        reorder: [15, 80],
      }),
    ],
  }),
  entry({
    ...shelf,
    slug: "steel-toolbox",
    title: "Steel toolbox",
    summary: "Folded from one sheet, with a lid that takes a padlock.",
    body: [
      "No plastic corners to crack. The tray lifts out, the handle folds flat, and the paint is baked on. Holds a hammer diagonally.",
      points("40 × 20 × 18 cm", "Lift-out tray", "Takes an 8 mm padlock"),
    ],
    variants: [
      lasting({
        sku: "HF-TOOLBOX-GRN",
        serial: 3061,
        price: 5800,
        grams: 2900,
        options: { Colour: "Sea green" },
        stock: [70, 58],
        reorder: [15, 70],
      }),
      lasting({
        sku: "HF-TOOLBOX-GRY",
        serial: 3062,
        price: 5800,
        grams: 2900,
        options: { Colour: "Grey" },
        stock: [44, 40],
        reorder: [15, 70],
      }),
    ],
  }),
];
