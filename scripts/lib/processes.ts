import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** True while a process with this number runs; one that ended and that nobody has collected does not. */
export function isAlive(pid: number): boolean {
  return hasNumber(pid) && !isZombie(pid);
}

/** True while the number is in use, be it by a process that ended and that nobody has collected. */
export function hasNumber(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command line of a process, "" when there is none. */
export function commandLine(pid: number): string {
  if (process.platform !== "linux")
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

/** When a process started, as text: with the number, it names one process for good. */
export function startedAt(pid: number): string {
  if (process.platform !== "linux")
    return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return statFields(pid)[19] ?? "";
}

/** Waits until `condition` holds, looking ten times a second; throws after `ms`. */
export async function waitUntil(ms: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Still not ready after ${Math.round(ms / 1000)} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isZombie(pid: number): boolean {
  return process.platform === "linux" && statFields(pid)[0] === "Z";
}

/** The fields of /proc/<pid>/stat after the program's name, which may hold blanks itself. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
