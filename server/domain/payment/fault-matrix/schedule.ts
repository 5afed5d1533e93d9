/**
 * What can happen to an order's payment, one thing at a time.
 *
 *     open        the shopper presses Pay: the provider's page is opened
 *     authorise   the shopper pays on it
 *     decline     the shopper's card or account is refused on it
 *     return      the shopper comes back to our return page
 *     word        the provider's oldest notification that has not come yet comes
 *     newest      its newest one comes, before the older ones
 *     again       the last notification comes once more
 *     deadline    the time to pay is over: the timer fires
 *     cancel      the shopper cancels the order
 *     relay       what was recorded so far reaches the policies that listen
 *     sweep       two minutes pass, and the sweeps look at what stands still
 */
export const steps = [
  "open",
  "authorise",
  "decline",
  "return",
  "word",
  "newest",
  "again",
  "deadline",
  "cancel",
  "relay",
  "sweep",
] as const;
export type Step = (typeof steps)[number];

/**
 * What goes wrong inside a step. `crash`: our process dies before its nth effect. Of its nth call to the provider:
 * `error`: it fails without effect, as by a 500 or a time-out on the way there; `lost`: the provider acts and we never hear it.
 */
export type Trouble = { kind: "crash" | "error" | "lost"; at: number };

/**
 * One move of a schedule: a step, a step with trouble, or two steps at once, whose effects (transactions and calls) take
 * turns as `turns` says: "AAB…" is two of the first, one of the second. With `locks`, a step also gives the turn away
 * inside its transactions, right before its first write.
 */
export type Move =
  | { step: Step; trouble?: Trouble }
  | { both: readonly [Step, Step]; turns: string; locks: boolean };

/** Everything that happens to one order, up to the rest that restarts and sweeps do by themselves. */
export type Schedule = readonly Move[];

/** `open authorise return!crash@3 word+cancel/AAB deadline`; `parse` reads it back. */
export const print = (schedule: Schedule): string => schedule.map(printMove).join(" ");

function printMove(move: Move): string {
  if ("both" in move) return `${move.both.join("+")}${move.locks ? "//" : "/"}${move.turns}`;
  return move.trouble ? `${move.step}!${move.trouble.kind}@${move.trouble.at}` : move.step;
}

/** Reads a schedule as `print` writes it. Throws on a word that is none. */
export const parse = (text: string): Schedule => text.split(" ").map(parseMove);

const word = /^([a-z]+)(?:!(crash|error|lost)@(\d+)|\+([a-z]+)(\/\/?)([AB]*))?$/;

function parseMove(text: string): Move {
  const [, first, kind, at, second, slashes, turns = ""] = word.exec(text) ?? [];
  if (second) return { both: [asStep(first), asStep(second)], turns, locks: slashes === "//" };
  const step = asStep(first);
  return kind ? { step, trouble: { kind: kind as Trouble["kind"], at: Number(at) } } : { step };
}

function asStep(text: string | undefined): Step {
  const found = steps.find((step) => step === text);
  if (!found) throw new Error(`No step is called "${text}".`);
  return found;
}

/** A sequence of steps of one actor, kept in this order whatever others do in between. */
export type Sequence = readonly Step[];

/** Every way to merge the sequences, each keeping its own order; merges that come to the same are given once. */
export function interleavings(sequences: readonly Sequence[]): Step[][] {
  const seen = new Map<string, Step[]>();
  const walk = (rest: readonly Sequence[], done: Step[]): void => {
    const open = rest.filter((sequence) => sequence.length > 0);
    if (open.length === 0) {
      seen.set(done.join(" "), done);
      return;
    }
    for (const next of open) {
      const [step] = next;
      if (step)
        walk(
          open.map((one) => (one === next ? one.slice(1) : one)),
          [...done, step],
        );
    }
  };
  walk(sequences, []);
  return [...seen.values()];
}

/** Whether no notification comes before there can be one: nobody tells us of a page before something happens on it. */
export function canHappen(order: readonly Step[]): boolean {
  const told = order.findIndex((step) => step === "word" || step === "newest" || step === "again");
  const acted = order.findIndex((step) => step === "authorise" || step === "decline");
  return told === -1 || (acted !== -1 && acted < told);
}
