import { mkdirSync } from "node:fs";
import { migrate } from "@/db/migrate";
import { seed } from "@/db/seed/seed";
import { buildIfChanged } from "./build";
import { checkDatabase, EmbeddedDatabase } from "./database";
import { type Addresses, appEnvironment, realParts } from "./environment";
import type { Home } from "./home";
import { postgresPart, registerFunctions, sandboxPart, webPart } from "./parts";
import { choosePort } from "./ports";
import { step } from "./progress";
import { ProcessRegister, type Running, writeRunning } from "./register";
import { readSecrets } from "./secrets";
import { readSettings, type Settings } from "./settings";
import { Supervisor } from "./supervisor";

export type StackOptions = {
  home: Home;
  mode: "production" | "development";
  /** Over the user's own settings; an empty value takes one away. */
  settings?: Record<string, string>;
  /** Begins with an empty database. */
  fresh?: boolean;
};

/** Everything Holdfast needs on this machine: database, sandbox, shop. */
export class Stack {
  readonly #home: Home;
  readonly #development: boolean;
  readonly #fresh: boolean;
  readonly #settings: Settings;
  readonly #takenAway: Settings;
  readonly #register: ProcessRegister;
  readonly #supervisor: Supervisor;
  #claimed = false;
  #running: Running | undefined;
  /** True where demo goods and demo logins are. */
  demo = false;

  constructor({ home, mode, settings, fresh }: StackOptions) {
    this.#home = home;
    this.#fresh = fresh ?? false;
    this.#development = mode === "development";
    this.#settings = readSettings(settings);
    this.#takenAway = Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value === ""));
    this.#register = new ProcessRegister(home);
    this.#supervisor = new Supervisor(this.#register, (part) => this.#revived(part.name));
  }

  get stopping(): boolean {
    return this.#supervisor.stopping;
  }

  /** Starts every part, waits until all of them answer, and keeps them running until `stop`. */
  async start(): Promise<Running> {
    const [home, register, settings, development] = [
      this.#home,
      this.#register,
      this.#settings,
      this.#development,
    ];
    mkdirSync(home.folder, { recursive: true });
    const ended = await register.claim();
    this.#claimed = true;
    if (ended.length > 0) console.log(`Stopped what an earlier run left behind: ${ended.join(", ")}.`);

    const secrets = readSecrets(home);
    const ports = await choosePorts(settings);
    const at: Addresses = { ...ports, ...(await this.#startDatabase()), media: home.media };
    // Next reads .env by itself: what was taken away must stay away.
    const env = { ...this.#takenAway, ...appEnvironment(settings, secrets, at) };
    this.demo = env.DEMO === "1";
    await step("Bringing the database up to date", () => migrate(at.databaseUrl));
    if (this.demo) await step("Filling the demo shop", () => seed(at.databaseUrl));
    if (!development) await buildIfChanged(home, env, register);

    const real = realParts(settings);
    const needsSandbox = Object.values(real).includes(false);
    const context = { home, register, settings, at, development };
    if (needsSandbox) await this.#supervisor.add(sandboxPart(context, secrets));
    await this.#supervisor.add(webPart(context, env));
    await step("Registering the functions", () => registerFunctions(at.web));

    this.#running = {
      web: at.web,
      sandbox: needsSandbox ? at.sandbox : null,
      mail: real.mail ? null : `${at.sandbox}/mail`,
      smtp: real.mail ? null : at.smtp,
      databaseUrl: at.databaseUrl,
      pids: this.#pids(),
    };
    writeRunning(home, this.#running);
    return this.#running;
  }

  /** Stops every part in order. Safe at any moment, also while starting. */
  async stop(): Promise<void> {
    if (this.#claimed) await this.#supervisor.stop();
  }

  async #startDatabase(): Promise<{ databaseUrl: string; sandboxDatabaseUrl: string }> {
    const { DATABASE_URL: given, SANDBOX_DATABASE_URL: sandbox } = this.#settings;
    if (given !== undefined) {
      await step("Reaching the database", () => checkDatabase(given));
      return { databaseUrl: given, sandboxDatabaseUrl: sandbox ?? given };
    }
    const embedded = new EmbeddedDatabase(this.#home, this.#register);
    if (this.#fresh) await embedded.forget();
    const server = await embedded.start(["holdfast", "holdfast_sandbox"]);
    await this.#supervisor.add(postgresPart(embedded, server.process));
    return {
      databaseUrl: server.url("holdfast"),
      sandboxDatabaseUrl: sandbox ?? server.url("holdfast_sandbox"),
    };
  }

  async #revived(name: string): Promise<void> {
    if (!this.#running) return;
    this.#running = { ...this.#running, pids: this.#pids() };
    writeRunning(this.#home, this.#running);
    if (name !== "postgres")
      await registerFunctions(this.#running.web).catch((error) => console.log(error.message));
  }

  #pids(): Running["pids"] {
    const pid = (name: string) => this.#register.pid(name);
    const executor = realParts(this.#settings).inngest ? null : pid("sandbox");
    return {
      supervisor: process.pid,
      web: pid("web") ?? 0,
      sandbox: pid("sandbox"),
      executor,
      postgres: pid("postgres"),
    };
  }
}

async function choosePorts(settings: Settings): Promise<{ web: string; sandbox: string; smtp: string }> {
  const taken = new Set<number>();
  const web = `http://localhost:${await choosePort(settings, "PORT", 3000, taken)}`;
  const sandbox = `http://localhost:${await choosePort(settings, "SANDBOX_PORT", 4000, taken)}`;
  return { web, sandbox, smtp: `smtp://127.0.0.1:${await choosePort(settings, "SMTP_PORT", 2525, taken)}` };
}
