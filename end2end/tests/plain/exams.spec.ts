// An exam without JavaScript: every button saves, and the time is that of loading.
import { expect, test } from "@playwright/test";

test("an exam is sat, handed in and looked at by plain forms", async ({ page }) => {
  await page.goto("/exams/tracks/developer-identity-and-security");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByText("when this page was loaded")).toBeVisible();
  await page.locator("[name=chosen]").first().check();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(/\/2#question$/);
  await page.getByRole("button", { name: "Question 1, answered" }).click();
  await expect(page.locator("[name=chosen]").first()).toBeChecked();
  await page.getByRole("button", { name: "Overview and hand in" }).click();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByRole("heading", { name: "Practise the missed" })).toBeVisible();
});
