import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Running = {
  web: string;
  sandbox: string;
  databaseUrl: string;
  pids: { web?: number; postgres?: number };
};

/** The PostgreSQL that a benchmark with a database of its own uses: DATABASE_URL, or the running shop's. */
export function databaseServer(): string {
  const url = process.env.DATABASE_URL ?? registered()?.databaseUrl;
  if (url) return url;
  console.error(
    "There is no PostgreSQL to measure on: start the shop with `npm start`, or set DATABASE_URL.",
  );
  process.exit(1);
}

/** What `npm start` has written down. */
function registered(): Running | null {
  const file = join(process.env.HOLDFAST_HOME ?? ".holdfast", "running.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Running) : null;
}

/** Where the shop runs: told by `npm start`, or by WEB_URL, SANDBOX_URL and DATABASE_URL. Loopback only. */
export function running(): Running {
  const told = registered();
  const web = process.env.WEB_URL ?? told?.web;
  const sandbox = process.env.SANDBOX_URL ?? told?.sandbox;
  const databaseUrl = process.env.DATABASE_URL ?? told?.databaseUrl;
  if (!web || !sandbox || !databaseUrl) {
    console.error("Nothing to measure: start the shop with `npm start` first.");
    process.exit(1);
  }
  for (const address of [web, sandbox]) {
    if (["localhost", "127.0.0.1", "[::1]"].includes(new URL(address).hostname)) continue;
    console.error(`Benchmarks only go to this machine, not to ${address}.`);
    process.exit(1);
  }
  // By number: looking up "localhost" for 64 connections at once takes longer than what is measured.
  const byNumber = (address: string) => address.replace("//localhost", "//127.0.0.1");
  return { web: byNumber(web), sandbox: byNumber(sandbox), databaseUrl, pids: told?.pids ?? {} };
}
