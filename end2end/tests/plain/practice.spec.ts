// The same without JavaScript: plain forms and links.
import { expect, test } from "@playwright/test";
import { CONCEPT, card } from "../support";

test("a question is answered by a plain form and the page comes back at it", async ({ page }) => {
  await page.goto(CONCEPT);
  await card(page, 1).getByRole("radio").first().check();
  await card(page, 1).getByRole("button", { name: "Reveal the answer" }).click();
  await expect(page).toHaveURL(/#q-/);
  await expect(card(page, 1).locator(".option-why")).toHaveCount(4);
  await expect(page.getByText(/ of \d+ right, 1 answered/)).toBeVisible();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page).toHaveURL(/#practice$/);
  await expect(page.locator(".option-why")).toHaveCount(0);
});

test("nothing is sent until an option is chosen", async ({ page }) => {
  await page.goto(CONCEPT);
  const reveal = card(page, 1).getByRole("button", { name: "Reveal the answer" });
  await reveal.click({ force: true });
  await expect(page).toHaveURL(new RegExp(`${CONCEPT}$`));
  await expect(page.locator(".option-why")).toHaveCount(0);
});
