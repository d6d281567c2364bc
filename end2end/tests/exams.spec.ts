// Sitting an exam in a browser: saved while one chooses, by keyboard alone, at every width, in both themes.
import { expect, test, type Page } from "@playwright/test";
import { expectNoSidewaysScroll, findings, open } from "./support";

const TRACK = "/exams/tracks/developer-identity-and-security";

async function begin(page: Page, mode = "Exam mode") {
  await open(page, TRACK);
  await page.getByLabel(mode).check();
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page).toHaveURL(/\/exams\/[0-9a-f-]{36}\/1#question$/);
}

const options = (page: Page) => page.locator("[name=chosen]");

test("choosing does not send the form, and is saved all the same", async ({ page }) => {
  await begin(page);
  await options(page).first().check();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page).toHaveURL(/\/1#question$/);
  await expect(page.locator("[aria-current=step]")).toHaveClass(/is-answered/);
  await page.reload();
  await expect(options(page).first()).toBeChecked();
});

test("the exam can be sat by keyboard alone, and names what is unanswered and flagged", async ({ page }) => {
  await begin(page);
  await expect(page.locator("#question")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(options(page).first()).toBeFocused();
  await page.keyboard.press("Space");
  const next = page.getByRole("button", { name: "Save and go on" });
  while (!(await next.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/2#question$/);
  await page.getByRole("button", { name: "Flag for later" }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove the flag" })).toBeVisible();
  await page.getByRole("button", { name: "Overview and hand in" }).press("Enter");
  await expect(page.getByText("Not answered: 2")).toBeVisible();
  await expect(page.getByText("Flagged: 2")).toBeVisible();
  await page.getByRole("button", { name: "Hand in" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Result" })).toBeVisible();
  await page.getByRole("button", { name: "Ask them again now" }).click();
  await expect(page.getByText(/Due now: \d+ questions? of this exam\./)).toBeVisible();
});

test("the clock runs, warns politely, and stays folded away on the next page", async ({ page }) => {
  await page.clock.install();
  await begin(page);
  const clock = page.getByRole("timer");
  const shown = await clock.textContent();
  await page.clock.runFor(5000);
  await expect(clock).not.toHaveText(shown!);
  await expect(page.locator("[data-warning]")).toHaveAttribute("role", "status");
  const left = Number(await page.locator("[data-left-ms].exam-clock").getAttribute("data-left-ms"));
  await page.clock.runFor(left - 5 * 60_000);
  await expect(page.locator("[data-warning]")).toHaveText("5 minutes left.");
  await page.getByText("Time left").click();
  await expect(clock).toBeHidden();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(/\/2#question$/);
  await expect(page.getByRole("timer")).toBeHidden();
});

test("a choice that cannot be saved stays and is sent again", async ({ page, context }) => {
  await begin(page);
  await context.setOffline(true);
  await options(page).nth(1).check();
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Saved.")).toBeVisible();
});

test("a choice that is changed while the first one is being saved is no conflict with another tab", async ({ page }) => {
  await begin(page);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const saved = new Promise<void>((resolve) =>
    page.route("**/exams/*/1", async (route) => {
      if (!route.request().headers()["x-quizmint-fragment"]) return route.continue();
      const response = await route.fetch();
      resolve();
      await answered;
      await route.fulfill({ response });
    }),
  );
  await options(page).nth(0).check();
  await saved;
  await options(page).nth(1).check();
  await page.getByRole("button", { name: "Save and go on" }).click({ noWaitAfter: true });
  answer();
  await expect(page).toHaveURL(/\/2#question$/);
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page).toHaveURL(/\/1#question$/);
  await expect(options(page).nth(1)).toBeChecked();
});

test("nothing that an exam's pages load holds a reason or says which option is right", async ({ page }) => {
  const bodies: Promise<[string, string]>[] = [];
  page.on("response", (response) => {
    if (response.status() < 300) bodies.push(response.body().then((body) => [response.url(), body.toString()], () => ["", ""]));
  });
  await begin(page);
  await options(page).first().check();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(/\/2#question$/);
  for (const [url, body] of await Promise.all(bodies)) {
    expect(/option-why|reveal-explanation|class="[^"]*is-right|"correct"\s*:/.test(/\.(css|wasm)$/.test(url) ? "" : body), url).toBe(false);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the pages of an exam, and they fit 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const looked = async () => {
      expect(await findings(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 900 });
      await expectNoSidewaysScroll(page);
      expect(await findings(page)).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
      await expectNoSidewaysScroll(page);
    };
    await open(page, "/exams");
    await looked();
    await open(page, TRACK);
    await looked();
    await begin(page, "Review mode");
    await options(page).first().check();
    await looked();
    await page.getByRole("button", { name: "Reveal the answer" }).click();
    await looked();
    await page.getByRole("button", { name: "Overview and hand in" }).click();
    await looked();
    await page.getByRole("button", { name: "Finish" }).click();
    await expect(page.getByRole("heading", { name: "By domain" })).toBeVisible();
    await looked();
    await open(page, "/exams");
    await looked();
  });
}
