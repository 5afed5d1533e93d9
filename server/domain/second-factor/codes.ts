import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";

/** What every authenticator app takes for granted (RFC 6238): six digits, thirty seconds, SHA-1. */
const periodSeconds = 30;
/** A phone's clock may be half a minute off. */
const window = 1;

const totpOf = (secret: string, label = "", issuer = "") =>
  new TOTP({
    issuer,
    label,
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  });

/** A new secret, in the letters that people can type. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator app reads from the picture. */
export const factorAddress = (secret: string, email: string, shopName: string): string =>
  totpOf(secret, email, shopName).toString();

/** The time step that a code is good for; null when it is wrong, or was used already: each is good once. */
export function stepOf(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** Without letters that look like others. */
const letters = "23456789abcdefghjkmnpqrstuvwxyz";
export const recoveryCount = 10;

/** Ten codes for a lost phone, such as "k7mwq-4zt9d". */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCount }, () => {
    const text = Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });

/** A recovery code as it was given out, however it was typed; null for anything else. */
export function recoveryCodeIn(typed: string): string | null {
  const text = typed.toLowerCase().replaceAll(/[\s-]/g, "");
  return text.length === 10 && [...text].every((letter) => letters.includes(letter))
    ? `${text.slice(0, 5)}-${text.slice(5)}`
    : null;
}

/** The secret in groups of four, to be typed. */
export const spelled = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
