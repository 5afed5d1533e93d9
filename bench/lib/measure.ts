import { readdirSync, readFileSync } from "node:fs";
import type { Answer } from "./contract";

export type Figures = {
  name: string;
  concurrency: number;
  count: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  errors: number;
};

/** Runs `count` calls, at most `concurrency` at a time, and sums up their times in ms. */
export async function measure(
  name: string,
  count: number,
  concurrency: number,
  call: (i: number) => Promise<Answer>,
): Promise<Figures & { answers: Answer[] }> {
  const answers: Answer[] = [];
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (next < count) {
      const i = next++;
      answers.push(await call(i));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const figures = figuresOf(
    name,
    concurrency,
    answers.map((answer) => answer.ms),
    seconds,
    answers.filter((answer) => !answer.ok).length,
  );
  return { ...figures, answers };
}

/** Sums up times in ms: how many a second, and the time that half, 95 % and 99 % of them stay under. */
export function figuresOf(
  name: string,
  concurrency: number,
  ms: readonly number[],
  seconds: number,
  errors: number,
): Figures {
  const times = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const count = times.length;
  return {
    name,
    concurrency,
    count,
    perSecond: round(count / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    errors,
  };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

/** One JSON line. */
export function print(figures: Record<string, unknown>): void {
  const { answers: _, ...line } = figures;
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * CPU time in ms that a process and (with `children`) its children have used so far, ended ones included. Null where
 * /proc is not there to tell.
 */
export function cpuMs(pid: number | undefined, children = false): number | null {
  if (!pid) return null;
  try {
    const own = statOf(pid);
    if (!children) return own.self;
    const alive = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          return [statOf(Number(name))];
        } catch {
          return [];
        }
      })
      .filter((stat) => stat.parent === pid);
    return own.self + own.ended + alive.reduce((ms, stat) => ms + stat.self, 0);
  } catch {
    return null;
  }
}

/** Waits until the server has caught up with what the last measurement set off; a minute at most. */
export async function quiet(pid: number | undefined): Promise<void> {
  for (let second = 0; second < 60; second++) {
    const before = cpuMs(pid);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const after = cpuMs(pid);
    if (before === null || after === null || after - before < 100) return;
  }
}

function statOf(pid: number): { parent: number; self: number; ended: number } {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const [, parent = 0] = fields;
  // Clock ticks are 10 ms on every Linux that Node runs on.
  const ticks = (from: number) => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * 10;
  return { parent, self: ticks(11), ended: ticks(13) };
}
