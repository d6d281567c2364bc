// The first scene of the sandbox: three tokens minted in place, and a judge that sends nothing anywhere.
import { expect, test, type Page } from "@playwright/test";
import { expectNoSidewaysScroll, findings, open } from "./support";

const SCENE = "/sandbox/tokens";

test.beforeEach(async ({ page }) => {
  await open(page, SCENE);
});

async function mint(page: Page) {
  await page.getByRole("button", { name: "Mint three tokens" }).click();
  await expect(page.locator(".token")).toHaveCount(3);
}

async function judgeIdToken(page: Page) {
  await mint(page);
  await page.locator("button[name=judge]").first().click();
  await expect(page.locator("#judge-summary")).toContainText("Accepted");
}

const pasted = (page: Page) => page.locator("textarea[name=token]");
const summary = (page: Page) => page.locator("#judge-summary");

test("three tokens are minted in place and taken apart, each claim with its meaning", async ({ page }) => {
  await page.evaluate(() => ((window as any).stayed = true));
  await page.locator("input[name=username]").fill("zoe");
  await page.locator("input[name=groups]").fill("bakers, readers");
  await mint(page);
  const id = page.locator(".minted-token").first();
  await expect(id.getByRole("row", { name: /cognito:username/ })).toContainText("zoe");
  await expect(id.getByRole("row", { name: /cognito:groups/ })).toContainText('["bakers","readers"]');
  await expect(id.getByRole("row", { name: /^aud/ })).toContainText("only here");
  await expect(page.locator("[data-until]").first()).toContainText(/59 min|60 min|1 h/);
  await expect(page.getByText("not affiliated with AWS").first()).toBeVisible();
  expect(await page.evaluate(() => (window as any).stayed)).toBe(true);
  expect(page.url()).not.toContain("eyJ");
});

test("what cannot be minted is said at the form, and what was entered stays", async ({ page }) => {
  await page.locator("input[name=email]").fill("nobody");
  await page.getByRole("button", { name: "Mint three tokens" }).click();
  await expect(page.locator("#mint-problem")).toContainText("@");
  await expect(page.locator("input[name=email]")).toHaveValue("nobody");
});

test("where the server refuses to mint, its own words are read", async ({ page }) => {
  const refused = { status: 429, contentType: "text/html", body: "<h1>That was too quick</h1>" };
  await page.route("**/sandbox/tokens", (route) =>
    route.request().method() === "POST" ? route.fulfill(refused) : route.continue(),
  );
  await page.getByRole("button", { name: "Mint three tokens" }).click();
  await expect(page.getByRole("heading", { name: "That was too quick" })).toBeVisible();
});

const spoils: [string, string][] = [
  ["Let it be expired", "signature"],
  ["Name another app client", "signature"],
  ["Swap token_use", "signature"],
  ["Set alg to none", "header"],
  ["Name another key", "key"],
];

test("a fresh token is accepted, and each way to break it fails at its step", async ({ page }) => {
  await judgeIdToken(page);
  await page.getByText("Change it, and watch which step fails").click();
  for (const [name, step] of spoils) {
    await page.getByRole("button", { name }).click();
    await expect(summary(page)).toContainText(`Refused at the step ${step}`);
    await page.getByRole("button", { name: "Take all changes back" }).click();
    await expect(summary(page)).toContainText("Accepted");
  }
  const claims = page.locator("textarea[name=claims]");
  await claims.fill((await claims.inputValue()).replace("alice@example.com", "eve@example.com"));
  await expect(summary(page)).toContainText("Refused at the step signature");
});

test("the same token is judged by each gate's own rule", async ({ page }) => {
  await judgeIdToken(page);
  for (const [gate, verdict] of [["access", "Refused"], ["identity-pool", "Accepted"], ["userinfo", "Refused"], ["rest-authorizer", "Accepted"]]) {
    await page.locator("select[name=gate]").selectOption(gate);
    await expect(summary(page)).toContainText(verdict);
  }
});

test("nothing that is pasted leaves the browser, and it is forgotten with the page", async ({ page }) => {
  await judgeIdToken(page);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  const secret = `eyJraWQiOiJ4In0.${Buffer.from('{"secret":"of-someone"}').toString("base64url")}.c2ln`;
  await pasted(page).fill(secret);
  await expect(summary(page)).toContainText("Refused");
  await page.locator("select[name=gate]").selectOption("access");
  await page.waitForLoadState("networkidle");
  expect(sent.filter((request) => request.includes(secret) || !request.includes("/.well-known/jwks.json"))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie]));
  expect(kept).not.toContain("of-someone");
  expect(kept).not.toContain(secret);
  await page.goto("/concepts");
  await page.goBack();
  await expect(pasted(page)).toHaveValue("");
});

test("what looks real is warned of and can be cleared", async ({ page }) => {
  const payload = Buffer.from('{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"}').toString("base64url");
  await pasted(page).fill(`eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ.${payload}.c2ln`);
  const alert = page.locator("#judge-warnings");
  await expect(alert).toContainText("looks like a real token");
  await alert.getByRole("button", { name: "Clear" }).click();
  await expect(pasted(page)).toHaveValue("");
  await expect(alert).toBeEmpty();
});

test("any text gets a calm answer", async ({ page }) => {
  for (const text of ["hello", "....", "a.b", "Bearer eyJ", "{}", "🦀.🦀.🦀", "<img src=x onerror=alert(1)>", `${"[".repeat(2000)}`]) {
    await pasted(page).fill(text);
    await expect(summary(page)).toContainText("Refused");
  }
  await pasted(page).evaluate((area: HTMLTextAreaElement) => {
    area.value = ".".repeat(2_000_000);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect(summary(page)).toContainText("longer than a million characters");
  await expect(page.locator("#judge-details img")).toHaveCount(0);
});

test("a pasted key set is used instead of the sandbox's", async ({ page, request }) => {
  const keys = await (await request.get("/sandbox/aws/us-east-1_EXAMPLE00/.well-known/jwks.json")).text();
  const samples = await (await request.get("/api/v1/sandbox")).json();
  await judgeIdToken(page);
  await page.locator("select[name=keys]").selectOption({ index: 1 });
  await page.locator("textarea[name=jwks]").fill(keys);
  await page.locator("input[name=issuer]").fill(samples.issuers.aws);
  await page.locator("input[name=client]").fill(samples.clients[0].id);
  await expect(summary(page)).toContainText("Accepted");
  await page.locator("textarea[name=jwks]").fill('{"keys":[]}');
  await expect(summary(page)).toContainText("Refused at the step key");
});

test("the verdict changes by itself when the token expires", async ({ page }) => {
  await page.clock.install();
  await open(page, SCENE);
  await judgeIdToken(page);
  await page.clock.fastForward("59:00");
  await expect(summary(page)).toContainText("Accepted");
  await page.clock.fastForward("01:10");
  await expect(summary(page)).toContainText("Refused at the step claims");
  await expect(page.locator("#judge-details")).toContainText("there is no leeway");
});

test("that a token was copied is told to those who do not see the button", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await mint(page);
  await page.getByRole("button", { name: "Copy" }).nth(1).click();
  await expect(page.getByRole("status").filter({ hasText: "Access token: Copied" })).toHaveCount(1);
});

const encoded = (json: string) => Buffer.from(json).toString("base64url");
const OTHER_KEY = encoded('{"kid":"of-another-pool","alg":"RS256"}');
const deep = `{"a":${"[".repeat(1000)}1${"]".repeat(1000)}}`;
const real = '{"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi","sub":"a"}';

const bad: [name: string, text: string, sentence: string][] = [
  ["a paste of a megabyte", "x".repeat(1_000_000), "It is longer than 16384 bytes."],
  ["ten million dots", ".".repeat(10_000_000), "longer than a million characters"],
  ["no Base64url", `${OTHER_KEY}.e!30.AAAA`, "The claims part cannot be read safely. It is not Base64url."],
  ["JSON a thousand deep", `${OTHER_KEY}.${encoded(deep)}.AAAA`, "Its JSON is nested more than 32 levels deep."],
  ["a name twice", `${OTHER_KEY}.${encoded('{"sub":"a","sub":"b"}')}.AAAA`, 'The name "sub" occurs twice in one JSON object'],
  ["a JWE", `${encoded('{"enc":"A256GCM","alg":"RSA-OAEP"}')}.AAAA.AAAA.AAAA.AAAA`, "It has five parts: it is encrypted (JWE)"],
  ["what looks real", `${OTHER_KEY}.${encoded(real)}.AAAA`, "This looks like a real token"],
];

/** Enters the text as a paste does, and waits for the verdict on it; the milliseconds in between. */
async function paste(page: Page, text: string) {
  return pasted(page).evaluate(async (area: HTMLTextAreaElement, text) => {
    const verdict = document.getElementById("judge-summary")!;
    const changed = new Promise<number>((resolve) => {
      new MutationObserver(() => verdict.childElementCount && resolve(performance.now())).observe(verdict, { childList: true });
    });
    area.value = text;
    const begun = performance.now();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    return (await changed) - begun;
  }, text);
}

test("every bad paste gets a calm and exact sentence", async ({ page }) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  for (const [name, text, sentence] of bad) {
    await paste(page, text);
    await expect(page.locator(".judge"), name).toContainText(sentence);
    await page.locator(".judge-actions").getByRole("button", { name: "Clear" }).click();
    await expect(summary(page)).toBeEmpty();
  }
  expect(errors).toEqual([]);
});

test("a token of 4 KB is judged at once", async ({ page, request }) => {
  const groups = Array.from({ length: 30 }, (_, place) => `sample-group-of-the-common-pool-${place}`.padEnd(66, "x"));
  const minted = await (await request.post("/api/v1/sandbox/tokens", { data: { user: { groups } } })).json();
  const token: string = minted.id_token;
  expect(Math.abs(token.length - 4096)).toBeLessThan(512);
  // The first verdict fetches the key set.
  const times = [await paste(page, token)];
  await expect(summary(page)).toContainText("Accepted");
  for (let run = 0; run < 20; run++) times.push(await paste(page, token));
  const [first, ...later] = times;
  later.sort((a, b) => a - b);
  console.log(`from paste to verdict, ${token.length} bytes: first ${first.toFixed(1)} ms, then median ${later[10].toFixed(1)} ms, worst ${later[19].toFixed(1)} ms`);
});

test("time is moved in place, the address keeps up, and the tokens above stay", async ({ page }) => {
  await mint(page);
  const played = page.locator("#play");
  await expect(played).toContainText("The access token still opens the API");
  await page.getByLabel("The app refreshes when the access token has ended").uncheck();
  await expect(played).toContainText("The access token has expired, refreshing works");
  await page.getByLabel("Days since the sign-in").fill("31");
  await expect(played).toContainText("The refresh token has ended: sign in again");
  await expect(page).toHaveURL(/days=31/);
  await expect(page.locator(".minted-token")).toHaveCount(3);
  await page.getByLabel("Access token lives").fill("30");
  await page.getByLabel("Unit of the access token").selectOption("");
  await expect(played).toContainText("30 without a unit is 1 day 6 hours.");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on minted and judged tokens, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await judgeIdToken(page);
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    await expectNoSidewaysScroll(page);
  });
}
