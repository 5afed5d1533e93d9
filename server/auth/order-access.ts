import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The key in a guest's order link: an HMAC of the order number under the app's secret. Nothing is stored, it can't be
 * guessed, and every e-mail about the order can carry the same one.
 */
export const orderAccessToken = (number: string, secret: string): string =>
  createHmac("sha256", secret).update(`order-access:${number}`).digest("base64url");

/** Constant-time check of a key that a visitor brought. */
export function opensOrder(number: string, token: string | undefined, secret: string): boolean {
  if (!token) return false;
  const wanted = Buffer.from(orderAccessToken(number, secret));
  const given = Buffer.from(token);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
