import { e2eHome, e2eSettings } from "@/e2e/stack";
import { ensureChromium } from "./lib/chromium";
import { browserTests, checks, runPhases, unitTests } from "./lib/phases";
import { Stack } from "./lib/stack";

/** `npm test`: everything there is to check, right after a clone. Ends with "N passed, N failed". */
const stack = new Stack({ home: e2eHome, mode: "production", settings: e2eSettings(), fresh: true });
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => void stack.stop().then(() => process.exit(1)));

let ready = false;
const { passed, failed } = await runPhases([
  ...checks,
  { title: "Unit and integration tests", work: () => unitTests() },
  {
    title: "Production build and start",
    async work() {
      await stack.start();
      ready = true;
      return { passed: 1, failed: 0 };
    },
  },
  {
    title: "Browser tests",
    async work() {
      if (!ready) throw new Error("There is nothing to test: the shop did not start.");
      await ensureChromium();
      return browserTests();
    },
  },
]);
await stack.stop();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
