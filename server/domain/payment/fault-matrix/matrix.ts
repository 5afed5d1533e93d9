import { type Outcome, runBatch } from "./run";
import {
  canHappen,
  interleavings,
  type Move,
  parse,
  type Schedule,
  type Sequence,
  type Step,
} from "./schedule";
import { variations } from "./take-turns";
import type { World } from "./world";

/** How much is run: `core` with every change, `full` when asked for. */
export type Extent = "core" | "full";

/** Every way through a family of schedules; what a batch came to may lead to further ones. */
export type Family = (
  extent: Extent,
  run: (schedules: readonly Schedule[]) => Promise<Outcome[]>,
) => Promise<void>;

const shoppers: readonly Sequence[] = [
  ["return"],
  ["authorise"],
  ["authorise", "return"],
  ["decline"],
  ["decline", "return"],
  ["decline", "authorise", "return"],
];
const words: readonly Sequence[] = [[], ["word"], ["newest", "word"], ["word", "again"]];

type Cast = {
  shoppers: readonly Sequence[];
  words: readonly Sequence[];
  others: readonly (readonly Sequence[])[];
};

/** Whose sequences are merged: what the shopper does, which notifications come, who ends the order, what we do by ourselves. */
const casts: Record<Extent, readonly Cast[]> = {
  core: [
    { shoppers, words: words.slice(0, 3), others: [[], [["deadline"]], [["cancel"]]] },
    { shoppers: [["authorise", "return"]], words: words.slice(0, 2), others: [[["deadline"], ["cancel"]]] },
    { shoppers: [["authorise"], ["decline"]], words: [["word", "again"]], others: [[["cancel"], ["relay"]]] },
  ],
  full: [
    {
      shoppers,
      words: [...words, ["word", "word"]],
      others: ([[], [["relay"]], [["sweep"]]] as const).flatMap((own): (readonly Sequence[])[] => [
        own,
        [["deadline"], ...own],
        [["cancel"], ...own],
        [["deadline"], ["cancel"], ...own],
      ]),
    },
  ],
};

/** Whole steps in every order. */
const orders: Family = async (extent, run) => {
  const schedules = new Map<string, Schedule>();
  for (const cast of casts[extent])
    for (const shopper of cast.shoppers)
      for (const told of cast.words)
        for (const other of cast.others)
          for (const order of interleavings([shopper, told, ...other]))
            if (canHappen(order)) schedules.set(order.join(" "), after("open", order));
  await run([...schedules.values()]);
};

/** Where a payment stands when trouble comes, and what can happen there. */
const standings: readonly { so: string; next: readonly Step[] }[] = [
  { so: "", next: ["open"] },
  { so: "open", next: ["return", "cancel", "deadline", "sweep"] },
  { so: "open authorise", next: ["return", "word", "newest", "cancel", "deadline", "sweep"] },
  { so: "open decline", next: ["return", "word", "deadline", "sweep"] },
  { so: "open decline return", next: ["relay", "authorise"] },
  { so: "open authorise cancel", next: ["relay", "word", "sweep"] },
  { so: "open authorise return cancel", next: ["relay", "word", "sweep"] },
];

/** What may come after trouble, before everything rests: the same again, or somebody else. */
const afterwards = (step: Step, extent: Extent): readonly Sequence[] => {
  if (extent === "core") return [[], ["cancel"]];
  const others: Step[] = ["word", "return", "cancel", "deadline", "sweep", "relay"];
  return [
    [],
    [step],
    ...others.map((one) => [one]),
    ...others.flatMap((one) => others.map((two) => [one, two])),
  ];
};

export type Pair = readonly [so: string, first: Step, second: Step];

const pairs: readonly Pair[] = [
  ["", "open", "open"],
  ["", "open", "cancel"],
  ["", "open", "deadline"],
  ...standings
    .slice(1)
    .flatMap(({ so, next }) =>
      next.flatMap((first, i) => next.slice(i).map((second): Pair => [so, first, second])),
    ),
];

/** Those whose transactions compete for the money. */
const rivals: readonly Step[] = ["return", "word", "cancel", "deadline"];
const inCore = ([so, first, second]: Pair, locks: boolean): boolean =>
  locks
    ? so === "open authorise" && rivals.includes(first) && rivals.includes(second)
    : first !== "sweep" && second !== "sweep";

/** Two steps at once, their effects in every order that takes a few changes of turn. */
export const atOnce =
  (chosen: readonly Pair[], locks: boolean): Family =>
  async (extent, run) => {
    const switches = extent === "full" ? 3 : 1;
    const wanted = chosen.filter((pair) => extent === "full" || inCore(pair, locks));
    let next = wanted.map(([so, ...both]): Schedule => [...reach(so), { both, turns: "", locks }]);
    while (next.length > 0) {
      const ran = await run(next);
      next = ran.flatMap(({ schedule, turns }) => {
        const last = schedule.at(-1);
        if (!last || !("both" in last)) return [];
        return variations(turns, last.turns, switches).map((turns) => [
          ...schedule.slice(0, -1),
          { ...last, turns },
        ]);
      });
    }
  };

/** A crash before every effect of every step, and every call to the provider failing or losing its answer. */
const troubles: Family = async (extent, run) => {
  const undisturbed = standings.flatMap(({ so, next }) =>
    next.map((step): Schedule => [...reach(so), { step }]),
  );
  const troubled: Schedule[] = [];
  for (const { schedule, effects, calls } of await run(undisturbed)) {
    const last = schedule.at(-1);
    if (!last || "both" in last) continue;
    const { step } = last;
    const with_ = (kind: "crash" | "error" | "lost", at: number) => {
      for (const then of afterwards(step, extent))
        troubled.push([
          ...schedule.slice(0, -1),
          { step, trouble: { kind, at } },
          ...then.map((one) => ({ step: one })),
        ]);
    };
    for (let at = 1; at <= effects.length; at += 1) with_("crash", at);
    for (let at = 1; at <= calls; at += 1) for (const kind of ["error", "lost"] as const) with_(kind, at);
  }
  await run(troubled);
};

export const families: Record<string, Family> = {
  "every order of whole steps": orders,
  "two steps at once": atOnce(pairs, false),
  "two steps at once, inside their transactions": atOnce(pairs, true),
  "crashes and failing calls": troubles,
};

const reach = (so: string): Move[] => (so === "" ? [] : [...parse(so)]);
const after = (first: Step, order: readonly Step[]): Schedule => [first, ...order].map((step) => ({ step }));

const batchSize = 100;

export type Tally = { schedules: number; seconds: number; red: Outcome[] };

/** Runs a family and counts; every `nth` schedule only, to look around quickly. */
export async function runFamily(world: World, family: Family, extent: Extent, nth = 1): Promise<Tally> {
  const started = performance.now();
  const tally: Tally = { schedules: 0, seconds: 0, red: [] };
  await family(extent, async (all) => {
    // The few that others are found by are all run.
    const schedules = all.filter((_, i) => all.length < 100 || i % nth === 0);
    const outcomes: Outcome[] = [];
    for (let i = 0; i < schedules.length; i += batchSize)
      outcomes.push(...(await runBatch(world, schedules.slice(i, i + batchSize))));
    tally.schedules += outcomes.length;
    tally.red.push(...outcomes.filter(({ problems }) => problems.length > 0));
    return outcomes;
  });
  tally.seconds = (performance.now() - started) / 1000;
  return tally;
}
