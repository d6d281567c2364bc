// Makes the pictures of the README, from a running server: QM_TEST_CHROMIUM=/usr/bin/chromium node screenshots.mjs
import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";

const BASE = process.env.QM_TEST_BASE_URL ?? "http://127.0.0.1:3000";
const FOLDER = new URL("../docs/screenshots/", import.meta.url).pathname;
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const browser = await chromium.launch({ executablePath: process.env.QM_TEST_CHROMIUM, args });
mkdirSync(FOLDER, { recursive: true });

async function picture(name, colorScheme, path, act) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1200, height: 800 } });
  await page.goto(BASE + path);
  await page.locator("html[data-ready]").waitFor();
  await act(page);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await page.close();
}

const nothing = async () => {};
await picture("concept-light", "light", "/concepts/amazon-cognito", nothing);
await picture("concept-dark", "dark", "/concepts/amazon-cognito", nothing);
await picture("question-light", "light", "/concepts/amazon-cognito", async (page) => {
  const card = page.locator(".question-card").first();
  await card.getByRole("radio").first().check();
  await card.getByRole("button", { name: "Reveal the answer" }).click();
  await card.locator(".verdict").waitFor();
  await card.evaluate((element) => element.scrollIntoView());
});
await picture("sandbox-light", "light", "/sandbox/tokens", async (page) => {
  await page.getByRole("button", { name: "Mint three tokens" }).click();
  await page.locator("#minted .token").first().waitFor();
  await page.locator("#minted").evaluate((element) => element.scrollIntoView());
});
await picture("map-light", "light", "/map", nothing);
await picture("exam-day-light", "light", "/practice", async (page) => {
  await page.evaluate(async () => {
    const day = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
    const exam = { track: "developer-identity-and-security", day, minutes_per_day: 20 };
    const headers = { "Content-Type": "application/json" };
    await fetch("/api/v1/preferences", { method: "POST", headers, body: JSON.stringify({ exam }) });
  });
  await page.goto(`${BASE}/exam-day`);
  await page.locator("#exam-day-course").evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
  await page.waitForFunction(() => scrollY > 100);
});
await browser.close();
