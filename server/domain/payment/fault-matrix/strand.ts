import { AsyncLocalStorage } from "node:async_hooks";
import type { Trouble } from "./schedule";

/** What a step is about to do to the world; between two of them it only reads. */
export type Effect =
  | "transaction"
  /** A single statement that changes something, without a transaction. */
  | "statement"
  /** The first change inside a transaction, when it holds its locks and has read what it decides on. */
  | "write"
  | "call"
  | "mail";

/** Our process has died. Nothing catches this for good: every further effect of the same strand dies as well. */
export class Crash extends Error {}

/** One step on its way. It passes every effect before having it, so that it can be stopped there or given trouble. */
export class Strand {
  readonly effects: string[] = [];
  calls = 0;
  /** Whether the trouble that was planned has come. */
  struck = false;
  /** Its server process, while it is in a transaction. */
  backend: number | undefined;
  #dead = false;

  constructor(
    readonly clock: { now(): Date },
    readonly trouble?: Trouble,
    readonly gate?: (effect: Effect) => Promise<void>,
  ) {}

  async pass(effect: Effect, what: string): Promise<void> {
    if (this.#dead) throw new Crash("This process has died.");
    if (effect !== "write") this.effects.push(what);
    if (this.trouble?.kind === "crash" && effect !== "write" && this.effects.length === this.trouble.at) {
      this.#dead = true;
      this.struck = true;
      throw new Crash(`The process dies before ${what}.`);
    }
    await this.gate?.(effect);
  }

  /** What is to go wrong with the call that is made now. */
  troubleOfCall(): "error" | "lost" | null {
    this.calls += 1;
    const { trouble } = this;
    if (!trouble || trouble.kind === "crash" || trouble.at !== this.calls) return null;
    this.struck = true;
    return trouble.kind;
  }
}

const strands = new AsyncLocalStorage<Strand>();

/** The strand that the caller runs in; outside of any, what sweeps and policies do at the end is not watched. */
export const currentStrand = (): Strand | undefined => strands.getStore();

export const runIn = <T>(strand: Strand, body: () => Promise<T>): Promise<T> => strands.run(strand, body);
