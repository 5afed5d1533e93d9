import { checks, runPhases } from "./lib/phases";

/** `npm run check`: what reads the code without running it. */
const { passed, failed } = await runPhases(checks);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
