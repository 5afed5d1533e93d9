import { run } from "./lib/run";
import { tools } from "./lib/tools";

/** `npm run test:unit -- path …`: unit and integration tests, or some of them. */
const { code } = await run([...tools.vitest, ...process.argv.slice(2)]);
process.exit(code);
