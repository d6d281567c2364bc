import { expect, test, type Page } from '@playwright/test';
import { findings, open } from './support';

const SCENES = [
  'sign-in', 'tokens', 'judge', 'attacks', 'combined-flow', 'triggers', 'refresh', 'code-pkce', 'policies', 'sigv4',
  'envelope', 'rows-and-columns',
];

for (const scene of SCENES) {
  test(`${scene} can be read and used by everyone`, async ({ page }) => {
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(process.env.QM_TEST_BASE_URL!)) outside.push(request.url());
    });
    await page.goto(`/sandbox/${scene}`);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(outside).toEqual([]);
  });
}

const token = (page: Page) => page.locator('.scene-form select').first();
const outcome = (page: Page) => page.locator('.scene-outcome-label').first();

test('a choice plays at once, and the address keeps up with it', async ({ page }) => {
  await open(page, '/sandbox/judge');
  await expect(outcome(page)).toContainText('accepts');
  await token(page).selectOption('access');
  await expect(outcome(page)).toContainText('refuses');
  expect(page.url()).toContain('token=access');
  expect(page.url()).not.toContain('eyJ');
  await page.reload();
  await expect(outcome(page)).toContainText('refuses');
});

test('a choice that was made before the page woke up plays when it does', async ({ page }) => {
  let wake = () => {};
  const chosen = new Promise<void>((resolve) => (wake = resolve));
  await page.route('**/*.wasm', async (route) => {
    await chosen;
    await route.continue();
  });
  await page.goto('/sandbox/judge');
  await token(page).selectOption('access');
  await expect(outcome(page)).toContainText('accepts');
  wake();
  await expect(outcome(page)).toContainText('refuses');
  expect(page.url()).toContain('token=access');
});

test('of two choices the later one is shown, whichever is answered first', async ({ page }) => {
  await open(page, '/sandbox/judge');
  let answer = () => {};
  const late = new Promise<void>((resolve) => (answer = resolve));
  const first = page.waitForResponse((response) => response.url().includes('token=access'));
  await page.route(/token=access/, async (route) => {
    await late;
    await route.continue();
  });
  await token(page).selectOption('access');
  const second = page.waitForResponse((response) => response.url().includes('token=id'));
  await token(page).selectOption('id');
  await second;
  answer();
  await (await first).finished();
  // What is shown of the late answer would be shown before the page answers this.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await expect(outcome(page)).toContainText('accepts');
  expect(page.url()).toContain('token=id');
});

test('a case of "break it" opens by the keyboard alone', async ({ page }) => {
  await page.goto('/sandbox/policies');
  const second = page.locator('.scene-cases a').nth(1);
  await second.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.scene-cases a').nth(1)).toHaveAttribute('aria-current', 'true');
});

test('a wrong prediction is told why, and its question is due', async ({ page }) => {
  await page.goto('/sandbox/judge');
  const endings = page.locator('.scene-check input[type=radio]');
  const count = await endings.count();
  expect(count).toBeGreaterThan(1);
  for (let at = 0; at < count; at++) {
    await page.goto('/sandbox/judge');
    await page.locator('.scene-check input[type=radio]').nth(at).check();
    await page.getByRole('button', { name: 'Predict, then see' }).click();
    const said = await page.locator('.scene-check .scene-outcome-label').textContent();
    if (said?.startsWith('Not so')) {
      await expect(page.locator('.scene-check')).toContainText('is due today');
      const due = await page.request.get('/api/v1/reviews/due');
      expect((await due.json()).total).toBeGreaterThan(0);
      return;
    }
  }
  throw new Error('every ending was right');
});
