import { join } from "node:path";
import { root } from "./home";

const node = (path: string, ...args: string[]) => [
  process.execPath,
  join(root, "node_modules", path),
  ...args,
];

/** The development tools as command lines, without npx in between, so that signals and exit codes are theirs. */
export const tools = {
  routeTypes: node("next/dist/bin/next", "typegen"),
  types: node("typescript/bin/tsc", "--noEmit", "-p", "."),
  biome: node("@biomejs/biome/bin/biome", "ci", "--colors=off"),
  format: node("@biomejs/biome/bin/biome", "check", "--write"),
  knip: node("knip/bin/knip.js", "--no-progress"),
  vitest: node("vitest/vitest.mjs", "run"),
  playwright: node("@playwright/test/cli.js", "test", "--pass-with-no-tests"),
};
