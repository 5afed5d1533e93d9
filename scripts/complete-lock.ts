import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/home";

/**
 * `npm run complete-lock`, after `npm install <package>`: npm sometimes leaves the native packages of other systems out
 * of the lock file, and then `npm ci` refuses to install anywhere. Their versions are fixed by the package that
 * wants them; the system each is for is in its name.
 */
type Entry = {
  version?: string;
  cpu?: string[];
  dev?: boolean;
  libc?: string[];
  optional?: boolean;
  os?: string[];
  optionalDependencies?: Record<string, string>;
};

const path = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, Entry> };
const added: string[] = [];
for (const [where, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d+\.\d+\.\d+/.test(version) || isLocked(where, name)) continue;
    const system = systemOf(name);
    if (!system) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...system,
      optional: true,
      ...(entry.dev ? { dev: true } : {}),
    };
    added.push(name);
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length > 0 ? `Added ${added.join(", ")}.` : "The lock file is complete.");

/** Looks where Node would: in the package's own node_modules, then in the ones above it. */
function isLocked(where: string, name: string): boolean {
  if (lock.packages[`${where === "" ? "" : `${where}/`}node_modules/${name}`]) return true;
  if (where === "") return false;
  return isLocked(where.slice(0, where.lastIndexOf("node_modules/")).replace(/\/$/, ""), name);
}

function systemOf(name: string): Pick<Entry, "cpu" | "os" | "libc"> | undefined {
  const part = name.slice(name.indexOf("/") + 1);
  if (part.includes("wasm32")) return { cpu: ["wasm32"] };
  const os = /android|darwin|freebsd|linux|win32|windows|openharmony|netbsd|openbsd|sunos|aix/.exec(
    part,
  )?.[0];
  const cpu = /arm64|x64|ia32|ppc64|riscv64|s390x|loong64|arm/.exec(part)?.[0];
  if (!os || !cpu) return undefined;
  const libc =
    os !== "linux" ? undefined : part.includes("musl") ? "musl" : part.includes("gnu") ? "glibc" : undefined;
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), os: [os === "windows" ? "win32" : os] };
}
