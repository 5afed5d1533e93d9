import { existsSync } from "node:fs";
import { type Proven, proveStock } from "@/server/domain/inventory/stock-proof";
import { EmbeddedDatabase } from "./lib/database";
import { defaultHome } from "./lib/home";
import { Complaint, giveUp, step } from "./lib/progress";
import { ProcessRegister, readRunning } from "./lib/register";
import { planReplay } from "./lib/replay/plan";
import { play } from "./lib/replay/play";
import { compare, outsideOrders, type Row } from "./lib/replay/report";
import { readRetailFiles } from "./lib/replay/retail-file";
import { newDatabase, openWorld } from "./lib/replay/world";
import { readSettings } from "./lib/settings";

const workers = 8;

/**
 * `npm run replay -- <file.csv>…`: plays days of a real shop's invoices through this one, in a database of its own, and
 * compares what came of it with the sum of the files.
 */
try {
  const paths = process.argv.slice(2);
  if (paths.length === 0)
    throw new Complaint("Name the files: npm run replay -- 2010-12-01.csv 2010-12-02.csv");
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Complaint(`There is no file ${missing.join(", ")}.`);
  const lines = await readRetailFiles(paths);
  const plan = planReplay(lines);
  const server = await databaseServer();
  let failed = true;
  try {
    failed = !(await replay(server.url));
  } finally {
    await server.stop();
  }
  process.exit(failed ? 1 : 0);

  async function replay(serverUrl: string): Promise<boolean> {
    const begun = Date.now();
    const world = await step("Opening a shop of its own", async () =>
      openWorld(defaultHome(), await newDatabase(serverUrl), plan, 2 * workers),
    );
    try {
      await play(world, plan, workers, showProgress());
      const seconds = Math.round((Date.now() - begun) / 1000);
      console.log(
        `\n${lines.length.toLocaleString("en-GB")} lines of ${paths.length} files in ${seconds} s\n`,
      );
      const rows = await compare(world, lines, plan);
      printTable(rows);
      const outside = outsideOrders(plan);
      if (outside.length > 0)
        console.log(`\nOf this money, in the files but in no order:\n  ${outside.join("\n  ")}`);
      const proven = await proveStock(world.app.db);
      console.log(
        `\n${proofWords(proven)}\nThe database is kept: DATABASE_URL=${world.databaseUrl} npm run proof`,
      );
      return rows.every((row) => row.equal) && proven.every((line) => line.ok);
    } finally {
      await world.close();
    }
  }
} catch (error) {
  giveUp(error);
}

/** DATABASE_URL's server, or the running Holdfast's, or one that is started for this. */
async function databaseServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = defaultHome();
  const url = readSettings().DATABASE_URL ?? readRunning(home)?.databaseUrl;
  if (url) return { url, stop: async () => undefined };
  const register = new ProcessRegister(home);
  await register.claim();
  const server = await new EmbeddedDatabase(home, register).start([]);
  return {
    url: server.url("postgres"),
    async stop() {
      server.process.kill("SIGINT");
      await new Promise((resolve) => server.process.once("exit", resolve));
      register.release();
    },
  };
}

/** A bar on a terminal, a line every few seconds elsewhere. */
function showProgress() {
  const live = process.stdout.isTTY === true;
  let said = 0;
  return (done: number, of: number, at: Date) => {
    if (Date.now() - said < (live ? 100 : 10_000) && done < of) return;
    said = Date.now();
    const day = at.toISOString().slice(0, 16).replace("T", " ");
    const filled = Math.round((done / of) * 30);
    if (live) process.stdout.write(`\r${"█".repeat(filled)}${"░".repeat(30 - filled)} ${done}/${of}  ${day}`);
    else console.log(`${done} of ${of} invoices and corrections, ${day}`);
  };
}

function printTable(rows: readonly Row[]): void {
  const wide = (of: (row: Row) => string, title: string) =>
    Math.max(title.length, ...rows.map((row) => of(row).length));
  const [what, files, shop] = [
    wide((row) => row.what, ""),
    wide((row) => row.files, "in the files"),
    wide((row) => row.holdfast, "in Holdfast"),
  ];
  console.log(`${"".padEnd(what)}  ${"in the files".padStart(files)}  ${"in Holdfast".padStart(shop)}`);
  for (const row of rows)
    console.log(
      `${row.what.padEnd(what)}  ${row.files.padStart(files)}  ${row.holdfast.padStart(shop)}  ${row.equal ? "equal" : "DIFFERENT"}`,
    );
}

function proofWords(proven: readonly Proven[]): string {
  const broken = proven.filter((line) => !line.ok);
  if (broken.length === 0) return `Stock proof: all ${proven.length} statements hold.`;
  return `Stock proof: ${broken.length} of ${proven.length} are broken: ${broken.map((line) => line.id).join(", ")}.`;
}
