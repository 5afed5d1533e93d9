import { randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { invariants } from "@/server/domain/inventory/stock-proof";
import { fillLevels } from "./lib/levels-fill";
import { levelQuestions, shapeOf } from "./lib/levels-questions";
import { print, round } from "./lib/measure";
import { planCosts } from "./lib/plan-cost";
import { databaseServer } from "./lib/running";

/**
 * The inventory console's lists on 50,000 levels and 5 million movements, in a database of its own on the server that the
 * shop runs on. One line a list: the time that half and 95 % of the answers stay under, in ms, and the plan's cost.
 * `--keep` leaves the database there, `--reuse=name` measures on one that was kept.
 */
const size = {
  levels: Number(process.env.LEVELS ?? 50_000),
  movements: Number(process.env.MOVEMENTS ?? 5_000_000),
  hottest: Number(process.env.HOTTEST ?? 200_000),
};
const rounds = Number(process.env.COUNT ?? 40);
const keep = process.argv.includes("--keep");
const reused = process.argv.find((word) => word.startsWith("--reuse="))?.slice("--reuse=".length);

const server = databaseServer();
const name = reused ?? `holdfast_levels_${randomBytes(4).toString("hex")}`;
const url = new URL(server);
url.pathname = `/${name}`;

if (!reused) await fill();
let failed = false;
try {
  failed = await measureAll();
} finally {
  if (keep || reused) console.error(`The database ${name} stays.`);
  else await onServer(`drop database ${name} with (force)`);
}
process.exit(failed ? 1 : 0);

async function fill(): Promise<void> {
  const begun = performance.now();
  await onServer(`create database ${name}`);
  process.once("SIGINT", () =>
    onServer(`drop database ${name} with (force)`).finally(() => process.exit(130)),
  );
  await migrate(url.toString());
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await fillLevels(client, size);
  await client.end();
  print({ name: "levels.fill", ...size, seconds: round((performance.now() - begun) / 1000) });
}

/** Whether the ledger didn't add up, or a list took longer than it may. */
async function measureAll(): Promise<boolean> {
  const db = openDatabase(url.toString(), { max: 4 });
  const proof = invariants.find(({ id }) => id === "ledger");
  if (!proof) throw new Error("The stock proof has no ledger statement.");
  const begun = performance.now();
  const { rows } = await db.execute(proof.sql);
  print({
    name: "levels.proof",
    sentence: proof.sentence,
    offenders: rows.length,
    ms: round(performance.now() - begun),
  });

  const reader = { db, now: new Date() };
  let slow = 0;
  for (const [question, ask] of Object.entries(levelQuestions(reader, await shapeOf(db)))) {
    // The first answers come from the disk and from plans that are not made yet.
    for (let i = 0; i < 3; i++) await ask(i);
    const times: number[] = [];
    for (let i = 0; i < rounds; i++) {
      const start = performance.now();
      await ask(i);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => round(times[Math.min(rounds - 1, Math.floor(rounds * share))] ?? 0);
    const planCost = await planCosts(db, () => ask(0));
    print({ name: `levels.${question}`, count: rounds, p50: at(0.5), p95: at(0.95), max: at(1), planCost });
    if (at(0.95) > 200) slow++;
  }
  await db.$client.end();
  return rows.length > 0 || slow > 0;
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
