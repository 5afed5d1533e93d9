import { rmSync } from "node:fs";
import { join } from "node:path";
import { defaultHome, root } from "./lib/home";
import { outsidePlace, placeFor, stopLeftover } from "./lib/postgres";
import { Complaint, giveUp } from "./lib/progress";
import { isHeld, ProcessRegister } from "./lib/register";

/** `npm run reset`: forgets orders, mails, secrets and built pages, as if Holdfast had never been started here. */
const home = defaultHome();
try {
  if (isHeld(home)) throw new Complaint("Holdfast is running. Stop it first, then reset.");
  const register = new ProcessRegister(home);
  // What a killed run left behind must not write into the folder while it goes.
  await register.claim();
  await stopLeftover(placeFor(home.folder, "postgres"));
  register.release();
  const gone = ["postgres", "postgres.new", "media", "logs", "secrets.json", "ports.json", "build-hash"].map(
    (name) => join(home.folder, name),
  );
  for (const path of [...gone, outsidePlace(home.folder), join(root, home.build, "cache")])
    rmSync(path, { recursive: true, force: true });
  console.log("Forgotten. The next start begins with an empty shop and fills it anew.");
} catch (error) {
  giveUp(error);
}
