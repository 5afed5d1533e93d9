import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { migrate, migrationsFolder } from "@/db/migrate";
import { withDatabase } from "@/db/testing";
import { freePort } from "./lib/ports";
import { createCluster, outsidePlace, placeFor, startServer, stopLeftover } from "./lib/postgres";
import { isAlive, waitUntil } from "./lib/processes";

const home = join(import.meta.dirname, "..", ".holdfast", "unit-tests");

/** A PostgreSQL server and a migrated template database for the run; `db/testing.ts` clones it. */
export default async function setup(): Promise<() => Promise<void>> {
  // Both projects of vitest.config.ts ask for it; the first one's is there until all are done.
  if (process.env.HOLDFAST_TEST_PREFIX?.includes(`_${process.pid}_`)) return async () => undefined;
  const server = await ownOrGivenServer();
  const admin = new pg.Client({ connectionString: server.url });
  admin.on("error", () => undefined);
  await admin.connect();
  const template = await prepareTemplate(admin, server.url);
  const prefix = `holdfast_test_${process.pid}_`;
  process.env.HOLDFAST_TEST_SERVER = server.url;
  process.env.HOLDFAST_TEST_TEMPLATE = template;
  process.env.HOLDFAST_TEST_PREFIX = prefix;
  return async () => {
    await dropDatabases(admin, (name) => name.startsWith(prefix));
    await admin.end();
    await server.stop();
  };
}

async function ownOrGivenServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };

  await clearLeftovers();
  const place = placeFor(home, `run-${process.pid}`);
  createCluster(place);
  const port = await freePort(20_000 + (process.pid % 20_000));
  mkdirSync(home, { recursive: true });
  const server = await startServer(place, port, {
    durable: false,
    log: join(home, `run-${process.pid}.log`),
  });
  return {
    url: server.url("postgres"),
    async stop() {
      const { pid } = server.process;
      if (pid !== undefined && isAlive(pid)) process.kill(pid, "SIGINT");
      await waitUntil(20_000, async () => pid === undefined || !isAlive(pid));
      rmSync(place.data, { recursive: true, force: true });
      rmSync(join(home, `run-${process.pid}.log`), { force: true });
    },
  };
}

/** Servers and data of runs that were killed. */
async function clearLeftovers(): Promise<void> {
  for (const folder of [home, outsidePlace(home)]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const pid = Number(/^run-(\d+)/.exec(name)?.[1]);
      if (Number.isNaN(pid) || isAlive(pid)) continue;
      if (!name.includes(".")) await stopLeftover({ ...placeFor(home, name), data: join(folder, name) });
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

/** One template per state of the migrations; runs that share a server share it. */
async function prepareTemplate(admin: pg.Client, url: string): Promise<string> {
  const template = `holdfast_test_template_${migrationsHash()}`;
  // Held until the session ends: says that this run still needs the template.
  await admin.query("select pg_advisory_lock_shared(hashtext($1))", [template]);
  await admin.query("select pg_advisory_lock(hashtext('holdfast_test'))");
  await dropDatabases(
    admin,
    (name) => !isAlive(Number(/^holdfast_test_(\d+)_/.exec(name)?.[1] ?? process.pid)),
  );
  await dropOldTemplates(admin, template);
  const existing = await admin.query("select 1 from pg_database where datname = $1", [template]);
  if (existing.rowCount === 0) {
    // Renamed when complete, so that a half-migrated one is never taken for the template.
    const draft = `holdfast_test_${process.pid}_draft`;
    await admin.query(`drop database if exists ${draft}`);
    await admin.query(`create database ${draft}`);
    await migrate(withDatabase(url, draft));
    await admin.query(`alter database ${draft} rename to ${template}`);
  }
  await admin.query("select pg_advisory_unlock(hashtext('holdfast_test'))");
  return template;
}

async function dropOldTemplates(admin: pg.Client, current: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'holdfast\\_test\\_template\\_%' and datname <> $1",
    [current],
  );
  for (const { datname } of rows) {
    const lock = await admin.query<{ free: boolean }>("select pg_try_advisory_lock(hashtext($1)) as free", [
      datname,
    ]);
    if (lock.rows[0]?.free !== true) continue;
    await admin.query(`drop database if exists ${datname}`);
    await admin.query("select pg_advisory_unlock(hashtext($1))", [datname]);
  }
}

async function dropDatabases(admin: pg.Client, isOld: (name: string) => boolean): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'holdfast\\_test\\_%'",
  );
  for (const { datname } of rows)
    if (isOld(datname)) await admin.query(`drop database if exists ${datname} with (force)`);
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  const files = existsSync(migrationsFolder)
    ? readdirSync(migrationsFolder, { recursive: true, encoding: "utf8" })
    : [];
  for (const file of files.filter((name) => /\.(sql|json)$/.test(name)).sort())
    hash.update(file).update(readFileSync(join(migrationsFolder, file)));
  return hash.digest("hex").slice(0, 12);
}
