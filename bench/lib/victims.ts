import { existsSync, readFileSync } from "node:fs";
import { defaultHome } from "@/scripts/lib/home";
import { isAlive, startedAt } from "@/scripts/lib/processes";

/**
 * Ends one process of a shop started by `npm start` with SIGKILL. Gives its number; null while it is being started again,
 * when its old number may belong to any other process.
 */
export function kill(victim: string): number | null {
  const { processes } = defaultHome();
  if (!existsSync(processes)) throw new Error("The drill needs a shop started by `npm start`.");
  const entries = JSON.parse(readFileSync(processes, "utf8")) as Record<string, Entry>;
  const entry = entries[victim];
  if (!entry) throw new Error(`There is no process ${victim} in ${processes}.`);
  if (!isAlive(entry.pid) || startedAt(entry.pid) !== entry.startedAt) return null;
  process.kill(entry.pid, "SIGKILL");
  return entry.pid;
}

type Entry = { pid: number; startedAt: string };

/** Kills one victim after another, spread over `steps` steps of work; call it after each step. */
export function killBetween(victims: readonly string[], steps: number, killed: (victim: string) => void) {
  let done = 0;
  let next = 0;
  return (): void => {
    done += 1;
    const victim = victims[next];
    if (!victim || done < Math.ceil(((next + 1) * steps) / (victims.length + 1))) return;
    if (kill(victim) === null) return;
    next += 1;
    killed(victim);
  };
}
