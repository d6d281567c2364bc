// openid-client at the local issuer: from discovery to the tokens.
import assert from "node:assert/strict";

import * as openid from "openid-client";

import { Browser } from "./browser.mjs";
import { alice, callback, common, web } from "./sandbox.mjs";

export const discover = (who = web, sandbox = common) =>
  openid.discovery(
    new URL(sandbox.issuer),
    who.id,
    undefined,
    who.secret ? openid.ClientSecretBasic(who.secret) : openid.None(),
    { execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] },
  );

/** What one sends to the authorization endpoint, and what one keeps to check the answer with. */
export async function request(config, who = web, more = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const checks = {
    pkceCodeVerifier: verifier,
    expectedState: openid.randomState(),
    expectedNonce: openid.randomNonce(),
  };
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: callback(who),
    scope: "openid email profile",
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...more,
  });
  return { address, checks };
}

/** Signs in at the page that the address shows, and returns where it leads. */
export async function signIn(address, { username, password } = alice, browser = new Browser()) {
  const page = await browser.open(address);
  assert.equal(page.left, undefined, `led off to ${page.left}`);
  return browser.submit(page, { username, password });
}

export async function code(config, who = web, more = {}) {
  const { address, checks } = await request(config, who, more);
  const { left } = await signIn(address);
  assert.ok(left, "the sign-in leads back to the client");
  return { left, checks };
}

export async function tokens(config, who = web, more = {}) {
  const { left, checks } = await code(config, who, more);
  return openid.authorizationCodeGrant(config, left, checks);
}

/** The token endpoint refuses with this OAuth error. */
export const refused = (call, error, status = 400) =>
  assert.rejects(call, (got) => {
    assert.equal(got.error, error, `${got.name}: ${got.message} ${got.cause && JSON.stringify(got.cause)}`);
    assert.equal(got.status, status);
    return true;
  });
