// Runs every suite against the server that QM_TEST_BASE_URL names (`quizmint serve --limits off`): with Node, then with Python.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

import { environment } from "./support/python.mjs";

const HERE = import.meta.dirname;
const { QM_TEST_BASE_URL, CI } = process.env;

// What belongs to a developer's own AWS account has no part in this.
Object.assign(process.env, {
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

async function main() {
  if (!QM_TEST_BASE_URL) return fail("QM_TEST_BASE_URL is not set: start `quizmint serve` and name its address");
  const reached = await fetch(`${QM_TEST_BASE_URL}/healthz`).catch(() => undefined);
  if (!reached?.ok) return fail(`nothing answers at ${QM_TEST_BASE_URL}`);

  const results = [await withNode(), withPython()];
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  const [passed, failed, skipped] = ["passed", "failed", "skipped"].map(sum);
  console.log(`clients: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0 || (CI && skipped > 0) || passed === 0) process.exitCode = 1;
}

function fail(reason) {
  console.error(reason);
  process.exitCode = 1;
}

/** Loud, because a suite that is silently left out looks like one that passes; in CI it is a failure. */
function skip(suite, reason) {
  console.log(`\nSKIPPED: ${suite}: ${reason}\n`);
  return { passed: 0, failed: 0, skipped: 1 };
}

async function withNode() {
  const reason = install();
  if (reason) return skip("the clients in JavaScript", reason);
  const files = readdirSync(HERE)
    .filter((name) => name.endsWith(".test.mjs"))
    .map((name) => join(HERE, name));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const events = run({ files, concurrency: 2 });
  events.on("test:pass", (event) => count(event, "passed"));
  events.on("test:fail", (event) => count(event, "failed"));
  function count({ details, skip: skipped, todo }, outcome) {
    if (details.type === "suite" && outcome === "passed") return;
    if (details.error?.failureType === "subtestsFailed") return;
    counts[skipped || todo ? "skipped" : outcome] += 1;
  }
  const printed = events.compose(new spec());
  for await (const text of printed) process.stdout.write(text);
  return counts;
}

/** Nothing where all packages are there, exactly as the lock file names them. */
function install() {
  const installed = join(HERE, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(HERE, "package-lock.json")).mtimeMs)
    return undefined;
  const { status, error, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: HERE,
    encoding: "utf8",
  });
  if (error) return `npm is needed: ${error.message}`;
  return status === 0 ? undefined : `npm ci failed: ${stderr.trim()}`;
}

function withPython() {
  const { python, missing } = environment("clients-venv", join(HERE, "requirements.txt"));
  if (missing) return skip("the clients in Python", missing);
  const args = ["-B", join(HERE, "python")];
  const { stdout, status } = spawnSync(python, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const counts = stdout.trim().split("\n").at(-1);
  return counts.startsWith("{") ? JSON.parse(counts) : { passed: 0, failed: Math.max(status, 1), skipped: 0 };
}

await main();
