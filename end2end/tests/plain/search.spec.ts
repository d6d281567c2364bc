// The search without JavaScript.
import { expect, test } from "@playwright/test";

test("the form in the header searches, on a wide screen and on a narrow one", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("banner").getByRole("searchbox").fill("amazon cognitto");
  await page.keyboard.press("Enter");
  await expect(page.locator(".search-result").first().getByRole("link")).toHaveAttribute("href", "/concepts/amazon-cognito");
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  await page.getByRole("banner").getByRole("button", { name: "Search" }).click();
  await page.locator("#search-page-text").fill("cognito");
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL("/search?q=cognito");
});
