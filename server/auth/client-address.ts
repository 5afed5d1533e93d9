import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * The network address that a request is counted by. Each proxy adds whom it heard to the end of X-Forwarded-For, so with
 * `proxies` of our own in front the one that many places from the end was seen by ours; what stands before it anybody can
 * write. IPv6 counts by its first 64 bits: one household has that many addresses.
 */
export function clientAddress(
  forwarded: string | undefined,
  socket: string | undefined,
  proxies: number,
): string {
  const chain = (forwarded ?? "").split(",").map((one) => one.trim());
  const address = (proxies === 0 ? socket : chain.at(-proxies)) || socket || "unknown";
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return plain.includes(":") ? network(plain) : plain;
}

function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(":").filter(Boolean);
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":")}::/64`;
}

/**
 * Puts that address into X-Forwarded-For before anything reads it. Next gives pages and routes the header alone, not the
 * socket, and would hand on what a stranger wrote there.
 */
export function keepHonestAddresses(proxies: number): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const { headers, socket } = request;
    const forwarded = headers["x-forwarded-for"];
    headers["x-forwarded-for"] = clientAddress(
      Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
      socket.remoteAddress,
      proxies,
    );
  });
}
