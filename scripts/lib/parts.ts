import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { buildEnvironment, nextCli } from "./build";
import { end, lastLines, launch } from "./child";
import type { EmbeddedDatabase } from "./database";
import { type Addresses, sandboxEnvironment } from "./environment";
import { type Home, root } from "./home";
import { waitUntil } from "./processes";
import { Complaint, step } from "./progress";
import type { ProcessRegister } from "./register";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";
import type { Part } from "./supervisor";

type Context = {
  home: Home;
  register: ProcessRegister;
  settings: Settings;
  at: Addresses;
  development: boolean;
};

/** The database, already started once by the caller, who needed its address. */
export function postgresPart(database: EmbeddedDatabase, first: ChildProcess): Part {
  let ready: ChildProcess | undefined = first;
  return {
    name: "postgres",
    title: "PostgreSQL",
    async start() {
      const child = ready ?? (await database.restart()).process;
      ready = undefined;
      return child;
    },
  };
}

export function sandboxPart(context: Context, secrets: Secrets): Part {
  const { home, settings, at, development } = context;
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  const env = {
    ...sandboxEnvironment(settings, secrets, at),
    ...(development ? { NODE_ENV: "development" } : {}),
  };
  return program(context, {
    name: "sandbox",
    title: "The sandbox",
    log: join(home.logs, "sandbox.log"),
    command: [
      process.execPath,
      ...(development ? [tsx, "watch", "--clear-screen=false"] : ["--import", "tsx"]),
      "sandbox/main.ts",
    ],
    env: env as NodeJS.ProcessEnv,
    health: `${at.sandbox}/control/health`,
  });
}

export function webPart(context: Context, env: Record<string, string>): Part {
  const { home, settings, at, development } = context;
  // Logins with a published password are for this machine alone, unless HOST says otherwise.
  const host = settings.HOST ?? (env.DEMO === "1" ? "localhost" : "0.0.0.0");
  const nodeOptions = `${settings.NODE_OPTIONS ?? ""} --dns-result-order=ipv4first`.trim();
  return program(context, {
    name: "web",
    title: "The shop",
    log: join(home.logs, "web.log"),
    command: [
      process.execPath,
      nextCli,
      development ? "dev" : "start",
      "-p",
      new URL(at.web).port,
      "-H",
      host,
    ],
    env: {
      ...(development ? { ...env, NODE_ENV: "development" } : buildEnvironment(home, env)),
      NODE_OPTIONS: nodeOptions,
    },
    health: `${at.web}/api/health/ready`,
  });
}

/** Tells the executor which functions the app has: the app never does so by itself. */
export async function registerFunctions(web: string): Promise<void> {
  let answer = "";
  const registered = async () => {
    try {
      const response = await fetch(`${web}/api/inngest`, {
        method: "PUT",
        signal: AbortSignal.timeout(10_000),
      });
      answer = `${response.status} ${await response.text()}`;
      return response.ok;
    } catch (error) {
      answer = String(error);
      return false;
    }
  };
  await waitUntil(20_000, registered).catch(() => {
    throw new Complaint(
      `The functions could not be registered at ${web}/api/inngest: ${answer.slice(0, 2000)}`,
    );
  });
}

type Program = {
  name: "sandbox" | "web";
  title: string;
  log: string;
  command: string[];
  env: NodeJS.ProcessEnv;
  health: string;
};

function program({ register, development }: Context, what: Program): Part {
  const { name, title, log, health } = what;
  const start = async () => {
    const child = launch({ command: what.command, env: what.env, log, echo: development });
    register.add(name, child.pid);
    try {
      await waitUntil(development ? 180_000 : 60_000, async () => {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Complaint(`${title} stopped at once.`);
        return isHealthy(health);
      });
    } catch (error) {
      if (child.pid !== undefined) await end(child.pid, 3000);
      throw new Complaint(
        `${title} did not start: ${error instanceof Error ? error.message : error}\n${lastLines(log)}`,
      );
    }
    return child;
  };
  return { name, title, start: () => step(`Starting ${title.toLowerCase()}`, start) };
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(30_000) })).ok;
  } catch {
    return false;
  }
}
