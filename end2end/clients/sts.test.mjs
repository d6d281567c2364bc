// AWS SDK: the identity pool's own token, the role it is good for, and the providers that do it all.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { InvalidIdentityTokenException } from "@aws-sdk/client-sts";
import { fromCognitoIdentity, fromCognitoIdentityPool, fromWebToken } from "@aws-sdk/credential-providers";

import { claims, header, refused, refusedAs } from "./support/assertions.mjs";
import { asProvided, assertMadeUp, assume, getId, loginOf, openIdToken } from "./support/identity.mjs";
import { LOGIN, alice, common, identityPool, role } from "./support/sandbox.mjs";

describe("the basic flow", () => {
  test("its OpenID token is what a role's trust policy asks about", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const token = await openIdToken(IdentityId, logins);
    const { alg, kid, typ } = header(token);
    assert.deepEqual([alg, typ], ["RS512", "JWS"]);
    assert.ok(kid);
    const { iss, aud, sub, amr, exp, iat } = claims(token);
    assert.deepEqual(
      [iss, aud, sub, exp - iat],
      ["https://cognito-identity.amazonaws.com", identityPool, IdentityId, 600],
    );
    assert.deepEqual(amr, ["authenticated", LOGIN, `${LOGIN}:CognitoSignIn:${claims(logins[LOGIN]).sub}`]);
  });

  test("a guest's OpenID token says that nobody signed in", async () => {
    const { IdentityId } = await getId();
    assert.deepEqual(claims(await openIdToken(IdentityId)).amr, ["unauthenticated"]);
  });

  test("brings the credentials of the role", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const answer = await assume(role("authenticated"), await openIdToken(IdentityId, logins));
    assertMadeUp(asProvided(answer.Credentials));
    assert.equal(answer.SubjectFromWebIdentityToken, IdentityId);
    assert.equal(answer.Audience, identityPool);
    assert.equal(answer.Provider, "cognito-identity.amazonaws.com");
    assert.match(answer.AssumedRoleUser.Arn, /^arn:aws:sts::111122223333:assumed-role\/sample-authenticated\/session$/);
    assert.match(answer.AssumedRoleUser.AssumedRoleId, /:session$/);
  });

  test("brings a guest the guest's role, and not the other", async () => {
    const { IdentityId } = await getId();
    const token = await openIdToken(IdentityId);
    assertMadeUp(asProvided((await assume(role("unauthenticated"), token)).Credentials));
    await refusedAs(
      assume(role("authenticated"), token),
      "AccessDenied",
      /[Nn]ot authorized to perform:? sts:AssumeRoleWithWebIdentity/,
    );
  });

  test("lasts as long as one asks, within limits", async () => {
    const { IdentityId } = await getId();
    const token = await openIdToken(IdentityId);
    const { Credentials } = await assume(role("unauthenticated"), token, { DurationSeconds: 900 });
    const seconds = (Credentials.Expiration - Date.now()) / 1000;
    assert.ok(seconds > 840 && seconds <= 901, `${seconds} seconds`);
    await refusedAs(
      assume(role("unauthenticated"), token, { DurationSeconds: 60 }),
      "ValidationError",
      /durationSeconds/i,
    );
  });

  test("refuses what is no token", () =>
    refused(assume(role("authenticated"), "nonsense"), InvalidIdentityTokenException));

  test("refuses the user pool's own token", async () => {
    const { IdToken } = await common.signIn(alice);
    await assert.rejects(assume(role("authenticated"), IdToken), (error) => {
      assert.ok(
        ["InvalidIdentityToken", "InvalidIdentityTokenException", "AccessDenied"].includes(error.name),
        error.name,
      );
      return true;
    });
  });

  test("refuses a changed token", async () => {
    const { IdentityId } = await getId();
    const [head, , signature] = (await openIdToken(IdentityId)).split(".");
    const payload = Buffer.from(JSON.stringify({ aud: identityPool, amr: ["authenticated"] })).toString("base64url");
    await refused(assume(role("authenticated"), [head, payload, signature].join(".")), InvalidIdentityTokenException);
  });
});

describe("credential providers", () => {
  test("fromCognitoIdentityPool goes all the way for a user", async () => {
    const provide = fromCognitoIdentityPool({
      identityPoolId: identityPool,
      logins: await loginOf(alice),
      clientConfig: common.config,
    });
    const provided = await provide();
    assertMadeUp(provided);
    assert.equal(provided.identityId, (await getId(await loginOf(alice))).IdentityId);
  });

  test("fromCognitoIdentityPool goes all the way for a guest", async () => {
    assertMadeUp(await fromCognitoIdentityPool({ identityPoolId: identityPool, clientConfig: common.config })());
  });

  test("fromCognitoIdentityPool reports the refusal of an access token", async () => {
    const { AccessToken } = await common.signIn(alice);
    const provide = fromCognitoIdentityPool({
      identityPoolId: identityPool,
      logins: { [LOGIN]: AccessToken },
      clientConfig: common.config,
    });
    await refusedAs(provide(), "NotAuthorizedException", /^Invalid login token\./);
  });

  test("fromCognitoIdentity takes an identity that is known", async () => {
    const logins = await loginOf(alice);
    const { IdentityId: identityId } = await getId(logins);
    assertMadeUp(await fromCognitoIdentity({ identityId, logins, clientConfig: common.config })());
  });

  test("fromWebToken assumes the role", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const webIdentityToken = await openIdToken(IdentityId, logins);
    assertMadeUp(
      await fromWebToken({ roleArn: role("authenticated"), webIdentityToken, clientConfig: common.config })(),
    );
  });
});
