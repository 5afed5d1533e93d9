import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { rotate } from "./child";
import type { Home } from "./home";
import { freePort } from "./ports";
import { createCluster, type Place, placeFor, type Server, startServer, stopLeftover } from "./postgres";
import { Complaint, step } from "./progress";
import type { ProcessRegister } from "./register";

const firstPort = 54_320;

/** The embedded PostgreSQL of a home. Its data outlives a stop, a crash and a killed supervisor. */
export class EmbeddedDatabase {
  readonly #place: Place;
  readonly #log: string;
  #port = 0;
  constructor(
    readonly home: Home,
    readonly register: ProcessRegister,
  ) {
    this.#place = placeFor(home.folder, "postgres");
    this.#log = join(home.logs, "postgres.log");
  }

  /** Starts the server and makes sure the named databases are there. */
  async start(databases: readonly string[]): Promise<Server> {
    if (this.#place.note) console.log(this.#place.note);
    return step("Starting PostgreSQL", async () => {
      if (await stopLeftover(this.#place))
        console.log("Stopped a PostgreSQL that an earlier run left behind.");
      createCluster(this.#place);
      this.#port = await this.#choosePort();
      const server = await this.restart();
      await createDatabases(server.url("postgres"), databases);
      return server;
    });
  }

  /** Removes the data of earlier runs. */
  async forget(): Promise<void> {
    await stopLeftover(this.#place);
    rmSync(this.#place.data, { recursive: true, force: true });
  }

  /** Starts it again on the same port after it died; it recovers what was committed. */
  async restart(): Promise<Server> {
    await stopLeftover(this.#place);
    rotate(this.#log);
    const started = (pid: number | undefined) => this.register.add("postgres", pid);
    return startServer(this.#place, this.#port, { durable: true, log: this.#log, started });
  }

  async #choosePort(): Promise<number> {
    const kept = existsSync(this.home.ports)
      ? (JSON.parse(readFileSync(this.home.ports, "utf8")) as { postgres?: number })
      : {};
    const port = await freePort(kept.postgres ?? firstPort);
    mkdirSync(this.home.folder, { recursive: true });
    writeFileSync(this.home.ports, `${JSON.stringify({ postgres: port })}\n`);
    return port;
  }
}

/** Says in a sentence what is wrong with an address the user gave, before anything is built on it. */
export async function checkDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const reason =
      error instanceof AggregateError
        ? String(error.errors[0]?.message)
        : error instanceof Error
          ? error.message
          : error;
    throw new Complaint(`The database of DATABASE_URL can't be reached: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of names) {
      const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
      if (rowCount === 0) await client.query(`create database ${name}`);
    }
  } finally {
    await client.end();
  }
}
