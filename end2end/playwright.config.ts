import { defineConfig } from "@playwright/test";

// `cargo xtask test` starts the server and names it, and the browser, here.
const { QM_TEST_BASE_URL = "http://127.0.0.1:3000", QM_TEST_CHROMIUM, QM_TEST_REPORT, CI } = process.env;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests",
  forbidOnly: Boolean(CI),
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is broken.
  retries: 0,
  // Only what hangs fails by the clock: a busy machine takes its time.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: QM_TEST_REPORT ? [["list"], ["json", { outputFile: QM_TEST_REPORT }]] : [["list"]],
  use: {
    baseURL: QM_TEST_BASE_URL,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: QM_TEST_CHROMIUM,
      args: [
        // Chromium's sandbox refuses to start as root.
        ...(isRoot ? ["--no-sandbox"] : []),
        // Nothing leaves the machine.
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "with JavaScript", testIgnore: "plain/**" },
    { name: "without JavaScript", testMatch: "plain/**", use: { javaScriptEnabled: false } },
  ],
});
