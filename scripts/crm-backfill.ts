import { openDatabase } from "@/db/client";
import { startBackfill } from "@/server/domain/crm/backfill";
import { crmStanding } from "@/server/domain/crm/crm.queries";
import { DomainError } from "@/server/kernel/errors";
import { defaultHome } from "./lib/home";
import { Complaint, giveUp } from "./lib/progress";
import { readRunning } from "./lib/register";
import { readSettings } from "./lib/settings";

const lookEveryMs = 2_000;

/**
 * `npm run crm:backfill`: has the running shop tell the CRM of every customer and order, and shows how far it is. It may be
 * stopped: the shop goes on, and calling it again shows the same run.
 */
try {
  const url = readSettings().DATABASE_URL ?? readRunning(defaultHome())?.databaseUrl;
  if (!url) throw new Complaint("Set DATABASE_URL, or start Holdfast first.");
  const db = openDatabase(url, { max: 1 });
  const ctx = () => ({
    db,
    now: new Date(),
    actor: { kind: "system" as const, name: "crm:backfill" },
    cause: null,
    nudge: () => undefined,
  });
  try {
    await startBackfill(ctx()).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      console.log(error.message);
    });
    await follow(() => crmStanding(ctx()));
  } finally {
    await db.$client.end();
  }
} catch (error) {
  giveUp(error);
}

async function follow(look: () => ReturnType<typeof crmStanding>): Promise<void> {
  for (let told = ""; ; ) {
    const { backfill, counts, pausedUntil } = await look();
    const waiting = counts.contact.waiting + counts.deal.waiting;
    const refused = counts.contact.failed + counts.deal.failed;
    const line = `${Math.max(0, (backfill?.marked ?? 0) - waiting)} of ${backfill?.total ?? 0} records sent${
      refused > 0 ? `, ${refused} refused (see /admin/settings/crm)` : ""
    }${pausedUntil ? `, waiting until ${pausedUntil.toISOString()}` : ""}`;
    if (line !== told) console.log(line);
    told = line;
    if (backfill?.finishedAt && waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
