// openid-client: discovery and the code exchange, with every part of it broken in turn.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import * as openid from "openid-client";

import { claims } from "./support/assertions.mjs";
import { code, discover, refused, tokens } from "./support/openid.mjs";
import { alice, client, common, own, samples, server, web } from "./support/sandbox.mjs";

describe("discovery", () => {
  test("names the endpoints below the sandbox", async () => {
    const metadata = (await discover()).serverMetadata();
    assert.equal(metadata.issuer, samples.issuers.local);
    const names = [
      "authorization_endpoint",
      "token_endpoint",
      "userinfo_endpoint",
      "revocation_endpoint",
      "end_session_endpoint",
      "jwks_uri",
    ];
    for (const name of names)
      assert.ok(metadata[name]?.startsWith(`${common.endpoint}/`), `${name}: ${metadata[name]}`);
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
    const config = new openid.Configuration(
      (await discover()).serverMetadata(),
      server.id,
      undefined,
      openid.ClientSecretPost(server.secret),
    );
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
    await refused(
      openid.authorizationCodeGrant(config, left, { ...checks, pkceCodeVerifier: undefined }),
      "invalid_grant",
    );
  });

  test("another redirect address is refused", async () => {
    const config = await discover();
    const { left, checks } = await code(config);
    left.pathname = "/elsewhere";
    await refused(openid.authorizationCodeGrant(config, left, checks), "unauthorized_client");
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
    await assert.rejects(openid.authorizationCodeGrant(config, left, other), ({ cause }) =>
      /unexpected "state"/.test(cause.message),
    );
  });
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
