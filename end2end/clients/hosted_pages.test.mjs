// openid-client and a browser without scripts: the pages that stand between a request and its code.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Browser } from "./support/browser.mjs";
import { discover, request, signIn } from "./support/openid.mjs";
import { alice, callback, common, samples, web } from "./support/sandbox.mjs";

describe("the sign-in page", () => {
  test("is shown again after a wrong password, and sends nobody away", async () => {
    const { address } = await request(await discover());
    const answer = await signIn(address, { ...alice, password: "Not-the-passw0rd" });
    assert.equal(answer.left, undefined);
    assert.match(answer.html, /Incorrect username or password\./);
  });

  test("brings who tries again to the client", async () => {
    const { address, checks } = await request(await discover());
    const browser = new Browser();
    const again = await signIn(address, { ...alice, password: "Not-the-passw0rd" }, browser);
    const { left } = await browser.submit(again, alice);
    assert.equal(left.searchParams.get("state"), checks.expectedState);
    assert.ok(left.searchParams.get("code"));
  });
});

describe("the sign-in page and users who need more than a password", () => {
  for (const who of samples.challenge_users) {
    test(`gives ${who.username} no code for the password alone (${who.challenge})`, async () => {
      const { address } = await request(await discover());
      const { left } = await signIn(address, who);
      assert.equal(left, undefined, String(left));
    });
  }
});

describe("signing out", () => {
  const logout = (parameters) => new Browser().open(`${common.endpoint}/logout?${new URLSearchParams(parameters)}`);
  const home = web.logout_urls.find((url) => !url.startsWith(new URL(common.endpoint).origin));

  test("leads to an address of the client", async () => {
    const { left } = await logout({ client_id: web.id, logout_uri: home });
    assert.equal(String(left), home);
  });

  for (const [name, parameters] of [
    ["another address", { client_id: web.id, logout_uri: "https://attacker.example.com/" }],
    ["no address", { client_id: web.id }],
    ["an unknown client", { client_id: "0nosuchclient0000000000000", logout_uri: home }],
  ]) {
    test(`with ${name} shows an error and sends nobody away`, async () => {
      const page = await logout(parameters);
      assert.equal(page.left, undefined);
      assert.equal(page.status, 400);
    });
  }
});

describe("a request that is wrong", () => {
  async function open(more, who = web) {
    const { address, checks } = await request(await discover(), who, more);
    return { ...(await new Browser().open(address)), state: checks.expectedState };
  }

  for (const [name, more] of [
    ["another redirect address", { redirect_uri: "https://attacker.example.com/callback" }],
    ["a redirect address with more at its end", { redirect_uri: `${callback(web)}/more` }],
    ["a redirect address with a query", { redirect_uri: `${callback(web)}?next=1` }],
    ["no redirect address", { redirect_uri: "" }],
    ["an unknown client", { client_id: "0nosuchclient0000000000000" }],
  ]) {
    test(`with ${name} shows an error and sends nobody away`, async () => {
      const page = await open(more);
      assert.equal(page.left, undefined);
      assert.ok(page.status >= 400, String(page.status));
      assert.doesNotMatch(page.html, /name=["']?password/);
    });
  }

  for (const [name, more, error] of [
    ["a scope that the client does not have", { scope: "openid nosuchserver/read" }, "invalid_scope"],
    ["the implicit grant, which no client has switched on,", { response_type: "token" }, "unauthorized_client"],
    ["the plain code challenge", { code_challenge_method: "plain" }, "invalid_request"],
    ["an unknown response type", { response_type: "riddle" }, /^(invalid_request|unsupported_response_type)$/],
    ["no response type", { response_type: "" }, "invalid_request"],
  ]) {
    test(`with ${name} leads back with the error and the state`, async () => {
      const { left, state } = await open(more);
      assert.ok(left, "leads back to the client");
      assert.equal(`${left.origin}${left.pathname}`, callback(web));
      assert.match(left.searchParams.get("error"), error instanceof RegExp ? error : new RegExp(`^${error}$`));
      assert.equal(left.searchParams.get("state"), state);
      assert.equal(left.searchParams.get("code"), null);
    });
  }
});
