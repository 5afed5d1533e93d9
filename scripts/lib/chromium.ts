import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { root } from "./home";
import { Complaint, step } from "./progress";
import { run } from "./run";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** PLAYWRIGHT_CHROMIUM, or a Chromium at a usual place, or the one that Playwright has downloaded. */
export function findChromium(): string | undefined {
  const asked = process.env.PLAYWRIGHT_CHROMIUM;
  if (asked) {
    if (!existsSync(asked)) throw new Complaint(`PLAYWRIGHT_CHROMIUM=${asked} does not exist.`);
    return asked;
  }
  // Chromium that can't start (a snap's stub, a missing library) is as good as none.
  return [chromium.executablePath(), ...places].find(
    (path) => existsSync(path) && spawnSync(path, ["--version"]).status === 0,
  );
}

/** Makes sure there is a browser: Playwright's own download, else the system's package where we may install one. */
export async function ensureChromium(): Promise<void> {
  if (findChromium()) return;
  await step("Downloading Chromium", () =>
    run([process.execPath, join(root, "node_modules", "playwright", "cli.js"), "install", "chromium"], {
      quiet: true,
    }),
  );
  if (!findChromium() && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get"))
    await step("Installing Chromium", () =>
      run(["/bin/sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium"], {
        quiet: true,
      }),
    );
  if (!findChromium())
    throw new Complaint(
      "The browser tests need Chromium. Install it, or set PLAYWRIGHT_CHROMIUM to where it is.",
    );
}
