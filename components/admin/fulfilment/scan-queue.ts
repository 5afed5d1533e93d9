/** A scan that was made here and that the server has not answered yet. */
export type WaitingScan = {
  /** Made here: the server books it once, however often it hears of it. */
  scan: string;
  /** Who scanned; somebody else who signs in on the same device does not send it. */
  by: string;
  /** The shipment or the walk that it is for. */
  to: string;
  code: string;
  quantity: number;
  stockLevelId?: number | undefined;
  bin?: string | undefined;
  /** What was scanned, in words. */
  title: string;
};

export type Outcome<Answer> =
  | { kind: "booked"; scan: WaitingScan; answer: Answer }
  | { kind: "refused"; scan: WaitingScan; message: string };

/** What became of sending: `later` is worth another try, `stop` needs the person first. */
type Failure = { kind: "refused"; message: string } | { kind: "later" } | { kind: "stop" };

type Deps<Answer> = {
  store: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  by: string;
  to: string;
  send: (scan: WaitingScan) => Promise<Answer>;
  judge: (error: unknown) => Failure;
  settled: (outcome: Outcome<Answer>) => void;
  wait?: (ms: number) => Promise<void>;
};

export type QueueState = {
  waiting: readonly WaitingScan[];
  /** The last try did not get through. */
  stuck: null | "no connection" | "signed out";
};

const firstPause = 1_000;
const longestPause = 15_000;

/**
 * Scans on their way to the server, in their order, kept on the device until it has answered: a dropped connection or a
 * reload loses none, and the server books each once.
 */
export class ScanQueue<Answer> {
  #state: QueueState;
  #listeners = new Set<() => void>();
  #sending = false;
  #wake: () => void = () => {};

  constructor(private readonly deps: Deps<Answer>) {
    this.#state = { waiting: this.#read(), stuck: null };
  }

  readonly state = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  add(scan: Omit<WaitingScan, "by" | "to">): void {
    const { by, to } = this.deps;
    this.#change({ waiting: [...this.#state.waiting, { ...scan, by, to }] });
    void this.send();
  }

  /** Tries at once what waits for a later try: the connection is back. */
  readonly hurry = (): void => {
    this.#wake();
    void this.send();
  };

  async send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    let pause = firstPause;
    for (let next = this.#state.waiting[0]; next; next = this.#state.waiting[0]) {
      const outcome = await this.#try(next);
      if (outcome.kind === "stop") {
        this.#change({ stuck: "signed out" });
        break;
      }
      if (outcome.kind === "later") {
        this.#change({ stuck: "no connection" });
        await this.#pause(pause);
        pause = Math.min(pause * 2, longestPause);
        continue;
      }
      pause = firstPause;
      this.#change({ waiting: this.#state.waiting.slice(1), stuck: null }, () => this.deps.settled(outcome));
    }
    this.#sending = false;
  }

  async #try(scan: WaitingScan): Promise<Outcome<Answer> | { kind: "later" } | { kind: "stop" }> {
    try {
      return { kind: "booked", scan, answer: await this.deps.send(scan) };
    } catch (error) {
      const failure = this.deps.judge(error);
      return failure.kind === "refused" ? { ...failure, scan } : failure;
    }
  }

  #pause(ms: number): Promise<void> {
    const wait = this.deps.wait ?? ((time) => new Promise((resolve) => setTimeout(resolve, time)));
    return Promise.race([wait(ms), new Promise<void>((resolve) => (this.#wake = resolve))]);
  }

  /** `first` runs before listeners hear, so that what was booked is never shown neither as waiting nor as counted. */
  #change(change: Partial<QueueState>, first?: () => void): void {
    this.#state = { ...this.#state, ...change };
    this.#write(this.#state.waiting);
    first?.();
    for (const listener of this.#listeners) listener();
  }

  get #key(): string {
    return `holdfast-scans:${this.deps.by}:${this.deps.to}`;
  }

  #read(): WaitingScan[] {
    try {
      const kept: unknown = JSON.parse(this.deps.store.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isScan) : [];
    } catch {
      return [];
    }
  }

  #write(waiting: readonly WaitingScan[]): void {
    try {
      if (waiting.length === 0) this.deps.store.removeItem(this.#key);
      else this.deps.store.setItem(this.#key, JSON.stringify(waiting));
    } catch {
      // A full or forbidden store: the scans still wait in this page.
    }
  }
}

const isScan = (value: unknown): value is WaitingScan =>
  typeof value === "object" &&
  value !== null &&
  "scan" in value &&
  typeof value.scan === "string" &&
  "code" in value &&
  typeof value.code === "string" &&
  "quantity" in value &&
  typeof value.quantity === "number";
