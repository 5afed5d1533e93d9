import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@/": `${import.meta.dirname}/` } },
  test: {
    environment: "node",
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["node_modules/**", ".next/**", ".holdfast/**", "e2e/**"],
    globalSetup: ["scripts/vitest-global-setup.ts"],
    // More workers than cores only slow each other down; the database needs a share too.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
