// Practice without JavaScript: forms, redirects and links.
import { expect, test } from "@playwright/test";

test("a sitting is begun, answered and ended by plain forms", async ({ page }) => {
  await page.goto("/practice");
  await page.getByRole("button", { name: "Twenty questions" }).click();
  await expect(page).toHaveURL(/\/practice\?sitting=/);
  await page.locator(".option-label").first().click();
  await page.getByRole("button", { name: "Reveal the answer" }).click();
  await expect(page.locator(".verdict")).toBeVisible();
  await page.getByRole("link", { name: "Next question" }).click();
  await expect(page.getByText("1 answered")).toBeVisible();
  await page.getByRole("button", { name: "End it here" }).click();
  await expect(page.getByText(/of 1 right/)).toBeVisible();
});
