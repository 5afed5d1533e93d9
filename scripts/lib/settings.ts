import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { root } from "./home";

export type Settings = Readonly<Record<string, string>>;

/** What the user has set: the environment, then `.env.local`, then `.env`. An empty value means "not set". */
export function readSettings(over: Record<string, string> = {}): Settings {
  const files = [".env", ".env.local"].map((name) => join(root, name)).filter((path) => existsSync(path));
  const all = Object.assign(
    {},
    ...files.map((path) => parseEnv(readFileSync(path, "utf8"))),
    process.env,
    over,
  );
  return Object.fromEntries(
    Object.entries(all as Record<string, string>).filter(([, value]) => value !== ""),
  );
}
