import { createServer } from "node:net";
import { Complaint } from "./progress";
import type { Settings } from "./settings";

const addresses = ["127.0.0.1", "::1", "0.0.0.0", "::"] as const;

/** True when nobody listens on the port, on any address that a browser on this machine may try. */
export async function isFree(port: number): Promise<boolean> {
  for (const address of addresses) if (!(await canListen(port, address))) return false;
  return true;
}

/** The first free port at or after `first`, leaving out those in `taken`. */
export async function freePort(first: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = first; port < first + 500; port++)
    if (!taken.has(port) && (await isFree(port))) return port;
  throw new Complaint(`There is no free port between ${first} and ${first + 499}.`);
}

/** The port a variable asks for, which then must be free, or else the first free one from `first`. */
export async function choosePort(
  settings: Settings,
  name: string,
  first: number,
  taken: Set<number>,
): Promise<number> {
  const asked = settings[name];
  const port = asked === undefined ? await freePort(first, taken) : Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Complaint(`${name}=${asked} is not a port number.`);
  if (taken.has(port)) throw new Complaint(`${name}=${port} is asked for twice. Choose another ${name}.`);
  if (asked !== undefined && !(await isFree(port)))
    throw new Complaint(
      `${name}=${port} is taken by another program. Stop that one, or choose another ${name}.`,
    );
  taken.add(port);
  return port;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has no ::1 that could be taken. A port below 1024 is refused, not taken.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
