import { ensureChromium } from "./lib/chromium";
import { giveUp } from "./lib/progress";
import { run } from "./lib/run";
import { tools } from "./lib/tools";

/** `npm run e2e -- path …`: browser tests, or some of them, against a Holdfast started for them. */
await ensureChromium().catch(giveUp);
const { code } = await run([...tools.playwright, ...process.argv.slice(2)]);
process.exit(code);
