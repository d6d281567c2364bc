// The answer key never reaches the browser before the answer is given: not in a page, script, wasm or reply.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { CONCEPT, card, open } from "./support";

/** The reasons and explanations of the content, as the plain words that every form of them would hold. */
function secrets() {
  const source = readFileSync(new URL("../../content/questions/amazon-cognito.md", import.meta.url), "utf8");
  const reasons = source.split("\n").filter((line) => /^\s*> /.test(line));
  const words = reasons.map((line) => line.replace(/^\s*> /, "").split(/[^A-Za-z ,]/)[0].trim());
  return words.filter((words) => words.length > 20);
}

test("nothing that the browser loads holds a reason or says which option is right", async ({ page }) => {
  const bodies: Promise<[string, string]>[] = [];
  page.on("response", (response) => bodies.push(response.body().then((body) => [response.url(), body.toString("latin1")])));
  await open(page, CONCEPT);
  await page.goto("/api/v1/concepts/amazon-cognito");
  const reasons = secrets();
  expect(reasons.length).toBeGreaterThan(10);
  const loaded = await Promise.all(bodies);
  expect(loaded.some(([url]) => url.endsWith(".wasm"))).toBe(true);
  for (const [url, body] of loaded) {
    for (const reason of reasons) {
      expect(body.includes(reason), `${reason} in ${url}`).toBe(false);
    }
    expect(/"correct"\s*:|is-right/.test(url.endsWith(".css") ? "" : body), url).toBe(false);
  }
});

test("the reasons of one question come with its own answer only", async ({ page }) => {
  await open(page, CONCEPT);
  await card(page, 1).getByRole("radio").first().check();
  const [reply] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    card(page, 1).getByRole("button", { name: "Reveal the answer" }).click(),
  ]);
  const body = await reply.text();
  const told = secrets().filter((reason) => body.includes(reason));
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThanOrEqual(4);
});
