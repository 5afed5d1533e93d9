import { createServer } from "node:net";

const loopback = ["127.0.0.1", "::1", "0.0.0.0"] as const;

/** True when nobody listens on the port, on any address that a browser on this machine may try. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of loopback) if (!(await canListen(port, host))) return false;
  return true;
}

/** The first free port at or after `first`, leaving out those in `taken`. */
export async function freePort(first: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = first; port < first + 500; port++) if (!taken.has(port) && (await isFree(port))) return port;
  throw new Error(`No free port between ${first} and ${first + 499}.`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has no ::1 that could be taken.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
