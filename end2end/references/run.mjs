// Compares the memory that Quizmint computes for random histories of answers with what other implementations of FSRS-6
// compute: ts-fsrs here, PyPI's fsrs in Python. Both work in f64, ours in f32.
//
// QM_TEST_HISTORIES says how many histories, QM_TEST_SEED which; the program that prints our states is the argument.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { environment } from "../clients/support/python.mjs";
import { histories } from "./histories.mjs";

const HERE = import.meta.dirname;
const FEW = 4000;
const MOST_BYTES = 1024 ** 3;

async function main() {
  const [program] = process.argv.slice(2);
  if (!program) throw new Error("name the program that prints our states: node run.mjs target/debug/examples/memory_states");
  const [count, seed] = [number("QM_TEST_HISTORIES", FEW), number("QM_TEST_SEED", 20261128)];
  console.log(`${count} histories from the seed ${seed} (QM_TEST_HISTORIES, QM_TEST_SEED)`);
  const asked = histories(count, seed);
  const input = asked.map((history) => JSON.stringify(history)).join("\n");
  const ours = states(program, [], input);

  const results = [await withNode(asked, ours), withPython(asked, ours, input)];
  const sum = (name) => results.filter((result) => result === name).length;
  console.log(`clients: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  if (sum("failed") > 0 || (process.env.CI && sum("skipped") > 0)) process.exitCode = 1;
}

function number(variable, otherwise) {
  const value = Number(process.env[variable] ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`${variable} is a number of 1 or more`);
  return value;
}

async function withNode(asked, ours) {
  if (!existsSync(join(HERE, "node_modules/ts-fsrs"))) {
    const { status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: HERE, encoding: "utf8" });
    if (status !== 0) return skip("ts-fsrs", stderr?.trim());
  }
  const { states: theirs } = await import("./ts_fsrs.mjs");
  return compare("ts-fsrs", asked, ours, asked.map(theirs), () => false);
}

function withPython(asked, ours, input) {
  const { python, missing } = environment("references-venv", join(HERE, "requirements.txt"));
  if (missing) return skip("PyPI fsrs", missing);
  const theirs = states(python, ["-B", join(HERE, "py_fsrs.py")], input);
  return compare("PyPI fsrs", asked, ours, theirs, isSameDayHard);
}

/** PyPI's fsrs lets Hard weaken a memory on the day of the answer before; the crate and ts-fsrs do not. */
const isSameDayHard = ([rating, days], at) => at > 0 && rating === 2 && days === 0;

/** A history counts up to the first answer about which the two are known to differ. */
function compare(name, asked, ours, theirs, differs) {
  let [answers, cut, worst] = [0, 0, { off: 0 }];
  asked.forEach(({ answers: history }, index) => {
    for (const [at, answer] of history.entries()) {
      if (differs(answer, at)) {
        cut += 1;
        break;
      }
      answers += 1;
      const off = distance(ours[index][at], theirs[index][at]);
      if (!(off <= worst.off)) worst = { off, index, at };
    }
  });
  const known = cut > 0 ? `, ${cut} histories up to a Hard on the same day` : "";
  console.log(`${name}: ${asked.length} histories, ${answers} answers${known}; at most ${worst.off.toExponential(1)} apart`);
  if (worst.off <= TOLERANCE) return "passed";
  const { index, at } = worst;
  console.log(`  after answer ${at + 1} of ${JSON.stringify(asked[index])}: ${ours[index][at]} here, ${theirs[index][at]} there`);
  return "failed";
}

/** What f32 loses over twelve answers, relative for stability, absolute for difficulty. */
const TOLERANCE = 1e-4;

function distance([ourStability, ourDifficulty], [stability, difficulty]) {
  return Math.max(Math.abs(ourStability / stability - 1), Math.abs(ourDifficulty - difficulty));
}

/** Gives the histories to a command and reads a line of states for each. */
function states(command, args, input) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { input, encoding: "utf8", maxBuffer: MOST_BYTES });
  if (error || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Loud, because a comparison that is silently left out looks like one that passes; in CI it is a failure. */
function skip(name, reason) {
  console.log(`\nSKIPPED: ${name}: ${reason}\n`);
  return "skipped";
}

await main();
