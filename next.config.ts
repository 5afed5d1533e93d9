import type { NextConfig } from "next";

// Set by scripts/lib/build.ts, so that a test's build never replaces the one that is being served.
const build = process.env.HOLDFAST_BUILD;

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pg", "@node-rs/argon2", "pino", "ws"],
  ...(build && build !== ".next"
    ? { distDir: build, typescript: { tsconfigPath: "tsconfig.build.json" } }
    : {}),
};

export default config;
