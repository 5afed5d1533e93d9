import { createHmac, timingSafeEqual } from "node:crypto";
import { asId, type Id } from "@/server/kernel/id";

const keyOf = (id: string, secret: string): string =>
  createHmac("sha256", secret).update(`account-link:${id}`).digest("base64url");

/** What a mailed link carries: its row's id and an HMAC of it under the app's secret. Nothing of the key is stored. */
export const linkToken = (id: Id<"accountLink">, secret: string): string => `${id}.${keyOf(id, secret)}`;

/** The row behind a link; null for one that we did not write. Compared in constant time. */
export function readLinkToken(token: string | null | undefined, secret: string): Id<"accountLink"> | null {
  const [id, key, more] = (token ?? "").slice(0, 200).split(".");
  if (!id || !key || more !== undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    return null;
  const wanted = Buffer.from(keyOf(id, secret));
  const given = Buffer.from(key);
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? asId<"accountLink">(id) : null;
}
