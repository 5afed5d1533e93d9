import { migrate } from "@/db/migrate";
import { defaultHome } from "./lib/home";
import { Complaint, giveUp, step } from "./lib/progress";
import { readRunning } from "./lib/register";
import { readSettings } from "./lib/settings";

/** `npm run migrate`: brings DATABASE_URL, or else the running database, up to date. */
try {
  const url = readSettings().DATABASE_URL ?? readRunning(defaultHome())?.databaseUrl;
  if (!url) throw new Complaint("Set DATABASE_URL, or start Holdfast first.");
  await step("Bringing the database up to date", () => migrate(url));
  console.log("The database is up to date.");
} catch (error) {
  giveUp(error);
}
