import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./home";
import { run } from "./run";
import { tools } from "./tools";

export type Count = { passed: number; failed: number };
export type Phase = { title: string; work(): Promise<Count> };

/** Runs the phases one after the other, each with its seconds, and sums what passed and failed. */
export async function runPhases(phases: readonly Phase[]): Promise<Count> {
  const sum = { passed: 0, failed: 0 };
  for (const { title, work } of phases) {
    const begun = Date.now();
    console.log(`\n${title} …`);
    // A phase that breaks down counts as one failure; the others still run.
    const count = await work().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    const seconds = ((Date.now() - begun) / 1000).toFixed(1);
    console.log(
      `${title}: ${count.failed === 0 ? "ok" : "FAILED"} in ${seconds} s (${count.passed} passed, ${count.failed} failed)`,
    );
    sum.passed += count.passed;
    sum.failed += count.failed;
  }
  return sum;
}

/** The checks that read the code without running it. */
export const checks: readonly Phase[] = [
  { title: "Types", work: () => check(tools.routeTypes, tools.types) },
  { title: "Style and import directions", work: () => check(tools.biome) },
  { title: "Unused code and packages", work: () => check(tools.knip) },
];

/** Unit and integration tests; `paths` narrows them down. */
export async function unitTests(paths: readonly string[] = []): Promise<Count> {
  const report = freshReport("vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  // Among everything else every third schedule of the fault matrix has to do; asked for by its path it runs whole.
  const env = { MATRIX_NTH: process.env.MATRIX_NTH ?? "3" };
  const { code } = await run([...tools.vitest, ...reporters, ...paths], paths.length === 0 ? { env } : {});
  type Report = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number };
  const found = readReport<Report>(report);
  const count = { passed: found?.numPassedTests ?? 0, failed: found?.numFailedTests ?? 0 };
  return honest(count, code);
}

/** Browser tests against the Holdfast that is running for them. */
export async function browserTests(paths: readonly string[] = []): Promise<Count> {
  const report = freshReport("playwright.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code } = await run([...tools.playwright, "--reporter=list,json", ...paths], { env });
  type Report = { stats: { expected: number; unexpected: number; flaky: number } };
  const stats = readReport<Report>(report)?.stats;
  const count = { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 };
  return honest(count, code);
}

/** A tool that fails without a failed test (it crashed, a file did not load) has failed all the same. */
function honest(count: Count, code: number): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function check(...commands: string[][]): Promise<Count> {
  for (const command of commands) {
    const { code, output } = await run(command, { quiet: true });
    if (code === 0) continue;
    console.error(output.trimEnd());
    return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

function freshReport(name: string): string {
  const path = join(root, "test-results", name);
  rmSync(path, { force: true });
  return path;
}

function readReport<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : undefined;
}
