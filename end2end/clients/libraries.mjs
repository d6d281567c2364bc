// Asks five libraries about every case of the attack gallery and writes down what they say: assets/libraries.json.
//
// Run it by hand against a fresh server (QM_TEST_BASE_URL) when a library or the gallery changes.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { environment } from "./support/python.mjs";
import { api } from "./support/sandbox.mjs";
import { awsJwtVerify, jose } from "./support/verdicts.mjs";

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, "../..");
const TABLE = join(ROOT, "assets/libraries.json");

const gallery = await api("GET", "/sandbox/attacks");
const answers = [
  await inNode("aws-jwt-verify", awsJwtVerify(gallery)),
  await inNode("jose", jose(gallery)),
  ...inPython(),
  ...inRust(),
];
write(answers);

async function inNode(name, judge) {
  const verdicts = {};
  for (const one of gallery.cases) verdicts[one.id] = await judge(one);
  const { version } = JSON.parse(readFileSync(join(HERE, "node_modules", name, "package.json"), "utf8"));
  return { name, version, verdicts };
}

function inPython() {
  const { python, missing } = environment("clients-venv", join(HERE, "requirements.txt"));
  if (missing) throw new Error(missing);
  return answered(python, ["-B", join(HERE, "python/verdicts.py")]);
}

function inRust() {
  return answered("cargo", ["run", "--quiet", "--locked", "--example", "jsonwebtoken_verdicts"]);
}

/** Gives the gallery to a command and takes its verdicts. */
function answered(command, args) {
  const { status, error, stdout } = spawnSync(command, args, {
    cwd: ROOT,
    input: JSON.stringify(gallery),
    encoding: "utf8",
    maxBuffer: 1 << 24,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (error || status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? status}`);
  return JSON.parse(stdout);
}

function write(libraries) {
  const cases = gallery.cases.map(({ id }) => [
    id,
    Object.fromEntries(libraries.map(({ name, verdicts }) => [name, verdicts[id]])),
  ]);
  const table = {
    made: new Date().toISOString().slice(0, 10),
    libraries: libraries.map(({ name, version }) => ({ name, version })),
    cases: Object.fromEntries(cases),
  };
  writeFileSync(TABLE, `${JSON.stringify(table, undefined, 2)}\n`);
  console.log(`${TABLE}: ${cases.length} cases, ${libraries.length} libraries`);
}
