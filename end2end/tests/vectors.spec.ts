// The judge in the browser says what the judge on the server says: to every attack, and to every published message.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { open } from "./support";

type Said = { step: string; reason: string };

const { QM_TEST_VECTORS, CI } = process.env;
const MESSAGES = QM_TEST_VECTORS && join(QM_TEST_VECTORS, "wycheproof", "json_web_signature_test.json");

/** Enters a value as a person would, as far as the page can tell. */
async function enter(page: Page, name: string, value: string) {
  await page.evaluate(
    ([name, value]) => {
      const control = document.querySelector(`#judge [name=${name}]`) as HTMLTextAreaElement;
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
    },
    [name, value],
  );
}

/** Pastes a text and returns the deciding step as it is shown. */
async function judged(page: Page, token: string): Promise<Said> {
  return page.evaluate(async (token) => {
    const details = document.getElementById("judge-details")!;
    details.replaceChildren();
    const shown = new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => {
        if (details.querySelector(".is-deciding")) {
          watch.disconnect();
          resolve();
        }
      });
      watch.observe(details, { childList: true, subtree: true });
    });
    const control = document.querySelector("#judge [name=token]") as HTMLTextAreaElement;
    control.value = token;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    const [title, reason] = [...details.querySelectorAll(".is-deciding p")];
    return { step: title.querySelector("b")!.textContent!, reason: reason.textContent! };
  }, token);
}

/** Both clocks go on while we compare. */
function withoutSeconds({ step, reason }: Said): Said {
  return { step, reason: reason.replace(/expired \d+ seconds? ago/, "expired some time ago") };
}

test("every attack gets the same step and reason in the browser as on the server", async ({ page, request }) => {
  await open(page, "/sandbox/tokens");
  const { cases } = await (await request.get("/api/v1/sandbox/attacks")).json();
  expect(cases.length).toBeGreaterThanOrEqual(44);
  const different = [];
  for (const { id, token, gate } of cases) {
    await enter(page, "token", "");
    await enter(page, "gate", gate);
    const here = withoutSeconds(await judged(page, token));
    const verdict = await (await request.post("/api/v1/sandbox/verify", { data: { token, gate } })).json();
    const step = verdict.steps.find((step: any) => !step.ok) ?? verdict.steps.at(-1);
    const there = withoutSeconds({ step: step.step, reason: step.reason });
    if (JSON.stringify(here) !== JSON.stringify(there)) different.push({ id, here, there });
  }
  expect(different).toEqual([]);
});

// Skipped loudly where there are no vectors, and failing where there must be.
test("every published message gets the step and reason that the server's own test wrote down", async ({ page }) => {
  expect(Boolean(MESSAGES && existsSync(MESSAGES)) || !CI, "QM_TEST_VECTORS must name the folder of published vectors where CI is set").toBe(true);
  test.skip(!MESSAGES, "QM_TEST_VECTORS names no folder of published vectors");
  test.setTimeout(120_000);
  const written: (Said & { ids: number[] })[] = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));
  const expected = new Map(written.flatMap(({ step, reason, ids }) => ids.map((id) => [id, { step, reason }] as const)));
  const { testGroups, numberOfTests } = JSON.parse(readFileSync(MESSAGES!, "utf8"));

  await open(page, "/sandbox/tokens");
  await page.locator("#judge select[name=keys]").selectOption("pasted");
  await page.locator("#judge select[name=content]").selectOption("any");
  const different = [];
  let tried = 0;
  for (const group of testGroups) {
    await enter(page, "token", "");
    await enter(page, "jwks", JSON.stringify(group.public ?? group.private));
    for (const { tcId, jws } of group.tests) {
      tried += 1;
      if (jws === "") {
        // An empty field is no message to the page, which then says nothing.
        expect(expected.get(tcId)).toMatchObject({ step: "parse", reason: expect.stringContaining("nothing here") });
        continue;
      }
      const here = await judged(page, typeof jws === "string" ? jws : JSON.stringify(jws));
      if (JSON.stringify(here) !== JSON.stringify(expected.get(tcId))) different.push({ tcId, here, there: expected.get(tcId) });
    }
  }
  expect(different).toEqual([]);
  expect(tried).toBe(numberOfTests);
});
