import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { end } from "./child";
import type { Home } from "./home";
import { isAlive, startedAt, waitUntil } from "./processes";
import { Complaint } from "./progress";

/** What other programs may know about a running Holdfast: `.holdfast/running.json`. */
export type Running = {
  web: string;
  /** null where every vendor is the real one. */
  sandbox: string | null;
  mail: string | null;
  smtp: string | null;
  databaseUrl: string;
  pids: {
    supervisor: number;
    web: number;
    sandbox: number | null;
    executor: number | null;
    postgres: number | null;
  };
};

type Entry = { pid: number; startedAt: string };

/**
 * Every process this home has started, written before anything else happens to it, so that the next start can end
 * what a killed supervisor left behind. Number and start time together name one process for good.
 */
export class ProcessRegister {
  #entries: Record<string, Entry> = {};
  constructor(readonly home: Home) {}

  /** Claims the home for this process. Refuses while another one holds it; ends leftovers of a killed one. */
  async claim(): Promise<string[]> {
    const left = readEntries(this.home);
    const supervisor = left.supervisor;
    if (supervisor && isSame(supervisor)) {
      if (!existsSync(this.home.stopping)) throw new Complaint(alreadyRunning(this.home, supervisor.pid));
      await waitUntil(60_000, async () => !isSame(supervisor));
    }
    const ended: string[] = [];
    for (const [name, entry] of Object.entries(left)) {
      // PostgreSQL has a lock file of its own and wants to be stopped last and gently.
      if (name === "supervisor" || name === "postgres" || !isSame(entry)) continue;
      await end(entry.pid, 5000);
      ended.push(name);
    }
    for (const path of [this.home.running, this.home.stopping]) rmSync(path, { force: true });
    this.#entries = { supervisor: { pid: process.pid, startedAt: startedAt(process.pid) } };
    this.#save();
    return ended;
  }

  add(name: string, pid: number | undefined): void {
    if (pid === undefined) return;
    this.#entries[name] = { pid, startedAt: startedAt(pid) };
    this.#save();
  }

  pid(name: string): number | null {
    return this.#entries[name]?.pid ?? null;
  }

  remove(name: string): void {
    delete this.#entries[name];
    this.#save();
  }

  /** The first thing a proper stop does: a start that follows at once then waits instead of refusing. */
  announceStop(): void {
    writeFileSync(this.home.stopping, "");
    rmSync(this.home.running, { force: true });
  }

  /** The last thing a proper stop does. */
  release(): void {
    for (const path of [this.home.running, this.home.processes, this.home.stopping])
      rmSync(path, { force: true });
  }

  #save(): void {
    writeWhole(this.home.processes, this.#entries);
  }
}

export function writeRunning(home: Home, running: Running): void {
  writeWhole(home.running, running);
}

/** The running Holdfast of a home, if one runs. */
export function readRunning(home: Home): Running | undefined {
  const supervisor = readEntries(home).supervisor;
  if (!supervisor || !isSame(supervisor) || !existsSync(home.running)) return undefined;
  return JSON.parse(readFileSync(home.running, "utf8")) as Running;
}

/** True while a supervisor holds the home, also before it is ready. */
export function isHeld(home: Home): boolean {
  const supervisor = readEntries(home).supervisor;
  return supervisor !== undefined && isSame(supervisor);
}

function readEntries(home: Home): Record<string, Entry> {
  try {
    return JSON.parse(readFileSync(home.processes, "utf8")) as Record<string, Entry>;
  } catch {
    return {};
  }
}

const isSame = (entry: Entry): boolean => isAlive(entry.pid) && startedAt(entry.pid) === entry.startedAt;

function alreadyRunning(home: Home, pid: number): string {
  const running = readRunning(home);
  return running
    ? `Holdfast is already running at ${running.web} (process ${pid}). Stop that one first, or use it.`
    : `Holdfast is already being started by process ${pid}.`;
}

/** Readers see the old file or the new one, never half of one. */
function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
