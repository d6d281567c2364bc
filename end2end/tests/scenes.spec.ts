import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

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
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(outside).toEqual([]);
  });
}

test('a choice plays at once, and the address keeps up with it', async ({ page }) => {
  await page.goto('/sandbox/judge');
  const outcome = page.locator('.scene-outcome-label').first();
  await expect(outcome).toContainText('accepts');
  await page.waitForFunction(() => document.querySelector('leptos-island[data-component], leptos-island'));
  const token = page.locator('.scene-form select').first();
  await token.selectOption('access');
  await expect(outcome).toContainText('refuses');
  expect(page.url()).toContain('token=access');
  expect(page.url()).not.toContain('eyJ');
  await page.reload();
  await expect(outcome).toContainText('refuses');
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
