// The day of an exam: set in the settings, followed by practice, looked at on a page of its own.
import { expect, test } from "@playwright/test";
import { expectNoSidewaysScroll, findings } from "./support";

/** In so many days from now, as a date field takes it. */
function inDays(days: number) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

test("a day is set, the plan is read, and practice asks today's share of it", async ({ page }) => {
  await page.goto("/exam-day");
  await page.getByRole("link", { name: "Set the day" }).click();
  await page.getByLabel("Exam", { exact: true }).selectOption({ label: "Developer identity and security" });
  await page.getByLabel("Day", { exact: true }).fill(inDays(20));
  await page.getByLabel("Minutes a day").fill("15");
  await page.getByRole("button", { name: "Keep the settings" }).click();
  await page.getByRole("link", { name: "See the plan for your exam" }).click();
  await expect(page.getByText(/20 questions, about 15 minutes: all new/)).toBeVisible();
  await expect(page.getByText("How ready you are cannot be said yet.")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
  }
  for (const width of [320, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
  }
  await page.getByText("The same as a table").click();
  await expect(page.getByRole("rowheader", { name: inDays(20) })).toBeVisible();
  await page.getByRole("link", { name: "Practise", exact: true }).click();
  await expect(page.getByText(/Exam in \d+ days: this is today’s share of/)).toBeVisible();
  await page.getByRole("radio").or(page.getByRole("checkbox")).first().check();
});
