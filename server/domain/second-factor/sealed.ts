import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

const keyFor = (what: string, secret: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "holdfast", `second factor: ${what}`, 32));

/**
 * Encrypts a second factor's secret (AES-256-GCM, key derived from AUTH_SECRET) for one person: put into another's row it
 * does not open. Whoever reads the table alone can make no codes.
 */
export function seal(text: string, userId: string, authSecret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("secret", authSecret), nonce).setAAD(
    Buffer.from(userId),
  );
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** Opens what `seal` wrote; throws when it was made with another AUTH_SECRET, for somebody else, or changed. */
export function unseal(sealed: string, userId: string, authSecret: string): string {
  const [version, nonce, tag, text] = sealed.split(".");
  if (version !== "v1" || !nonce || !tag || !text) throw new Error("This is no sealed secret.");
  const decipher = createDecipheriv(
    "aes-256-gcm",
    keyFor("secret", authSecret),
    Buffer.from(nonce, "base64url"),
    {
      authTagLength: 16,
    },
  )
    .setAAD(Buffer.from(userId))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}

/** What is kept of a recovery code. It has fifty random bits, so a keyed hash is enough; it needs no slow one. */
export const recoveryDigest = (code: string, userId: string, authSecret: string): string =>
  createHmac("sha256", keyFor("recovery", authSecret)).update(`${userId}:${code}`).digest("base64url");
