import { openDatabase } from "@/db/client";
import { type Proven, proveStock } from "@/server/domain/inventory/stock-proof";
import { defaultHome } from "./lib/home";
import { Complaint, giveUp } from "./lib/progress";
import { readRunning } from "./lib/register";
import { readSettings } from "./lib/settings";

/** `npm run proof`: checks that stock, orders and money add up, on DATABASE_URL or else the running database. */
try {
  const url = readSettings().DATABASE_URL ?? readRunning(defaultHome())?.databaseUrl;
  if (!url) throw new Complaint("Set DATABASE_URL, or start Holdfast first.");
  const db = openDatabase(url, { max: 1 });
  const proven = await proveStock(db).finally(() => db.$client.end());
  for (const line of proven) print(line);
  const broken = proven.filter((line) => !line.ok);
  console.log(
    broken.length === 0
      ? `All ${proven.length} hold.`
      : `${broken.length} of ${proven.length} are broken: ${broken.map((line) => line.id).join(", ")}.`,
  );
  process.exitCode = broken.length === 0 ? 0 : 1;
} catch (error) {
  giveUp(error);
}

function print({ ok, id, sentence, note, offenders, count, milliseconds }: Proven) {
  console.log(`${ok ? "✓" : "✗"} ${sentence} (${id}, ${milliseconds} ms)`);
  if (ok) return;
  for (const row of offenders)
    console.log(
      `    ${Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name} ${value}`)
        .join(", ")}`,
    );
  if (count > offenders.length) console.log(`    … and ${count - offenders.length} more`);
  if (note) console.log(`    ${note}`);
}
