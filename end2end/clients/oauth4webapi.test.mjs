// oauth4webapi at the local issuer: the same exchange, every answer validated by hand.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import * as oauth from "oauth4webapi";

import { Browser } from "./support/browser.mjs";
import { alice, callback, client, samples, server, web } from "./support/sandbox.mjs";

const loopback = { [oauth.allowInsecureRequests]: true };
const machine = client("sample-m2m");
const authentication = ({ secret }) => (secret ? oauth.ClientSecretPost(secret) : oauth.None());

async function discover() {
  const issuer = new URL(samples.issuers.local);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, loopback));
}

/** Everything up to the answer of the token endpoint. */
async function exchange(as, who, scope = "openid email") {
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ];
  const redirect = callback(who);
  const address = new URL(as.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: who.id,
    redirect_uri: redirect,
    response_type: "code",
    scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  const browser = new Browser();
  const { username, password } = alice;
  const { left } = await browser.submit(await browser.open(address), { username, password });
  const answer = oauth.validateAuthResponse(as, { client_id: who.id }, left, state);
  const redeem = (codeVerifier = verifier) =>
    oauth.authorizationCodeGrantRequest(
      as,
      { client_id: who.id },
      authentication(who),
      answer,
      redirect,
      codeVerifier,
      loopback,
    );
  return { nonce, redeem };
}

async function tokens(as, who, scope) {
  const { nonce, redeem } = await exchange(as, who, scope);
  const reply = await redeem();
  const options = { expectedNonce: nonce, requireIdToken: true };
  return { reply, set: await oauth.processAuthorizationCodeResponse(as, { client_id: who.id }, reply, options) };
}

const oauthError =
  (error, status = 400) =>
  (got) => {
    assert.ok(got instanceof oauth.ResponseBodyError, got.message);
    assert.deepEqual([got.error, got.status], [error, status]);
    return true;
  };

for (const who of [web, server]) {
  test(`the code exchange of ${who.name} satisfies every check, the signature of the ID token too`, async () => {
    const as = await discover();
    const { reply, set } = await tokens(as, who);
    await oauth.validateApplicationLevelSignature(as, reply, loopback);
    assert.equal(oauth.getValidatedIdTokenClaims(set)["cognito:username"], alice.username);
  });
}

test("a wrong verifier is refused", async () => {
  const as = await discover();
  const { redeem } = await exchange(as, web);
  const reply = await redeem(oauth.generateRandomCodeVerifier());
  await assert.rejects(
    oauth.processAuthorizationCodeResponse(as, { client_id: web.id }, reply),
    oauthError("invalid_grant"),
  );
});

test("a code serves once", async () => {
  const as = await discover();
  const { redeem } = await exchange(as, web);
  assert.equal((await redeem()).status, 200);
  await assert.rejects(
    oauth.processAuthorizationCodeResponse(as, { client_id: web.id }, await redeem()),
    oauthError("invalid_grant"),
  );
});

test("an error at the authorization endpoint comes back as the library knows errors", async () => {
  const as = await discover();
  const state = oauth.generateRandomState();
  const address = new URL(as.authorization_endpoint);
  const redirect_uri = callback(web);
  address.search = new URLSearchParams({
    client_id: web.id,
    redirect_uri,
    response_type: "code",
    scope: "nosuchserver/read",
    state,
  });
  const { left } = await new Browser().open(address);
  assert.throws(
    () => oauth.validateAuthResponse(as, { client_id: web.id }, left, state),
    (got) => got instanceof oauth.AuthorizationResponseError && got.error === "invalid_scope",
  );
});

test("refreshing keeps the subject", async () => {
  const as = await discover();
  const { set } = await tokens(as, web);
  const reply = await oauth.refreshTokenGrantRequest(
    as,
    { client_id: web.id },
    oauth.None(),
    set.refresh_token,
    loopback,
  );
  const next = await oauth.processRefreshTokenResponse(as, { client_id: web.id }, reply);
  assert.equal(oauth.getValidatedIdTokenClaims(next).sub, oauth.getValidatedIdTokenClaims(set).sub);
});

test("userInfo answers for the subject", async () => {
  const as = await discover();
  const { set } = await tokens(as, web);
  const reply = await oauth.userInfoRequest(as, { client_id: web.id }, set.access_token, loopback);
  const { sub } = oauth.getValidatedIdTokenClaims(set);
  assert.equal((await oauth.processUserInfoResponse(as, { client_id: web.id }, sub, reply)).email, alice.email);
});

describe("client credentials", () => {
  const grant = async (as, { id, secret }, parameters = {}) => {
    const reply = await oauth.clientCredentialsGrantRequest(
      as,
      { client_id: id },
      oauth.ClientSecretBasic(secret),
      parameters,
      loopback,
    );
    return oauth.processClientCredentialsResponse(as, { client_id: id }, reply);
  };

  test("bring an access token", async () => {
    assert.ok((await grant(await discover(), machine)).access_token);
  });

  test("bring no unknown scope", async () => {
    await assert.rejects(grant(await discover(), machine, { scope: "nosuchserver/read" }), oauthError("invalid_scope"));
  });

  test("need the right secret", async () => {
    await assert.rejects(grant(await discover(), { ...machine, secret: "wrong".repeat(8) }), {
      error: "invalid_client",
    });
  });
});

test("revocation is answered with an empty 200", async () => {
  const as = await discover();
  const { set } = await tokens(as, web);
  const reply = await oauth.revocationRequest(as, { client_id: web.id }, oauth.None(), set.refresh_token, loopback);
  await oauth.processRevocationResponse(reply);
});

test("an access token of a user pool is none by RFC 9068, here as there", async () => {
  const as = await discover();
  const { set } = await tokens(as, web);
  const request = new Request("https://api.example.com/", { headers: { authorization: `Bearer ${set.access_token}` } });
  await assert.rejects(oauth.validateJwtAccessToken(as, request, "https://api.example.com", loopback), /typ/);
});
