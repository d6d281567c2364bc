// Answering questions in a browser: in place, by mouse and by keyboard.
import { expect, test } from "@playwright/test";
import { CONCEPT, card, open } from "./support";

test.beforeEach(async ({ page }) => {
  await open(page, CONCEPT);
});

test("the button that reveals is off until an option is chosen, and choosing does not submit", async ({ page }) => {
  const question = card(page, 1);
  const reveal = question.getByRole("button", { name: "Reveal the answer" });
  await expect(question.getByText("Select one answer before revealing.")).toBeVisible();
  await expect(reveal).toBeDisabled();
  let posts = 0;
  page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
  await question.getByRole("radio").nth(0).check();
  await question.getByRole("radio").nth(1).check();
  await expect(reveal).toBeEnabled();
  expect(posts).toBe(0);
});

test("the answer is revealed in place, with the reason of every option", async ({ page }) => {
  await page.evaluate(() => ((window as any).stayed = true));
  const question = card(page, 1);
  await question.getByRole("radio").first().check();
  await question.getByRole("button", { name: "Reveal the answer" }).click();
  await expect(question.locator(".verdict")).toHaveText(/^(Right\.|Not quite\. The right answer is [A-D]\.)$/);
  await expect(question.locator(".verdict")).toBeFocused();
  await expect(page.locator("#practice").getByRole("status")).toHaveText(/Right\.|Not quite\./);
  await expect(question.locator(".option-why")).toHaveCount(4);
  await expect(question.getByRole("link", { name: /^Read again: / })).toBeVisible();
  await expect(question.getByText(/This question comes back on \d+ \w+ 20\d\d\./)).toBeVisible();
  await expect(page.getByText(/ of \d+ right, 1 answered/)).toBeVisible();
  expect(await page.evaluate(() => (window as any).stayed)).toBe(true);
});

test("options keep their places when the answer is revealed, and after a reload", async ({ page }) => {
  const texts = () => card(page, 2).locator(".option-text").allInnerTexts();
  const shown = await texts();
  await card(page, 2).getByRole("radio").nth(2).check();
  await card(page, 2).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(card(page, 2).locator(".verdict")).toBeVisible();
  expect(await texts()).toEqual(shown);
  await page.reload();
  expect(await texts()).toEqual(shown);
});

test("a choice made in another card survives an answer", async ({ page }) => {
  await card(page, 3).getByRole("radio").nth(1).check();
  await card(page, 1).getByRole("radio").first().check();
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(card(page, 1).locator(".verdict")).toBeVisible();
  await expect(card(page, 3).getByRole("radio").nth(1)).toBeChecked();
  await expect(card(page, 3).getByRole("button", { name: "Reveal the answer" })).toBeEnabled();
});

test("all questions can be answered by keyboard alone, and the missed ones asked again", async ({ page }) => {
  await page.evaluate(() => ((window as any).stayed = true));
  const total = await page.locator(".question-card").count();
  await page.locator("#practice-title").evaluate((title) => {
    title.setAttribute("tabindex", "-1");
    title.focus();
  });
  for (let number = 1; number <= total; number++) {
    const focused = (role: "radio" | "checkbox" | "button") =>
      card(page, number).getByRole(role).evaluateAll((all) => all.some((one) => one === document.activeElement));
    while (!(await focused("radio")) && !(await focused("checkbox"))) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    if (await focused("radio")) {
      await page.keyboard.press("ArrowDown");
    }
    // Past the choice of how sure one is, which may be left out.
    while (!(await focused("button"))) {
      await page.keyboard.press("Tab");
    }
    await expect(card(page, number).getByRole("button", { name: "Reveal the answer" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(card(page, number).locator(".verdict")).toBeFocused();
  }
  const wrong = await page.locator(".verdict.is-wrong").count();
  await expect(page.getByText(`${total - wrong} of ${total} right, ${total} answered`)).toBeVisible();
  if (wrong > 0) {
    await page.getByRole("button", { name: "Retry the missed ones" }).press("Enter");
    await expect(page.locator(".question-card:not(.is-answered)")).toHaveCount(wrong);
    await expect(page.locator(".question-card:not(.is-answered) .question-card-title").first()).toBeFocused();
  }
  // With all of them missed, asking these again left nothing to start over.
  if (wrong < total) {
    await page.getByRole("button", { name: "Start over" }).press("Enter");
  }
  await expect(page.locator(".question-card:not(.is-answered)")).toHaveCount(total);
  await expect(page.locator(".option-why")).toHaveCount(0);
  expect(await page.evaluate(() => (window as any).stayed)).toBe(true);
});

test("when the server cannot be reached the choice stays and can be sent again", async ({ page, context }) => {
  await card(page, 1).getByRole("radio").first().check();
  await context.setOffline(true);
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(card(page, 1).getByText("The server could not be reached.")).toBeVisible();
  await expect(card(page, 1).getByRole("radio").first()).toBeChecked();
  await context.setOffline(false);
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(card(page, 1).locator(".verdict")).toBeVisible();
});

test("where the server refuses an answer, its own words are read", async ({ page }) => {
  await page.route("**/questions/**", (route) =>
    route.fulfill({ status: 429, contentType: "text/html", body: "<h1>That was too quick</h1>" }),
  );
  await card(page, 1).getByRole("radio").first().check();
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(page.getByRole("heading", { name: "That was too quick" })).toBeVisible();
});

test("first-time visitors get the options in different orders", async ({ browser }) => {
  const orders = new Set<string>();
  for (let visit = 0; visit < 6; visit++) {
    const page = await browser.newPage();
    await open(page, CONCEPT);
    orders.add((await card(page, 1).locator(".option-text").allInnerTexts()).join("|"));
    await page.close();
  }
  expect(orders.size).toBeGreaterThan(1);
});
