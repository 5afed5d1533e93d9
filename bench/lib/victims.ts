import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Ends one process of a shop started by `npm start` with SIGKILL, as it runs now. Gives its number. */
export function kill(victim: string): number {
  const file = join(process.env.HOLDFAST_HOME ?? ".holdfast", "running.json");
  if (!existsSync(file)) throw new Error("The drill needs a shop started by `npm start`.");
  const { pids } = JSON.parse(readFileSync(file, "utf8")) as { pids: Record<string, number> };
  const pid = pids[victim];
  if (!pid) throw new Error(`There is no process ${victim} in ${file}.`);
  process.kill(pid, "SIGKILL");
  return pid;
}

/** Kills one victim after another, spread over `steps` steps of work; call it after each step. */
export function killBetween(victims: readonly string[], steps: number, killed: (victim: string) => void) {
  let done = 0;
  let next = 0;
  return (): void => {
    done += 1;
    const victim = victims[next];
    if (!victim || done < Math.ceil(((next + 1) * steps) / (victims.length + 1))) return;
    next += 1;
    kill(victim);
    killed(victim);
  };
}
