// The search box over every page: by keys, by hand, and out of the way of who types elsewhere.
import { expect, test, type Page } from "@playwright/test";
import { CONCEPT, expectNoSidewaysScroll, findings, open } from "./support";

const box = (page: Page) => page.getByRole("dialog", { name: "Search" });
const field = (page: Page) => box(page).getByRole("combobox");
const options = (page: Page) => box(page).getByRole("option");

for (const keys of ["Control+k", "Meta+k", "/"]) {
  test(`${keys} opens the box, typing finds, Enter goes to the place`, async ({ page }) => {
    await open(page, "/sandbox");
    await page.keyboard.press(keys);
    await expect(field(page)).toBeFocused();
    await page.keyboard.type("amazon cogn");
    await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
    await expect(options(page).first().locator("mark")).toHaveText(["Amazon", "Cognito"]);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(CONCEPT);
    await expect(box(page)).toBeHidden();
  });
}

test("the arrows choose, and the field names what is chosen", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("/");
  await page.keyboard.type("token");
  await expect(options(page)).not.toHaveCount(0);
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  const chosen = async () => box(page).getByRole("option", { selected: true }).getAttribute("id");
  const first = await chosen();
  await page.keyboard.press("ArrowDown");
  const second = await chosen();
  expect(second).not.toBe(first);
  await expect(field(page)).toHaveAttribute("aria-activedescendant", second!);
  await page.keyboard.press("ArrowUp");
  expect(await chosen()).toBe(first);
  await page.keyboard.press("ArrowUp");
  await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
  await expect(box(page).getByRole("status")).toContainText("places");
  await page.keyboard.press("Escape");
  await expect(box(page)).toBeHidden();
});

test("a place on the page that is open is gone to, with the box closed", async ({ page }) => {
  await open(page, CONCEPT);
  const heading = page.locator(".note h2").last();
  const id = await heading.getAttribute("id");
  await page.keyboard.press("/");
  await page.keyboard.type((await heading.innerText()).trim());
  await options(page).filter({ has: page.locator(`xpath=self::*[@href="${CONCEPT}#${id}"]`) }).click();
  await expect(box(page)).toBeHidden();
  await expect(page).toHaveURL(`${CONCEPT}#${id}`);
  await expect(heading).toBeInViewport();
});

test("keys mean what they mean: in fields, with other keys held, and while text is composed", async ({ page }) => {
  await open(page, "/search");
  const words = page.locator("#search-page-text");
  await words.fill("a");
  await words.press("/");
  await words.press("Control+k");
  await expect(words).toHaveValue("a/");
  await expect(box(page)).toBeHidden();
  await page.locator("h1").click();
  for (const keys of ["Control+/", "Alt+/", "k", "Control+Shift+k", "Control+Alt+k"]) await page.keyboard.press(keys);
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", isComposing: true, bubbles: true })));
  await expect(box(page)).toBeHidden();
  await page.keyboard.press("/");
  await expect(box(page)).toBeVisible();
  await expect(field(page)).toHaveValue("");
});

test("what was typed before the answer came leads to the page of the search", async ({ page }) => {
  await open(page, "/");
  await page.route("**/search?q=*", async (route) => {
    if (route.request().headers()["x-quizmint-fragment"]) return;
    await route.continue();
  });
  await page.keyboard.press("/");
  await page.keyboard.type("refresh");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/search?q=refresh");
  await expect(page.getByRole("heading", { name: "Search" })).toBeVisible();
});

test("by touch: the button opens the box, a tap goes to the place, another closes it", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await open(page, "/");
  await page.getByRole("banner").getByRole("button", { name: "Search" }).tap();
  await field(page).fill("cognito");
  await expect(options(page)).not.toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await box(page).getByRole("button", { name: "Close" }).tap();
  await expect(box(page)).toBeHidden();
  await page.getByRole("banner").getByRole("button", { name: "Search" }).tap();
  await options(page).first().tap();
  await expect(page).toHaveURL(CONCEPT);
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the open box, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, CONCEPT);
    await page.keyboard.press("/");
    await page.keyboard.type("token");
    await expect(options(page)).not.toHaveCount(0);
    expect(await findings(page)).toEqual([]);
  });
}
