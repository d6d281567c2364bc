// The attack gallery: AWS's verifier gives every case the verdict that our table of libraries claims for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { api } from "./support/sandbox.mjs";
import { awsJwtVerify, jose } from "./support/verdicts.mjs";

const gallery = await api("GET", "/sandbox/attacks");
const table = JSON.parse(readFileSync(new URL("../../assets/libraries.json", import.meta.url)));

test("the table has exactly the cases of the gallery", () => {
  assert.deepEqual(Object.keys(table.cases).sort(), gallery.cases.map(({ id }) => id).sort());
  assert.ok(gallery.cases.length >= 40, `${gallery.cases.length} cases`);
});

test("the table was made with the versions that are installed", () => {
  const locked = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url))).packages;
  for (const name of ["aws-jwt-verify", "jose"]) {
    const claimed = table.libraries.find((library) => library.name === name);
    assert.equal(claimed.version, locked[`node_modules/${name}`].version);
  }
});

for (const [name, judge] of [
  ["aws-jwt-verify", awsJwtVerify(gallery)],
  ["jose", jose(gallery)],
]) {
  describe(`${name} judges as the table says`, () => {
    for (const one of gallery.cases) {
      test(one.id, async () => assert.equal(await judge(one), table.cases[one.id]?.[name]));
    }
  });
}

describe("our judge says what the gallery says", () => {
  for (const { id, gate, token, accepted, step } of gallery.cases) {
    test(id, async () => {
      const judged = await api("POST", "/sandbox/verify", { token, gate });
      assert.equal(judged.accepted, accepted);
      assert.equal(judged.steps.find(({ ok }) => !ok)?.step, accepted ? undefined : step);
    });
  }
});
