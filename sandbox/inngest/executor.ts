import { randomUUID } from "node:crypto";
import type pg from "pg";
import { log } from "@/server/kernel/log";
import { Alarm } from "../alarm";
import { judge, type Verdict } from "./answer";
import { AppAway, callApp } from "./call";
import { fireCrons } from "./cron";
import { type Completion, completeRuns, drop, finishPlanned } from "./outcome";
import { prune } from "./prune";
import { claim, type Item, type Lease, release, renew, ticketOf } from "./queue";
import { type Desk, settle } from "./settle";
import { retryAfter } from "./time";
import { Together } from "./together";

export type ExecutorOptions = {
  db: pg.Pool;
  now(): Date;
  signingKey?: string | undefined;
  /** Calls to the app in flight at once. */
  concurrency?: number;
  retryBaseMs?: number;
  /** How long a call stays with an executor that is no longer heard of. */
  leaseMs?: number;
  callTimeoutMs?: number;
  /** Told when the app could not be reached. */
  onAway?(): void;
};

const pollMs = 1000;
const awayMs = 1000;
const pruneEveryMs = 60_000;

/**
 * Drives runs: claims calls that are due, makes them, writes down what came of them. All of its knowledge is in the
 * database; the process may be killed at any point, and another takes over when the lease is over.
 */
export class Executor {
  readonly #options: Required<Omit<ExecutorOptions, "signingKey" | "onAway">> &
    Pick<ExecutorOptions, "signingKey" | "onAway">;
  readonly #lease: Lease;
  readonly #waiting: Item[] = [];
  readonly #held = new Map<string, Item>();
  readonly #abort = new AbortController();
  readonly #desk: Desk;
  readonly #alarm = new Alarm();
  #inFlight = 0;
  #running = false;
  #awayUntil = 0;
  #loop: Promise<void> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];

  constructor(options: ExecutorOptions) {
    this.#options = {
      concurrency: 4,
      retryBaseMs: 1000,
      leaseMs: 10_000,
      callTimeoutMs: 120_000,
      ...options,
    };
    this.#lease = { owner: randomUUID(), leaseMs: this.#options.leaseMs };
    const { db, now, retryBaseMs } = this.#options;
    const write: Desk["write"] = (work) => this.#write(work);
    const completed = new Together<Completion>((done) =>
      write(() => completeRuns(db, this.#lease, done, now())),
    );
    this.#desk = {
      db,
      now,
      retryBaseMs,
      lease: this.#lease,
      write,
      completed,
      wakeAt: (at) => this.#wakeAt(at),
    };
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#timers = [
      setInterval(
        () => void this.#quietly(renew(this.#options.db, this.#lease, [...this.#held.keys()])),
        this.#options.leaseMs / 3,
      ),
      setInterval(() => void this.#quietly(prune(this.#options.db, this.#options.now())), pruneEveryMs),
    ];
    this.#loop = this.#run();
  }

  /** Looks for work now instead of at the next poll. */
  wake(): void {
    this.#alarm.ring();
  }

  /** Lets calls in flight end within `graceMs`, then gives back what it holds. */
  async stop(graceMs = 3000): Promise<void> {
    this.#running = false;
    this.wake();
    await this.#loop;
    const until = Date.now() + graceMs;
    while (this.#held.size > this.#waiting.length && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    this.abandon();
    await this.#quietly(release(this.#options.db, this.#lease, [...this.#held.keys()]));
  }

  /** Stops dead, as a killed process would: nothing more is written, leases are left to run out. */
  abandon(): void {
    this.#running = false;
    for (const timer of this.#timers) clearInterval(timer);
    this.#abort.abort();
    this.wake();
  }

  async #run(): Promise<void> {
    let cronAt = 0;
    while (this.#running) {
      this.#alarm.reset();
      try {
        if (Date.now() >= cronAt) {
          await fireCrons(this.#options.db, this.#options.now());
          cronAt = Date.now() + pollMs / 2;
        }
        await this.#fill();
      } catch (error) {
        log.warn({ error: message(error) }, "executor: the database does not answer; trying again");
        this.#alarm.reset();
      }
      if (this.#running) await this.#alarm.wait(pollMs);
    }
  }

  /** Claims as much as there is room for, a little ahead, so that a slot never waits for the claim. */
  async #fill(): Promise<void> {
    const { concurrency, db, now } = this.#options;
    const room = 3 * concurrency - this.#held.size;
    if (room < concurrency || Date.now() < this.#awayUntil) return;
    const claimed = await claim(db, this.#lease, {
      now: now(),
      limit: room,
      fullFunctions: this.#fullFunctions(),
      held: [...this.#held.keys()],
    });
    const tooMany: string[] = [];
    for (const item of claimed) {
      if (this.#isFull(item)) {
        tooMany.push(item.id);
        continue;
      }
      this.#held.set(item.id, item);
      this.#waiting.push(item);
    }
    if (tooMany.length > 0) await release(db, this.#lease, tooMany);
    this.#dispatch();
    if (claimed.length === room && this.#held.size < 3 * concurrency) this.wake();
  }

  #isFull(item: Item): boolean {
    if (item.concurrency === null) return false;
    let held = 0;
    for (const other of this.#held.values()) if (other.functionId === item.functionId) held++;
    return held >= item.concurrency;
  }

  #fullFunctions(): string[] {
    return [
      ...new Set(
        [...this.#held.values()].filter((item) => this.#isFull(item)).map((item) => item.functionId),
      ),
    ];
  }

  #dispatch(): void {
    while (this.#inFlight < this.#options.concurrency) {
      const item = this.#waiting.shift();
      if (!item) break;
      this.#inFlight++;
      void this.#work(item).finally(() => {
        this.#held.delete(item.id);
        if (this.#running) this.wake();
      });
    }
  }

  /** A call has ended: the next may be made while the result of this one is being written. */
  #freeSlot(): void {
    this.#inFlight--;
    if (this.#running) this.#dispatch();
  }

  /** Takes one item as far as it goes: after a step ran, the next call follows at once. */
  async #work(item: Item): Promise<void> {
    let freed = false;
    const free = () => {
      if (freed) return;
      freed = true;
      this.#freeSlot();
    };
    try {
      await this.#goOn(item, free);
    } finally {
      free();
    }
  }

  async #goOn(item: Item, free: () => void): Promise<void> {
    if (item.runStatus !== "running") return this.#write(() => drop(this.#options.db, this.#lease, item));
    if (item.kind === "sleep")
      return this.#write(() => finishPlanned(this.#options.db, this.#lease, item, '{"data":null}'));
    let goOn = true;
    while (goOn && this.#running) {
      const verdict = await this.#call(item);
      if (this.#abort.signal.aborted) return;
      if (verdict?.verdict.kind !== "ran") free();
      goOn = verdict !== undefined && (await settle(this.#desk, item, verdict.verdict, verdict.waitMs));
    }
    // A clean stop between two calls: the next call is anyone's.
    if (goOn) await this.#quietly(release(this.#options.db, this.#lease, [item.id]));
  }

  async #call(item: Item): Promise<{ verdict: Verdict; waitMs: number } | undefined> {
    const { signingKey, callTimeoutMs, now } = this.#options;
    try {
      const answer = await callApp(
        { ...item, ticket: ticketOf(item, this.#lease) },
        { signingKey, timeoutMs: callTimeoutMs, signal: this.#abort.signal },
      );
      return {
        verdict: judge(item, answer, now()),
        waitMs: retryAfter(answer.headers["retry-after"], now()),
      };
    } catch (error) {
      if (!(error instanceof AppAway))
        return { verdict: { kind: "missed", error: message(error) }, waitMs: 0 };
      // Nothing was run: everything stays as it is until the app is back.
      this.#awayUntil = Date.now() + awayMs;
      this.#options.onAway?.();
      const ids = [item.id, ...this.#waiting.splice(0).map((other) => other.id)];
      await this.#quietly(release(this.#options.db, this.#lease, ids));
      for (const id of ids) this.#held.delete(id);
      return undefined;
    }
  }

  /** A result is not given up while the database is away: the step has run and must not run again. */
  async #write<T>(write: () => Promise<T>): Promise<T | undefined> {
    while (!this.#abort.signal.aborted) {
      try {
        return await write();
      } catch (error) {
        log.warn({ error: message(error) }, "executor: a result could not be written; trying again");
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
    return undefined;
  }

  #wakeAt(at: Date): void {
    const wait = at.getTime() - this.#options.now().getTime();
    if (wait < 10 * pollMs) setTimeout(() => this.wake(), Math.max(0, wait + 1)).unref();
  }

  async #quietly(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) =>
      log.warn({ error: message(error) }, "executor: the database does not answer"),
    );
  }
}

const message = (error: unknown) =>
  error instanceof Error ? error.message || error.constructor.name : String(error);
