// Reading: the keys that turn the page, links that are copied, where one is, what scrolls by itself, and paper.
import { expect, test } from "@playwright/test";
import { CONCEPT, card, expectNoSidewaysScroll, findings, open } from "./support";

const NEXT = "/concepts/user-pool-tokens";
const BOOKLET = `${CONCEPT}/booklet`;

test("the arrow keys turn the page and turn it back", async ({ page }) => {
  await open(page, CONCEPT);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(NEXT);
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(CONCEPT);
});

test("the arrow keys stay with what uses them and with their modifiers", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, NEXT);
  const stays = async (what: string) => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    expect(page.url(), what).toContain(NEXT);
  };
  await card(page, 1).getByRole("radio").first().focus();
  await stays("a radio group");
  const table = page.locator(".note .table-scroll").first();
  await table.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  await stays("a table that scrolls");
  await page.locator("main").focus();
  for (const keys of ["Shift+ArrowRight", "Control+ArrowRight", "Meta+ArrowRight"]) await page.keyboard.press(keys);
  await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
  });
  await stays("a field");
  await page.evaluate(() => {
    const event = { key: "ArrowRight", bubbles: true, cancelable: true };
    document.querySelector("main")?.dispatchEvent(new KeyboardEvent("keydown", { ...event, isComposing: true }));
  });
  expect(page.url(), "composing text").toContain(NEXT);
});

test("the arrow keys can be switched off, and stay off", async ({ page }) => {
  await open(page, CONCEPT);
  await page.getByRole("checkbox", { name: "The keys ← and → turn the page" }).uncheck();
  await open(page, CONCEPT);
  await page.locator("main").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("checkbox", { name: /turn the page/ })).not.toBeChecked();
  await expect(page).toHaveURL(CONCEPT);
});

test("the link of a heading comes with the keyboard, is copied, and says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, CONCEPT);
  const link = page.locator(".heading-link").first();
  const opacity = () => link.evaluate((element) => getComputedStyle(element).opacity);
  expect(await opacity()).toBe("0");
  await link.focus();
  await expect.poll(opacity).toBe("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Link copied" })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url());
  expect(new URL(copied).hash).not.toBe("");
});

test("the list of contents says which section is being read", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, CONCEPT);
  const last = page.locator(".contents .contents-item:not(.is-deeper) a").nth(2);
  await last.click();
  const weight = () => last.evaluate((element) => getComputedStyle(element).fontWeight);
  await expect.poll(weight).toBe("600");
});

test("a narrow screen scrolls tables and code by themselves, and the keyboard reaches them by name", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, NEXT);
  await expectNoSidewaysScroll(page);
  const tables = page.locator(".note .table-scroll");
  for (const table of await tables.all()) {
    await expect(table).toHaveAttribute("aria-label", /^Table: /);
    await table.focus();
    await expect(table).toBeFocused();
  }
});

test("a revealed question can be reported, an open one cannot", async ({ page }) => {
  await open(page, CONCEPT);
  const report = card(page, 1).getByRole("link", { name: "Report a mistake in this question" });
  await expect(report).toHaveCount(0);
  await card(page, 1).getByRole("radio").first().check();
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(report).toHaveAttribute("href", /title=Question%20directory-behind-api-gateway/);
});

const TRACK = "/tracks/developer-identity-and-security/booklet";

for (const path of [NEXT, BOOKLET, TRACK]) {
  // A track's booklet is made of the same parts, and with its 10,000 elements more than axe gets through in a test.
  for (const colorScheme of path === TRACK ? [] : (["light", "dark"] as const)) {
    test(`axe finds nothing on ${path}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      expect(await findings(page)).toEqual([]);
    });
  }

  test(`${path} fits every width and logs no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    for (const width of [320, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
    expect(errors).toEqual([]);
  });
}

test("a booklet becomes a PDF of numbered pages", async ({ page }) => {
  await page.goto(BOOKLET);
  const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(4);
});

test("a picture is there for whoever shares a concept", async ({ page, request }) => {
  await page.goto(CONCEPT);
  const address = (await page.locator('meta[property="og:image"]').getAttribute("content")) ?? "";
  const picture = await request.get(new URL(address).pathname);
  expect(picture.headers()["content-type"]).toBe("image/png");
  await page.goto("/concepts");
  expect(await page.locator('meta[property="og:image"]').getAttribute("content")).not.toBe(address);
});
