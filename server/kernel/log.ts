import pino from "pino";
import { loggedError, withoutSecrets } from "./redact";

const names = [
  "authorization",
  "password",
  "passwordHash",
  "token",
  "accessToken",
  "secret",
  "totpSecret",
  "recoveryCodes",
  "cookie",
  "card",
];

/**
 * JSON lines on stdout. Keys that may carry a secret or a card are cut before anything is written, and so is what looks like
 * one inside a text; errors are told without the values they were about.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
  base: null,
  redact: { paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[cut]" },
  serializers: { err: (error) => loggedError(error), error: asText, reason: asText, trouble: asText },
});

function asText(value: unknown): unknown {
  return typeof value === "string" ? withoutSecrets(value) : value;
}
