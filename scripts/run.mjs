// The entry of every npm script: `node scripts/run.mjs <name>` runs scripts/<name>.ts, and bench:<name> bench/<name>.ts.
// Plain JavaScript without dependencies, because it runs right after a clone, when nothing is installed yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  stop(
    `Holdfast needs Node 20.19 or newer; this is Node ${process.versions.node}. Get a newer one from https://nodejs.org.`,
  );

const name = process.argv[2] ?? "";
const [folder, file] = name.startsWith("bench:") ? ["bench", name.slice("bench:".length)] : ["scripts", name];
const script = join(root, folder, `${file}.ts`);
if (!/^[a-z0-9-]+$/.test(file) || !existsSync(script))
  stop(`There is no script "${name}". package.json lists the ones there are.`);

if (!isInstalled()) await install();
// The script runs inside this process, so signals and the terminal reach it directly.
const { register } = await import("tsx/esm/api");
register();
process.argv.splice(1, 2, script);
try {
  await import(pathToFileURL(script).href);
} catch (error) {
  stop(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function isInstalled() {
  const marker = join("node_modules", ".holdfast-lock");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lockHash()) return true;
  // Someone ran `npm ci` or `npm install` by hand since the lock file changed.
  const byNpm = join("node_modules", ".package-lock.json");
  if (!existsSync(byNpm) || statSync(byNpm).mtimeMs + 5000 < statSync("package-lock.json").mtimeMs)
    return false;
  remember();
  return true;
}

async function install() {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const live = process.stdout.isTTY;
  const title = "Installing packages";
  if (!live) console.log(`${title} …`);
  const timer = setInterval(
    () =>
      live ? process.stdout.write(`\r${title} … ${seconds()} s`) : console.log(`${title} … ${seconds()} s`),
    live ? 1000 : 10_000,
  );
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  // The tests need the development packages, also where NODE_ENV says production.
  const child = spawn(npm[0], [...npm.slice(1), "ci", "--include=dev", "--no-audit", "--no-fund"], {
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && npm.length === 1,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", resolve);
  });
  clearInterval(timer);
  if (code !== 0) stop(`\nThe packages could not be installed:\n${output.trim()}`);
  console.log(`${live ? "\r" : ""}${title}: done in ${seconds()} s`);
  remember();
}

function remember() {
  try {
    writeFileSync(join("node_modules", ".holdfast-lock"), lockHash());
  } catch {
    // A checkout that belongs to someone else: looked at again next time.
  }
}

function lockHash() {
  return createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
