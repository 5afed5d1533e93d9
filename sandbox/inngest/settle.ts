import type pg from "pg";
import type { Verdict } from "./answer";
import { type Completion, failRun, finishPlanned, planSteps, retryLater, saveStep } from "./outcome";
import type { Item, Lease } from "./queue";
import { backoff } from "./time";
import type { Together } from "./together";

const maxMisses = 200;

/** What is needed to write an answer down. */
export type Desk = {
  db: pg.Pool;
  lease: Lease;
  now(): Date;
  retryBaseMs: number;
  /** Tries until the database has taken it. */
  write<T>(work: () => Promise<T>): Promise<T | undefined>;
  completed: Together<Completion>;
  /** Something will be due then. */
  wakeAt(at: Date): void;
};

/** Writes an answer down. True when the same holder goes on with the run's next call. */
export async function settle(desk: Desk, item: Item, verdict: Verdict, waitMs: number): Promise<boolean> {
  const { db, lease, now, write } = desk;
  switch (verdict.kind) {
    case "completed":
      await desk.completed.add({ item, ...verdict });
      return false;
    case "failed":
      await write(() => failRun(db, lease, item, verdict.error, now()));
      return false;
    case "planned":
      for (const step of verdict.steps) if (step.dueAt) desk.wakeAt(step.dueAt);
      await write(() => planSteps(db, lease, item, verdict.steps));
      return false;
    case "finished":
      await write(() => finishPlanned(db, lease, item, verdict.result));
      return false;
    case "ran": {
      const steps = await write(() => saveStep(db, lease, item, verdict.step));
      if (!steps) return false;
      Object.assign(item, { attempt: 0, misses: 0, steps });
      return true;
    }
    case "retry":
      await again(desk, item, { attempt: item.attempt + 1, misses: 0 }, item.attempt, verdict.error, waitMs);
      return false;
    case "missed":
      if (item.misses >= maxMisses) await write(() => failRun(db, lease, item, verdict.error, now()));
      else {
        // The function had no part in it: none of its tries is used up.
        const next = { attempt: item.attempt, misses: item.misses + 1 };
        await again(desk, item, next, item.misses, verdict.error, waitMs);
      }
      return false;
  }
}

async function again(
  { db, lease, now, write, wakeAt, retryBaseMs }: Desk,
  item: Item,
  next: { attempt: number; misses: number },
  failures: number,
  error: string,
  waitMs: number,
): Promise<void> {
  const at = new Date(now().getTime() + Math.max(waitMs, backoff(failures, retryBaseMs)));
  await write(() => retryLater(db, lease, item, { ...next, at, error }));
  wakeAt(at);
}
