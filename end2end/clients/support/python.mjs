// A Python of our own, with exactly the packages that a lock file names.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const TARGET = resolve(import.meta.dirname, "../../../target");

/** The path of a Python with these packages; a sentence about what is missing where there can be none. */
export function environment(name, requirements) {
  const folder = join(TARGET, name);
  const python = join(folder, "bin/python");
  const stamp = join(folder, ".made-from");
  const lock = readFileSync(requirements);
  const made = createHash("sha256").update(lock).digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === made) return { python };

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  const create = run("python3", ["-m", "venv", folder]);
  if (create) return { missing: `Python 3 with venv is needed (Debian: apt-get install python3-venv): ${create}` };
  const install = run(python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "-r",
    requirements,
  ]);
  if (install) return { missing: `the packages of ${requirements} cannot be installed: ${install}` };
  writeFileSync(stamp, made);
  return { python };
}

/** Nothing where the command succeeds. */
function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (error) return error.message;
  return status === 0 ? undefined : stderr.trim().split("\n").at(-1) || `${command} ended with ${status}`;
}
