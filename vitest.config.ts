import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const exclude = ["node_modules/**", ".next/**", ".holdfast/**", "e2e/**"];
const roots = ["components", "db", "emails", "sandbox", "scripts", "server"];

/** Tests that put something in a module's or a global's place; nobody else may meet it. */
const replacing = roots.flatMap((root) =>
  readdirSync(join(import.meta.dirname, root), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => join(root, file))
    .filter((file) => /\bvi\.|process\.env/.test(readFileSync(join(import.meta.dirname, file), "utf8"))),
);

export default defineConfig({
  resolve: { alias: { "@/": `${import.meta.dirname}/` } },
  test: {
    environment: "node",
    globalSetup: ["scripts/vitest-global-setup.ts"],
    // More workers than cores only slow each other down; the database needs a share too.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // Loading the whole application takes longer than most files' tests: a worker does it once.
        test: {
          name: "together",
          isolate: false,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, ...replacing],
        },
      },
      { extends: true, test: { name: "apart", include: replacing, exclude } },
    ],
  },
});
