import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, launch } from "./child";
import { type Home, root } from "./home";
import { Complaint, step } from "./progress";
import type { ProcessRegister } from "./register";

const sources = [
  "app",
  "components",
  "server",
  "db",
  "emails",
  "public",
  "package-lock.json",
  "tsconfig.json",
];

export const nextCli = join(root, "node_modules", "next", "dist", "bin", "next");

/** Builds the app, unless the last finished build was of these very sources. */
export async function buildIfChanged(
  home: Home,
  env: Record<string, string>,
  register: ProcessRegister,
): Promise<void> {
  const hash = sourceHash(env);
  const built =
    existsSync(join(root, home.build, "BUILD_ID")) &&
    existsSync(home.buildHash) &&
    readFileSync(home.buildHash, "utf8");
  if (built === hash) return;
  rmSync(home.buildHash, { force: true });
  const log = join(home.logs, "build.log");
  rmSync(log, { force: true });
  await step("Building the shop and the console", async () => {
    const child = launch({
      command: [process.execPath, nextCli, "build"],
      env: buildEnvironment(home, env),
      log,
    });
    register.add("build", child.pid);
    const code = await new Promise((resolve) => child.once("close", resolve));
    register.remove("build");
    if (code !== 0) throw new Complaint(`The build failed:\n${lastLines(log, 60)}`);
  });
  mkdirSync(home.folder, { recursive: true });
  writeFileSync(home.buildHash, hash);
}

/** The app's environment for `next build` and `next start`, which must agree on the output folder. */
export function buildEnvironment(home: Home, env: Record<string, string>): NodeJS.ProcessEnv {
  return { ...env, NODE_ENV: "production", HOLDFAST_BUILD: home.build };
}

function sourceHash(env: Record<string, string>): string {
  // Pages made ahead of time carry the shop's address.
  const hash = createHash("sha256").update(env.APP_URL ?? "");
  const ownConfig = readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name) && name !== "next-env.d.ts");
  for (const source of [...sources, ...ownConfig.sort()])
    for (const file of filesIn(join(root, source))) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
