import type { NextConfig } from "next";

// Set by scripts/lib/build.ts, so that a test's build never replaces the one that is being served.
const build = process.env.HOLDFAST_BUILD;

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pg", "@neondatabase/serverless", "@node-rs/argon2", "pino", "ws"],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
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
