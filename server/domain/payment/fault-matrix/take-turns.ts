import { type Effect, runIn, Strand } from "./strand";

export type Turn = { taken: "A" | "B"; free: boolean };

type Actor = {
  name: "A" | "B";
  strand: Strand;
  body: () => Promise<void>;
  state: "new" | "running" | "waiting" | "done";
  go: () => void;
};

/**
 * Runs two steps at once, effect by effect, in the order that `turns` says; where it says nothing more, whoever has the turn
 * keeps it. Returns the turns that were taken and whether the other one could have had each of them.
 */
export async function takeTurns(
  bodies: readonly [() => Promise<void>, () => Promise<void>],
  turns: string,
  options: {
    locks: boolean;
    clock: { now(): Date };
    /** Whether a server process waits for a lock. */
    isBlocked: (backend: number) => Promise<boolean>;
  },
): Promise<Turn[]> {
  let wake = () => {};
  const actor = (name: "A" | "B", body: () => Promise<void>): Actor => {
    const made: Actor = {
      name,
      body,
      state: "new",
      go: () => {},
      strand: new Strand(options.clock, undefined, wait),
    };
    function wait(effect: Effect): Promise<void> {
      const stops = effect === "transaction" || effect === "call" || (effect === "write" && options.locks);
      if (!stops) return Promise.resolve();
      made.state = "waiting";
      wake();
      return new Promise((resolve) => {
        made.go = resolve;
      });
    }
    return made;
  };
  const actors = [actor("A", bodies[0]), actor("B", bodies[1])] as const;

  /** Until everyone who has started stands before an effect, is done, or waits for a lock. */
  const quiet = async () => {
    const running = () => actors.filter((one) => one.state === "running");
    while (running().length > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (options.locks) setTimeout(resolve, 4);
      });
      const blocked = await Promise.all(
        running().map(({ strand }) => (strand.backend ? options.isBlocked(strand.backend) : false)),
      );
      if (running().length > 0 && blocked.length > 0 && blocked.every(Boolean)) return;
    }
  };
  const resume = (one: Actor) => {
    const fresh = one.state === "new";
    one.state = "running";
    if (!fresh) return one.go();
    void runIn(one.strand, one.body).finally(() => {
      one.state = "done";
      wake();
    });
  };

  const taken: Turn[] = [];
  for (;;) {
    const able = actors.filter((one) => one.state === "new" || one.state === "waiting");
    const [first] = able;
    if (!first) {
      if (actors.every((one) => one.state === "done")) return taken;
      // Both wait for locks, or one does and the other is done: what releases them is on its way.
      await quiet();
      continue;
    }
    const wanted = turns[taken.length] ?? taken.at(-1)?.taken;
    const chosen = able.find((one) => one.name === wanted) ?? first;
    taken.push({ taken: chosen.name, free: able.length === 2 });
    resume(chosen);
    await quiet();
  }
}

/** The orders of turns next to one that was run: each differs in one later turn, with at most `switches` changes of turn. */
export function variations(ran: readonly Turn[], given: string, switches: number): string[] {
  return ran.flatMap(({ taken, free }, i) => {
    if (!free || i < given.length) return [];
    const before = ran.slice(0, i).map((turn) => turn.taken);
    const turns = [...before, taken === "A" ? "B" : "A"].join("");
    return changes(turns) <= switches ? [turns] : [];
  });
}

const changes = (turns: string): number =>
  [...turns].filter((one, i) => i > 0 && one !== turns[i - 1]).length;
