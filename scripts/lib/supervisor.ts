import type { ChildProcess } from "node:child_process";
import { end, endGroup } from "./child";
import type { ProcessRegister } from "./register";

const pauses = [0, 1, 2, 5, 10, 30];
const steadyAfterMs = 60_000;

export type Part = {
  /** As in running.json. */
  name: "postgres" | "sandbox" | "web";
  /** As the user knows it: "The shop". */
  title: string;
  /** Starts it, enters it in the register at once, and resolves when it answers. */
  start(): Promise<ChildProcess>;
};

/** How each process is asked to end, in this order: nobody loses the database while still working. */
const endings = [
  { name: "build", signal: "SIGTERM", patienceMs: 3000 },
  { name: "web", signal: "SIGTERM", patienceMs: 8000 },
  { name: "sandbox", signal: "SIGTERM", patienceMs: 5000 },
  { name: "postgres", signal: "SIGINT", patienceMs: 20_000 },
] as const;

/** Keeps the parts running: one that dies is started again, after a growing pause when it keeps dying. */
export class Supervisor {
  #stopping = false;
  constructor(
    readonly register: ProcessRegister,
    /** Called when a part runs again, under a new number. */
    readonly revived: (part: Part) => Promise<void>,
  ) {}

  get stopping(): boolean {
    return this.#stopping;
  }

  async add(part: Part): Promise<void> {
    this.#watch(part, await part.start(), 0);
  }

  /** Stops every process, also one that is only just starting. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.register.announceStop();
    for (const { name, signal, patienceMs } of endings) {
      const pid = this.register.pid(name);
      if (pid !== null) await end(pid, patienceMs, signal);
    }
    this.register.release();
  }

  #watch(part: Part, child: ChildProcess, deaths: number): void {
    const since = Date.now();
    const died = () => {
      endGroup(child.pid);
      const cause = child.signalCode ? `signal ${child.signalCode}` : `exit code ${child.exitCode}`;
      void this.#revive(part, cause, Date.now() - since > steadyAfterMs ? 0 : deaths);
    };
    if (child.exitCode !== null || child.signalCode !== null) died();
    else child.once("exit", died);
  }

  async #revive(part: Part, cause: string, deaths: number): Promise<void> {
    if (this.#stopping) return;
    const pause = pauses[Math.min(deaths, pauses.length - 1)] ?? 0;
    console.log(`${part.title} stopped (${cause}); starting it again${pause > 0 ? ` in ${pause} s` : ""}.`);
    await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    if (this.#stopping) return;
    try {
      this.#watch(part, await part.start(), deaths + 1);
      console.log(`${part.title} runs again.`);
      await this.revived(part);
    } catch (error) {
      await this.#revive(part, error instanceof Error ? error.message : String(error), deaths + 1);
    }
  }
}
