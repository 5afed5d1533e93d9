import { BlockList, isIP } from "node:net";

const inside = new BlockList();
// Every range that IANA's special-purpose registries keep from the open internet, and multicast.
const fours: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
for (const [net, bits] of fours) inside.addSubnet(net, bits, "ipv4");
// Of the sixth version only 2000::/3 is routed; parts of it carry an address of the fourth, or are kept apart.
const sixes: [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];
for (const [net, bits] of sixes) inside.addSubnet(net, bits, "ipv6");
const routed = new BlockList();
routed.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address lies on the open internet; private, local and special ones, and names, do not. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 4) return !inside.check(bare, "ipv4");
  if (version === 6) return routed.check(bare, "ipv6") && !inside.check(bare, "ipv6");
  return false;
}
