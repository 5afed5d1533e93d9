import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/lib/chromium";

const executablePath = findChromium();
const clockTests = /time-out\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  // One shop serves all tests; each makes its own shopper and order, so files may run side by side.
  fullyParallel: false,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    // Set by the global set-up, before any worker starts.
    ...(process.env.E2E_WEB ? { baseURL: process.env.E2E_WEB } : {}),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium's own sandbox doesn't work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  projects: [
    { name: "chromium", use: { ...devices["Desktop Chrome"] }, testIgnore: clockTests },
    // They move the clock, or trouble the carriers, that all share, and so run one by one when nobody else does.
    {
      name: "clock",
      workers: 1,
      use: { ...devices["Desktop Chrome"] },
      testMatch: clockTests,
      dependencies: ["chromium"],
    },
  ],
});
