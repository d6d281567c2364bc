// What the stories share.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const CONCEPT = "/concepts/amazon-cognito";

/** The islands of the page are awake. */
export async function awake(page: Page) {
  await page.locator("html[data-ready]").waitFor();
}

export async function open(page: Page, path: string) {
  await page.goto(path);
  await awake(page);
}

export function card(page: Page, number: number) {
  return page.locator(".question-card").nth(number - 1);
}

/** What axe finds, as lines that a person can read. */
export async function findings(page: Page) {
  // A colour on its way to another one has nobody's contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary}`));
}

export async function expectNoSidewaysScroll(page: Page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(window);
}
