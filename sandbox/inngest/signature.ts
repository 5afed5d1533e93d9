import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** JSON with sorted keys (RFC 8785), which both sides sign. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

const withoutPrefix = (key: string) => key.replace(/^signkey-\w+-/, "");

/** The `x-inngest-signature` header of a call: HMAC-SHA256 over the canonical body followed by the time. */
export function signCall(canonicalBody: string, key: string, at: Date): string {
  const seconds = Math.round(at.getTime() / 1000);
  const mac = createHmac("sha256", withoutPrefix(key))
    .update(canonicalBody)
    .update(String(seconds))
    .digest("hex");
  return `t=${seconds}&s=${mac}`;
}

/** Whether a registration carries the hash of the signing key we hold. */
export function isBearerOf(authorization: string | undefined, key: string): boolean {
  const prefix = /^signkey-\w+-/.exec(key)?.[0] ?? "";
  const expected = `Bearer ${prefix}${createHash("sha256").update(withoutPrefix(key), "hex").digest("hex")}`;
  const given = Buffer.from(authorization ?? "");
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}
