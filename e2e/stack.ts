import { join } from "node:path";
import { homeAt, root } from "@/scripts/lib/home";
import { type Running, readRunning } from "@/scripts/lib/register";
import { readSettings } from "@/scripts/lib/settings";

/** Apart from a developer's own: both can run at the same time. */
export const e2eHome = homeAt(join(root, ".holdfast", "e2e"));

/** The tests bring their own outside world, whatever keys the developer's environment holds. */
export function e2eSettings(): Record<string, string> {
  const own =
    /^(DATABASE_URL|SANDBOX_DATABASE_URL|STRIPE_|PAYPAL_|HUBSPOT_|RESEND_|UPS_|FEDEX_|SMTP_|INNGEST_|PORT$|SANDBOX_PORT|HOST$|APP_URL|MEDIA_DIR|S3_|NEXTAUTH_|DEMO|AUTH_SECRET)/;
  const cleared = Object.keys(readSettings()).filter((name) => own.test(name));
  return { ...Object.fromEntries(cleared.map((name) => [name, ""])), TEST_CLOCK: "1", RATE_LIMITS: "off" };
}

/** Tells the workers, which start later, where the shop is. */
export function tellWorkers(running: Running): void {
  process.env.E2E_WEB = running.web;
}

/** The addresses of the Holdfast under test. */
export function stack(): Running {
  const running = readRunning(e2eHome);
  if (!running) throw new Error("The Holdfast under test is not running.");
  return running;
}
