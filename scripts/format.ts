import { run } from "./lib/run";
import { tools } from "./lib/tools";

/** `npm run format -- path …`: formats, sorts imports and puts right what can be put right safely. */
const { code } = await run([...tools.format, ...process.argv.slice(2)]);
process.exit(code);
