import { createRequire } from "node:module";
import type { NextConfig } from "next";
import { contentPolicy } from "./server/pages/content-policy";

// Set by scripts/lib/build.ts, so that a test's build never replaces the one that is being served.
const build = process.env.HOLDFAST_BUILD;

// For server/pages/cached-pages.mjs, which Next loads by itself.
process.env.HOLDFAST_PAGE_POLICY = contentPolicy("{scripts}");

const secure = process.env.APP_URL?.startsWith("https://") ?? false;

const config: NextConfig = {
  cacheHandler: createRequire(import.meta.url).resolve("./server/pages/cached-pages.mjs"),
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pg", "@neondatabase/serverless", "@node-rs/argon2", "pino", "ws"],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        ...(secure
          ? [{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" }]
          : []),
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "Permissions-Policy", value: "geolocation=(), microphone=()" },
      ],
    },
    // The address of an order holds its key: it must not travel to another site.
    { source: "/orders/:path*", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
  ],
  ...(build && build !== ".next"
    ? { distDir: build, typescript: { tsconfigPath: "tsconfig.build.json" } }
    : {}),
};

export default config;
