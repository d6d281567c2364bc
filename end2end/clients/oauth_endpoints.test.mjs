// openid-client: userInfo, revocation, client credentials, and what the token endpoint refuses.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createRemoteJWKSet, jwtVerify } from "jose";
import * as openid from "openid-client";

import { claims } from "./support/assertions.mjs";
import { code, discover, refused, tokens } from "./support/openid.mjs";
import { alice, client, common, server, web } from "./support/sandbox.mjs";

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
    await assert.rejects(openid.fetchUserInfo(config, set.access_token, "somebody-else"), ({ cause }) =>
      /"sub"/.test(cause.message),
    );
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
    await refused(
      openid.clientCredentialsGrant(await discover(machine), { scope: "nosuchserver/read" }),
      "invalid_scope",
    );
  });

  test("bring no scope of people, which exists and is not for machines", async () => {
    await refused(openid.clientCredentialsGrant(await discover(machine), { scope: "openid" }), "invalid_grant");
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
    await refused(
      openid.genericGrantRequest(await discover(), "password", { username, password }),
      "unsupported_grant_type",
    );
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
