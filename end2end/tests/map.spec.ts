// The map: a picture whose words stay in their boxes, and that leads somewhere.
import { expect, test } from "@playwright/test";

test("no word leaves its box, and every box is a link", async ({ page }) => {
  await page.goto("/map");
  const nodes = page.locator(".map-node");
  const outside = await nodes.evaluateAll((all) =>
    all.flatMap((node) => {
      const frame = node.querySelector("rect")!.getBoundingClientRect();
      const texts = [...node.querySelectorAll("tspan, .map-node-standing")];
      const leaves = ({ left, right, top, bottom }: DOMRect) =>
        left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
      return texts.filter((text) => leaves(text.getBoundingClientRect())).map((text) => text.textContent);
    }),
  );
  expect(outside).toEqual([]);
  for (const href of await nodes.evaluateAll((all) => all.map((node) => node.getAttribute("href")))) {
    expect((await page.request.get(href!)).status()).toBe(200);
  }
});

test("on a narrow screen the picture scrolls by itself", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/map");
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(window);
  await expect(page.getByRole("list").filter({ has: page.locator(".map-list-item") })).toBeVisible();
});
