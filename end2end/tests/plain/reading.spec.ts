// Reading without JavaScript: every way on is an ordinary link.
import { expect, test } from "@playwright/test";
import { CONCEPT } from "../support";

test("concepts follow one another by links", async ({ page }) => {
  await page.goto(CONCEPT);
  await page.getByRole("link", { name: /^Next / }).click();
  await expect(page).toHaveURL("/concepts/user-pool-tokens");
  await page.getByRole("link", { name: /^Previous / }).click();
  await expect(page).toHaveURL(CONCEPT);
});

test("the link of a heading leads to it", async ({ page }) => {
  await page.goto(CONCEPT);
  await page.locator(".heading-link").first().click();
  await expect(page).toHaveURL(/#[a-z]/);
  await expect(page.locator(":target")).toBeInViewport();
});

test("a booklet is one link away from its concept, and leads back", async ({ page }) => {
  await page.goto(CONCEPT);
  await page.getByRole("link", { name: "This concept as a booklet" }).click();
  await page.getByRole("link", { name: "Answer to question 1" }).click();
  await expect(page.locator(":target")).toContainText("Question 1: ");
  await page.getByRole("link", { name: "Back to the concept" }).click();
  await expect(page).toHaveURL(CONCEPT);
});
