// openid-client at the local issuer: the code exchange and everything around it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createRemoteJWKSet, jwtVerify } from "jose";
import * as openid from "openid-client";

import { claims } from "./support/assertions.mjs";
import { Browser } from "./support/browser.mjs";
import { alice, callback, client, common, own, samples, server, web } from "./support/sandbox.mjs";

const discover = (who = web, sandbox = common) =>
  openid.discovery(
    new URL(sandbox.issuer),
    who.id,
    undefined,
    who.secret ? openid.ClientSecretBasic(who.secret) : openid.None(),
    { execute: [openid.allowInsecureRequests, openid.enableNonRepudiationChecks] },
  );

/** What one sends to the authorization endpoint, and what one keeps to check the answer with. */
async function request(config, who = web, more = {}) {
  const verifier = openid.randomPKCECodeVerifier();
  const checks = { pkceCodeVerifier: verifier, expectedState: openid.randomState(), expectedNonce: openid.randomNonce() };
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
async function signIn(address, { username, password } = alice, browser = new Browser()) {
  const page = await browser.open(address);
  assert.equal(page.left, undefined, `led off to ${page.left}`);
  return browser.submit(page, { username, password });
}

async function code(config, who = web, more = {}) {
  const { address, checks } = await request(config, who, more);
  const { left } = await signIn(address);
  assert.ok(left, "the sign-in leads back to the client");
  return { left, checks };
}

async function tokens(config, who = web, more = {}) {
  const { left, checks } = await code(config, who, more);
  return openid.authorizationCodeGrant(config, left, checks);
}

/** The token endpoint refuses with this OAuth error. */
const refused = (call, error, status = 400) =>
  assert.rejects(call, (got) => {
    assert.equal(got.error, error, `${got.name}: ${got.message} ${got.cause && JSON.stringify(got.cause)}`);
    assert.equal(got.status, status);
    return true;
  });

describe("discovery", () => {
  test("names the endpoints below the sandbox", async () => {
    const metadata = (await discover()).serverMetadata();
    assert.equal(metadata.issuer, samples.issuers.local);
    const names = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "revocation_endpoint", "end_session_endpoint", "jwks_uri"];
    for (const name of names) assert.ok(metadata[name]?.startsWith(`${common.endpoint}/`), `${name}: ${metadata[name]}`);
    assert.deepEqual(metadata.response_types_supported, ["code", "token"]);
    assert.deepEqual(metadata.id_token_signing_alg_values_supported, ["RS256"]);
    assert.deepEqual(metadata.subject_types_supported, ["public"]);
  });

  test("of one's own sandbox names the endpoints of that sandbox", async () => {
    const sandbox = await own();
    const metadata = (await discover(web, sandbox)).serverMetadata();
    assert.equal(metadata.token_endpoint, `${sandbox.endpoint}/oauth2/token`);
    assert.equal(metadata.authorization_endpoint, `${sandbox.endpoint}/oauth2/authorize`);
  });
});

describe("the code exchange", () => {
  for (const who of [web, server]) {
    test(`brings verified tokens to ${who.name}`, async () => {
      const set = await tokens(await discover(who), who);
      assert.equal(set.token_type, "bearer");
      assert.equal(set.expires_in, 3600);
      const id = set.claims();
      assert.deepEqual([id.iss, id.aud, id.token_use], [samples.issuers.local, who.id, "id"]);
      assert.equal(id["cognito:username"], alice.username);
      assert.equal(id.email, alice.email);
      assert.ok(id.at_hash);
      const access = claims(set.access_token);
      assert.deepEqual([access.iss, access.client_id, access.sub], [samples.issuers.local, who.id, id.sub]);
      assert.deepEqual(new Set(access.scope.split(" ")), new Set(["openid", "email", "profile"]));
      assert.ok(set.refresh_token);
    });
  }

  test("takes the secret in the form too", async () => {
    const config = new openid.Configuration((await discover()).serverMetadata(), server.id, undefined, openid.ClientSecretPost(server.secret));
    openid.allowInsecureRequests(config);
    assert.ok((await tokens(config, server)).id_token);
  });

  test("works in one's own sandbox", async () => {
    const sandbox = await own();
    const set = await tokens(await discover(web, sandbox));
    assert.equal(set.claims().iss, sandbox.issuer);
  });

  test("without the scope openid brings no ID token", async () => {
    const config = await discover();
    const { left, checks } = await code(config, web, { scope: "aws.cognito.signin.user.admin" });
    const set = await openid.authorizationCodeGrant(config, left, { ...checks, expectedNonce: undefined });
    assert.equal(set.id_token, undefined);
    assert.equal(claims(set.access_token).scope, "aws.cognito.signin.user.admin");
  });

  test("a code serves once", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    await openid.authorizationCodeGrant(config, left, checks);
    await refused(openid.authorizationCodeGrant(config, left, checks), "invalid_grant");
  });

  test("a wrong verifier is refused", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    const wrong = { ...checks, pkceCodeVerifier: openid.randomPKCECodeVerifier() };
    await refused(openid.authorizationCodeGrant(config, left, wrong), "invalid_grant");
  });

  test("a missing verifier is refused", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    await refused(openid.authorizationCodeGrant(config, left, { ...checks, pkceCodeVerifier: undefined }), "invalid_grant");
  });

  test("another redirect address is refused", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    left.pathname = "/elsewhere";
    await refused(openid.authorizationCodeGrant(config, left, checks), "invalid_grant");
  });

  test("the code of another client is refused", async () => {
    const { left, checks } = await code(await discover());
    await refused(openid.authorizationCodeGrant(await discover(server), left, checks), "invalid_grant");
  });

  test("a made-up code is refused", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    left.searchParams.set("code", "00000000-0000-4000-8000-000000000000");
    await refused(openid.authorizationCodeGrant(config, left, checks), "invalid_grant");
  });

  test("the client notices an answer to another request", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    const other = { ...checks, expectedState: openid.randomState() };
    await assert.rejects(openid.authorizationCodeGrant(config, left, other), ({ cause }) => /unexpected "state"/.test(cause.message));
  });
});

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

describe("refreshing", () => {
  test("brings new tokens and no new refresh token", async () => {
    const config = await discover();
    const first = await tokens(config);
    const next = await openid.refreshTokenGrant(config, first.refresh_token);
    assert.equal(next.refresh_token, undefined);
    assert.equal(next.claims().auth_time, first.claims().auth_time);
    assert.equal(next.claims().sub, first.claims().sub);
    assert.equal(claims(next.access_token).scope, claims(first.access_token).scope);
  });

  test("refuses a token that is none", async () => {
    await refused(openid.refreshTokenGrant(await discover(), "nonsense"), "invalid_grant");
  });

  test("refuses the token of another client", async () => {
    const { refresh_token } = await tokens(await discover());
    await refused(openid.refreshTokenGrant(await discover(server), refresh_token), "invalid_grant");
  });

  test("rotates where the client rotates", async () => {
    const who = client("sample-rotating");
    const config = await discover(who);
    const first = await tokens(config, who);
    const next = await openid.refreshTokenGrant(config, first.refresh_token);
    assert.ok(next.refresh_token);
    assert.notEqual(next.refresh_token, first.refresh_token);
    await refused(openid.refreshTokenGrant(config, first.refresh_token), "invalid_grant");
  });
});

describe("userInfo", () => {
  test("says who the token speaks for, every value a text", async () => {
    const config = await discover();
    const set = await tokens(config);
    const info = await openid.fetchUserInfo(config, set.access_token, set.claims().sub);
    assert.deepEqual([info.username, info.email, info.email_verified], [alice.username, alice.email, "true"]);
  });

  test("answers for the subject alone", async () => {
    const config = await discover();
    const set = await tokens(config);
    await assert.rejects(openid.fetchUserInfo(config, set.access_token, "somebody-else"), ({ cause }) => /"sub"/.test(cause.message));
  });

  async function challenge(token) {
    const { userinfo_endpoint } = (await discover()).serverMetadata();
    const reply = await fetch(userinfo_endpoint, { headers: token && { authorization: `Bearer ${token}` } });
    return { status: reply.status, authenticate: reply.headers.get("www-authenticate") };
  }

  for (const [name, token] of [
    ["an ID token", async () => (await tokens(await discover())).id_token],
    ["an access token without the scope openid", async () => (await common.signIn()).AccessToken],
    ["what is no token", async () => "nonsense"],
  ]) {
    test(`refuses ${name}`, async () => {
      const { status, authenticate } = await challenge(await token());
      assert.equal(status, 401);
      assert.match(authenticate, /error="invalid_token"/);
    });
  }
});

describe("revocation", () => {
  test("ends refreshing and userInfo, while an offline check accepts the token", async () => {
    const config = await discover();
    const set = await tokens(config);
    await openid.tokenRevocation(config, set.refresh_token);
    await refused(openid.refreshTokenGrant(config, set.refresh_token), "invalid_grant");
    const { userinfo_endpoint, jwks_uri, issuer } = config.serverMetadata();
    const reply = await fetch(userinfo_endpoint, { headers: { authorization: `Bearer ${set.access_token}` } });
    assert.equal(reply.status, 401);
    assert.match(
      reply.headers.get("www-authenticate"),
      /error_description="Access token is expired, disabled, or deleted, or the user has globally signed out\."/,
    );
    await jwtVerify(set.access_token, createRemoteJWKSet(new URL(jwks_uri)), { issuer, algorithms: ["RS256"] });
  });

  test("says nothing about a token that is none, nor about one revoked before", async () => {
    const config = await discover();
    const { refresh_token } = await tokens(config);
    for (const token of ["nonsense", refresh_token, refresh_token]) await openid.tokenRevocation(config, token);
  });

  test("is not there for an access token", async () => {
    const config = await discover();
    await refused(openid.tokenRevocation(config, (await tokens(config)).access_token), "unsupported_token_type");
  });

  test("needs the client's secret", async () => {
    const set = await tokens(await discover(server), server);
    const wrong = await discover({ ...server, secret: "wrong".repeat(8) });
    await refused(openid.tokenRevocation(wrong, set.refresh_token), "invalid_client", 401);
  });
});

describe("client credentials", () => {
  const machine = client("sample-m2m");

  test("bring an access token for a machine, and nothing else", async () => {
    const set = await openid.clientCredentialsGrant(await discover(machine));
    assert.deepEqual([set.id_token, set.refresh_token, set.expires_in], [undefined, undefined, 3600]);
    const access = claims(set.access_token);
    assert.deepEqual([access.sub, access.client_id, access.token_use], [machine.id, machine.id, "access"]);
    assert.deepEqual([access.username, access["cognito:groups"]], [undefined, undefined]);
    assert.match(access.scope, /^[^ /]+\/[^ /]+/);
  });

  test("bring the scope that was asked for, alone", async () => {
    const config = await discover(machine);
    const [scope] = claims((await openid.clientCredentialsGrant(config)).access_token).scope.split(" ");
    const set = await openid.clientCredentialsGrant(config, { scope });
    assert.equal(claims(set.access_token).scope, scope);
  });

  test("bring no scope that the client does not have", async () => {
    await refused(openid.clientCredentialsGrant(await discover(machine), { scope: "nosuchserver/read" }), "invalid_scope");
  });

  test("need the right secret", async () => {
    const wrong = await discover({ ...machine, secret: "wrong".repeat(8) });
    await assert.rejects(openid.clientCredentialsGrant(wrong), { error: "invalid_client" });
  });

  test("are not for a client that has users", async () => {
    await assert.rejects(openid.clientCredentialsGrant(await discover(server)), { error: "unauthorized_client" });
  });
});

describe("the token endpoint", () => {
  test("refuses a wrong secret", async () => {
    const { left, checks } = await code(await discover(server), server);
    const wrong = await discover({ ...server, secret: "wrong".repeat(8) });
    await assert.rejects(openid.authorizationCodeGrant(wrong, left, checks), { error: "invalid_client" });
  });

  test("refuses an unknown client", async () => {
    const unknown = await discover({ id: "0nosuchclient0000000000000" });
    await assert.rejects(openid.refreshTokenGrant(unknown, "nonsense"), { error: "invalid_client" });
  });

  test("refuses a grant that it does not know", async () => {
    const { username, password } = alice;
    await refused(openid.genericGrantRequest(await discover(), "password", { username, password }), "unsupported_grant_type");
  });

  test("refuses a request that lacks what it needs", async () => {
    await refused(openid.genericGrantRequest(await discover(), "authorization_code", {}), "invalid_request");
  });

  test("lets no answer be kept", async () => {
    const { token_endpoint } = (await discover()).serverMetadata();
    const body = new URLSearchParams({ grant_type: "refresh_token", client_id: web.id, refresh_token: "nonsense" });
    const reply = await fetch(token_endpoint, { method: "POST", body });
    assert.match(reply.headers.get("cache-control"), /no-store/);
    assert.equal((await reply.json()).error, "invalid_grant");
  });
});
