// Minting without JavaScript, and the one thing that needs it.
import { expect, test } from "@playwright/test";

test("three tokens are minted by a plain form, and stand in no address", async ({ page }) => {
  await page.goto("/sandbox/tokens");
  await expect(page.getByText(/JavaScript/)).toBeVisible();
  await page.locator("input[name=username]").fill("zoe");
  await page.getByRole("button", { name: "Mint three tokens" }).click();
  await expect(page.locator(".token")).toHaveCount(3);
  await expect(page.locator("input[name=username]")).toHaveValue("zoe");
  expect(page.url()).not.toContain("eyJ");
});
