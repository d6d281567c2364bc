// What holds for every page: nothing for axe to find in either theme, no sideways scroll at any width, no errors.
import { expect, test } from "@playwright/test";
import { CONCEPT, card, expectNoSidewaysScroll, findings, open } from "./support";

const PAGES = [
  "/", "/concepts", CONCEPT, "/map", "/search", "/search?q=token", "/practice", "/exams", "/exam-day", "/progress", "/settings",
  "/sandbox", "/sandbox/tokens", "/no/such/page",
];

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      expect(await findings(page)).toEqual([]);
    });
  }

  test(`${path} fits every width and logs no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && !/404/.test(message.text()) && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    for (const width of [320, 768, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
    expect(errors).toEqual([]);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on an answered question, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, CONCEPT);
    await card(page, 1).getByRole("radio").first().check();
    await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
    await expect(card(page, 1).locator(".verdict")).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    await expectNoSidewaysScroll(page);
  });
}

test("the way in for the keyboard leads to the content", async ({ page }) => {
  await page.goto(CONCEPT);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("on paper stand the note and the questions, without answers that were not given", async ({ page }) => {
  await page.goto(CONCEPT);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Reveal the answer" }).first()).toBeHidden();
  await expect(card(page, 1).locator(".option-text").first()).toBeVisible();
  await expect(page.locator(".option-why")).toHaveCount(0);
});
