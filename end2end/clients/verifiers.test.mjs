// The tokens as resource servers check them: aws-jwt-verify and jose.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { createRemoteJWKSet, jwtVerify } from "jose";
import {
  CognitoJwtInvalidClientIdError,
  JwtInvalidAudienceError,
  JwtInvalidClaimError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureError,
  JwtParseError,
  KidNotFoundInJwksError,
  ParameterValidationError,
} from "aws-jwt-verify/error";

import { claims } from "./support/assertions.mjs";
import { alice, api, common, pool, samples, server, web } from "./support/sandbox.mjs";
import { cognitoVerifier, localVerifier } from "./support/verifiers.mjs";

const mint = (request = {}) => api("POST", "/sandbox/tokens", request);
const keys = createRemoteJWKSet(new URL(`${common.endpoint}/${pool}/.well-known/jwks.json`));

function changed(token, change) {
  const [head, , signature] = token.split(".");
  return [head, Buffer.from(JSON.stringify({ ...claims(token), ...change })).toString("base64url"), signature].join(
    ".",
  );
}

describe("CognitoJwtVerifier", () => {
  for (const [tokenUse, name] of [
    ["id", "IdToken"],
    ["access", "AccessToken"],
  ]) {
    test(`accepts the ${tokenUse} token of a sign-in`, async () => {
      const payload = await cognitoVerifier(tokenUse).verify((await common.signIn())[name]);
      assert.equal(payload.token_use, tokenUse);
      assert.equal(payload.iss, samples.issuers.aws);
    });
  }

  test("accepts the groups that a user has", async () => {
    const { IdToken } = await common.signIn(alice);
    await cognitoVerifier("id").verify(IdToken, { groups: alice.groups });
    await assert.rejects(cognitoVerifier("id").verify(IdToken, { groups: ["owners"] }), JwtInvalidClaimError);
  });

  test("accepts the scope of the self-service interface, and no other", async () => {
    const { AccessToken } = await common.signIn(alice);
    await cognitoVerifier("access").verify(AccessToken, { scope: "aws.cognito.signin.user.admin" });
    await assert.rejects(cognitoVerifier("access").verify(AccessToken, { scope: "openid" }), JwtInvalidClaimError);
  });

  const refusals = [
    ["an access token where the ID token belongs", "id", (tokens) => tokens.AccessToken, JwtInvalidClaimError],
    ["an ID token where the access token belongs", "access", (tokens) => tokens.IdToken, JwtInvalidClaimError],
    [
      "a changed claim",
      "id",
      (tokens) => changed(tokens.IdToken, { email: "eve@example.com" }),
      JwtInvalidSignatureError,
    ],
    ["a refresh token", "id", (tokens) => tokens.RefreshToken, JwtParseError],
  ];
  for (const [name, tokenUse, spoil, Error] of refusals) {
    test(`refuses ${name}`, async () => {
      await assert.rejects(cognitoVerifier(tokenUse).verify(spoil(await common.signIn())), Error);
    });
  }

  test("refuses the token of another client", async () => {
    const { IdToken, AccessToken } = await common.signIn();
    await assert.rejects(cognitoVerifier("id", common, server.id).verify(IdToken), CognitoJwtInvalidClientIdError);
    await assert.rejects(
      cognitoVerifier("access", common, server.id).verify(AccessToken),
      CognitoJwtInvalidClientIdError,
    );
  });

  test("refuses a token of the local issuer", async () => {
    const { id_token } = await mint({ issuer: "local" });
    await assert.rejects(cognitoVerifier("id").verify(id_token), ParameterValidationError);
  });

  test("refuses a key that the pool does not have", async () => {
    const { IdToken } = await common.signIn();
    const [, ...rest] = IdToken.split(".");
    const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: "no-such-key" })).toString("base64url");
    await assert.rejects(cognitoVerifier("id").verify([head, ...rest].join(".")), KidNotFoundInJwksError);
  });
});

describe("JwtVerifier", () => {
  test("accepts the ID token of the local issuer", async () => {
    const { id_token } = await mint({ issuer: "local" });
    assert.equal((await localVerifier(web.id).verify(id_token)).iss, samples.issuers.local);
  });

  test("accepts the access token of the local issuer, which has no audience", async () => {
    const { access_token } = await mint({ issuer: "local" });
    assert.equal((await localVerifier(null).verify(access_token)).client_id, web.id);
    await assert.rejects(localVerifier(web.id).verify(access_token), JwtInvalidAudienceError);
  });

  test("refuses a token of the AWS issuer", async () => {
    await assert.rejects(localVerifier(web.id).verify((await common.signIn()).IdToken), JwtInvalidIssuerError);
  });
});

describe("jose", () => {
  const options = { issuer: samples.issuers.aws, audience: web.id, algorithms: ["RS256"] };

  test("accepts the ID token by the remote key set", async () => {
    const { payload } = await jwtVerify((await common.signIn()).IdToken, keys, options);
    assert.equal(payload["cognito:username"], alice.username);
  });

  test("accepts the access token where no audience is asked for", async () => {
    const { AccessToken } = await common.signIn();
    assert.equal((await jwtVerify(AccessToken, keys, { ...options, audience: undefined })).payload.client_id, web.id);
    await assert.rejects(jwtVerify(AccessToken, keys, options), {
      code: "ERR_JWT_CLAIM_VALIDATION_FAILED",
      claim: "aud",
    });
  });

  const refusals = [
    ["a changed claim", (token) => changed(token, { sub: "eve" }), {}, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
    ["another issuer", (token) => token, { issuer: samples.issuers.local }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["another audience", (token) => token, { audience: server.id }, "ERR_JWT_CLAIM_VALIDATION_FAILED"],
    ["another algorithm", (token) => token, { algorithms: ["PS256"] }, "ERR_JOSE_ALG_NOT_ALLOWED"],
  ];
  for (const [name, spoil, other, code] of refusals) {
    test(`refuses ${name}`, async () => {
      const { IdToken } = await common.signIn();
      await assert.rejects(jwtVerify(spoil(IdToken), keys, { ...options, ...other }), { code });
    });
  }

  test("refuses a token after its end", async () => {
    const { IdToken } = await common.signIn();
    const currentDate = new Date((claims(IdToken).exp + 1) * 1000);
    await assert.rejects(jwtVerify(IdToken, keys, { ...options, currentDate }), { code: "ERR_JWT_EXPIRED" });
  });
});
