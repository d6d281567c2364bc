// Practice in a browser: by keys, by mouse, and the settings that go with it.
import { expect, test } from "@playwright/test";
import { expectNoSidewaysScroll, findings } from "./support";

const PAGE = "/practice";

test("a question is chosen, revealed and left by keys alone", async ({ page }) => {
  await page.goto(PAGE);
  await page.keyboard.press("2");
  await expect(page.locator(".option input").nth(1)).toBeChecked();
  await page.keyboard.press("a");
  await expect(page.locator(".option input").first()).toBeChecked();
  await page.keyboard.press("s");
  await expect(page.getByLabel("Sure", { exact: true })).toBeChecked();
  await page.keyboard.press("s");
  await expect(page.getByLabel("Unsure")).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.locator(".verdict")).toBeVisible();
  await expect(page.getByText(/with a likelihood of \d+ %/)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator(".question-card:not(.is-answered)")).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText(/0 reviews and \d+ new questions left today\.$/)).toBeVisible();
});

test("a flag is set and removed by a key, and a note is begun by one", async ({ page }) => {
  await page.goto(PAGE);
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Remove the flag" })).toBeVisible();
  await page.keyboard.press("n");
  const note = page.getByRole("textbox", { name: /Only you see it/ });
  await expect(note).toBeFocused();
  await page.keyboard.type("1 a f u ? s");
  await expect(note).toHaveValue("1 a f u ? s");
  await expect(page.locator(".option input:checked")).toHaveCount(0);
  await page.getByRole("button", { name: "Keep the note" }).click();
  await expect(page.getByText("Your note is kept.")).toBeVisible();
  await page.goto("/practice/marks");
  await expect(page.getByRole("textbox")).toHaveValue("1 a f u ? s");
});

test("a flag and a note leave the choice, and the place on the page", async ({ page }) => {
  await page.goto(PAGE);
  await page.keyboard.press("2");
  await page.keyboard.press("f");
  await expect(page.getByRole("status").filter({ hasText: "Flagged." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove the flag" })).toBeFocused();
  await page.locator("summary", { hasText: "Write a note" }).click();
  await page.getByRole("textbox", { name: /Only you see it/ }).fill("half a tho");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Remove the flag" }).click();
  await expect(page.getByRole("textbox", { name: /Only you see it/ })).toHaveValue("half a tho");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await expect(page.locator("summary", { hasText: "Your note" })).toBeFocused();
  await expect(page.locator(".option input:checked")).toHaveCount(1);
});

test("keys do nothing with a modifier or while text is composed, and are listed by a question mark", async ({ page }) => {
  await page.goto(PAGE);
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Alt+2");
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "1", isComposing: true, bubbles: true })));
  await expect(page.locator(".option input:checked")).toHaveCount(0);
  await page.keyboard.press("Shift+?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.locator(".option input:checked")).toHaveCount(0);
});

test("keys can be switched off in the settings", async ({ page }) => {
  await page.goto("/settings");
  await page.getByLabel(/Single keys/).uncheck();
  await page.getByRole("button", { name: "Keep the settings" }).click();
  await expect(page.getByRole("status")).toHaveText(/Kept/);
  await page.goto(PAGE);
  await page.keyboard.press("1");
  await expect(page.locator(".option input:checked")).toHaveCount(0);
});

test.describe("in another time zone", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("the zone of the browser is offered and taken by a press", async ({ page }) => {
    await page.goto(PAGE);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Your browser is in Asia/Tokyo.")).toBeVisible();
    await page.getByRole("button", { name: "End my days there" }).click();
    await page.goto("/settings");
    await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
  });
});

for (const path of [PAGE, "/practice/marks", "/settings"]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing on ${path}, ${colorScheme}, and it fits every width`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expectNoSidewaysScroll(page);
      }
      expect(await findings(page)).toEqual([]);
    });
  }
}
