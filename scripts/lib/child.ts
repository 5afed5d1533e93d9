import { type ChildProcess, spawn } from "node:child_process";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  type WriteStream,
} from "node:fs";
import { dirname } from "node:path";
import { root } from "./home";
import { isAlive, waitUntil } from "./processes";

const maxLogBytes = 5 * 1024 * 1024;

export type Program = { command: string[]; env: NodeJS.ProcessEnv; log: string; echo?: boolean };

/**
 * Starts a program in a process group of its own: Ctrl-C reaches the supervisor alone, which then stops its children
 * in order. Output goes to the log; with `echo` to the terminal too.
 */
export function launch(program: Program): ChildProcess {
  const [file = "", ...args] = program.command;
  const child = spawn(file, args, {
    cwd: root,
    env: program.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = new BoundedLog(program.log);
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      if (program.echo) process.stdout.write(chunk);
    });
  child.once("error", (error) => log.write(Buffer.from(`${error.message}\n`)));
  child.once("close", () => log.end());
  return child;
}

/** Asks a process group to end, and ends it after `patience` milliseconds. */
export async function end(pid: number, patience: number, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (!isAlive(pid)) return;
  signalTo(pid, signal);
  try {
    await waitUntil(patience, async () => !isAlive(pid));
  } catch {
    endGroup(pid);
    await waitUntil(5000, async () => !isAlive(pid));
  }
  endGroup(pid);
}

/** Ends what a program has started itself and left behind, which may still hold its port. */
export function endGroup(pid: number | undefined): void {
  if (pid !== undefined) signalTo(-pid, "SIGKILL");
}

/** The last lines of a log. */
export function lastLines(path: string, count = 20): string {
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").slice(-count).join("\n") : "";
}

/** Keeps a log from filling the disk: the one before stays as `<name>.1`. */
export function rotate(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size > maxLogBytes) renameSync(path, `${path}.1`);
}

class BoundedLog {
  #stream: WriteStream;
  #bytes: number;
  constructor(readonly path: string) {
    rotate(path);
    this.#bytes = existsSync(path) ? statSync(path).size : 0;
    this.#stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  }
  write(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > maxLogBytes) {
      this.#stream.end();
      renameSync(this.path, `${this.path}.1`);
      this.#stream = createWriteStream(this.path, { flags: "a", mode: 0o600 });
      this.#bytes = chunk.length;
    }
    this.#stream.write(chunk);
  }
  end(): void {
    this.#stream.end();
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}
