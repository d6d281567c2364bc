// AWS SDK: from an ID token, or from nothing, to the credentials of a role.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
} from "@aws-sdk/client-cognito-identity";
import {
  AssumeRoleWithWebIdentityCommand,
  InvalidIdentityTokenException,
} from "@aws-sdk/client-sts";
import { fromCognitoIdentity, fromCognitoIdentityPool, fromWebToken } from "@aws-sdk/credential-providers";

import { claims, header, refused, refusedAs } from "./support/assertions.mjs";
import { LOGIN, alice, api, bob, common, identityPool, own, region, role, server } from "./support/sandbox.mjs";

const getId = (Logins, { IdentityPoolId = identityPool, sandbox = common } = {}) =>
  sandbox.identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
const credentials = (IdentityId, Logins, more = {}, sandbox = common) =>
  sandbox.identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins, ...more }));
const openIdToken = async (IdentityId, Logins) =>
  (await common.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token;
const assume = (RoleArn, WebIdentityToken, more = {}) =>
  common.sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "session", WebIdentityToken, ...more }));

async function loginOf(user, sandbox = common) {
  return { [LOGIN]: (await sandbox.signIn(user)).IdToken };
}

/** Credentials that nobody could take for real ones. */
function assertMadeUp({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
  assert.match(accessKeyId, /^ASIA[A-Z2-7]{9}EXAMPLE$/);
  assert.match(secretAccessKey, /EXAMPLE/);
  assert.match(sessionToken, /^SAMPLE-NOT-A-REAL-TOKEN/);
  assert.ok(expiration instanceof Date);
  const minutes = (expiration - Date.now()) / 60_000;
  assert.ok(minutes > 55 && minutes <= 61, `${minutes} minutes`);
}
const asProvided = ({ AccessKeyId, SecretKey, SecretAccessKey, SessionToken, Expiration }) => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretKey ?? SecretAccessKey,
  sessionToken: SessionToken,
  expiration: Expiration,
});

describe("GetId", () => {
  test("knows the same login again, and tells two apart", async () => {
    const [first, again, other] = [
      await getId(await loginOf(alice)),
      await getId(await loginOf(alice)),
      await getId(await loginOf(bob)),
    ];
    assert.match(first.IdentityId, new RegExp(`^${region}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
    assert.equal(again.IdentityId, first.IdentityId);
    assert.notEqual(other.IdentityId, first.IdentityId);
  });

  test("gives every guest an identity of their own", async () => {
    const [one, two] = [await getId(), await getId()];
    assert.notEqual(one.IdentityId, two.IdentityId);
  });

  test("refuses an identity pool that does not exist", async () => {
    const unknown = `${region}:99999999-9999-4999-8999-999999999999`;
    await refused(getId(undefined, { IdentityPoolId: unknown }), ResourceNotFoundException, `IdentityPool '${unknown}' not found.`);
  });

  test("refuses the access token", async () => {
    const { AccessToken } = await common.signIn(alice);
    await refused(getId({ [LOGIN]: AccessToken }), NotAuthorizedException, /^Invalid login token\./);
  });

  test("refuses a token whose claims were changed", async () => {
    const { IdToken } = await common.signIn(alice);
    const [head, , signature] = IdToken.split(".");
    const payload = Buffer.from(JSON.stringify({ ...claims(IdToken), sub: "somebody-else" })).toString("base64url");
    const changed = [head, payload, signature].join(".");
    await refused(getId({ [LOGIN]: changed }), NotAuthorizedException, /^Invalid login token\./);
  });

  test("refuses what is no token", () =>
    refused(getId({ [LOGIN]: "nonsense" }), NotAuthorizedException, /^Invalid login token\./));

  test("refuses a provider that the identity pool does not know", async () => {
    const { IdToken } = await common.signIn(alice);
    const elsewhere = `cognito-idp.${region}.amazonaws.com/${region}_OTHERPOOL`;
    await refused(
      getId({ [elsewhere]: IdToken }),
      NotAuthorizedException,
      "Token is not from a supported provider of this identity pool.",
    );
  });

  test("refuses a provider that is named by its address", async () => {
    const { IdToken } = await common.signIn(alice);
    await refused(
      getId({ [`https://${LOGIN}`]: IdToken }),
      NotAuthorizedException,
      "Token is not from a supported provider of this identity pool.",
    );
  });

  test("refuses a token of a client that is no provider of the identity pool", async () => {
    const minted = await api("POST", "/sandbox/tokens", { client: server.id });
    await refused(getId({ [LOGIN]: minted.id_token }), NotAuthorizedException);
  });
});

describe("the enhanced flow", () => {
  test("brings credentials for a user who has signed in", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const answer = await credentials(IdentityId, logins);
    assert.equal(answer.IdentityId, IdentityId);
    assertMadeUp(asProvided(answer.Credentials));
  });

  test("brings credentials for a guest", async () => {
    const { IdentityId } = await getId();
    assertMadeUp(asProvided((await credentials(IdentityId)).Credentials));
  });

  test("refuses somebody else's login for an identity", async () => {
    const { IdentityId } = await getId(await loginOf(alice));
    await refused(credentials(IdentityId, await loginOf(bob)), NotAuthorizedException);
  });

  test("refuses a user's identity without the login", async () => {
    const { IdentityId } = await getId(await loginOf(alice));
    await refused(credentials(IdentityId), NotAuthorizedException, `Access to Identity '${IdentityId}' is forbidden.`);
  });

  test("refuses the access token", async () => {
    const { IdToken, AccessToken } = await common.signIn(alice);
    const { IdentityId } = await getId({ [LOGIN]: IdToken });
    await refused(credentials(IdentityId, { [LOGIN]: AccessToken }), NotAuthorizedException, /^Invalid login token\./);
  });

  test("refuses an identity that does not exist", async () => {
    const unknown = `${region}:99999999-9999-4999-8999-999999999999`;
    await refused(credentials(unknown), ResourceNotFoundException, `Identity '${unknown}' not found.`);
  });

  test("gives a role that the token names", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const [CustomRoleArn] = claims(logins[LOGIN])["cognito:roles"];
    assertMadeUp(asProvided((await credentials(IdentityId, logins, { CustomRoleArn })).Credentials));
  });

  test("refuses a role that the token does not name", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    await refused(credentials(IdentityId, logins, { CustomRoleArn: role("group:readers") }), NotAuthorizedException);
  });

  test("works in one's own sandbox", async () => {
    const sandbox = await own();
    const logins = await loginOf(alice, sandbox);
    const { IdentityId } = await getId(logins, { sandbox });
    assertMadeUp(asProvided((await credentials(IdentityId, logins, {}, sandbox)).Credentials));
  });
});

describe("the basic flow", () => {
  test("its OpenID token is what a role's trust policy asks about", async () => {
    const logins = await loginOf(alice);
    const { IdentityId } = await getId(logins);
    const token = await openIdToken(IdentityId, logins);
    const { alg, kid, typ } = header(token);
    assert.deepEqual([alg, typ], ["RS512", "JWS"]);
    assert.ok(kid);
    const { iss, aud, sub, amr, exp, iat } = claims(token);
    assert.deepEqual([iss, aud, sub, exp - iat], ["https://cognito-identity.amazonaws.com", identityPool, IdentityId, 600]);
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
    await refusedAs(assume(role("authenticated"), token), "AccessDenied", /[Nn]ot authorized to perform:? sts:AssumeRoleWithWebIdentity/);
  });

  test("lasts as long as one asks, within limits", async () => {
    const { IdentityId } = await getId();
    const token = await openIdToken(IdentityId);
    const { Credentials } = await assume(role("unauthenticated"), token, { DurationSeconds: 900 });
    const seconds = (Credentials.Expiration - Date.now()) / 1000;
    assert.ok(seconds > 840 && seconds <= 901, `${seconds} seconds`);
    await refusedAs(assume(role("unauthenticated"), token, { DurationSeconds: 60 }), "ValidationError", /durationSeconds/i);
  });

  test("refuses what is no token", () =>
    refused(assume(role("authenticated"), "nonsense"), InvalidIdentityTokenException));

  test("refuses the user pool's own token", async () => {
    const { IdToken } = await common.signIn(alice);
    await assert.rejects(assume(role("authenticated"), IdToken), (error) => {
      assert.ok(["InvalidIdentityToken", "InvalidIdentityTokenException", "AccessDenied"].includes(error.name), error.name);
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
    assertMadeUp(await fromWebToken({ roleArn: role("authenticated"), webIdentityToken, clientConfig: common.config })());
  });
});

test("a login token that has expired is refused with both times", async () => {
  // Nobody waits five minutes here: the gallery holds a token that ended already.
  const { cases } = await api("GET", "/sandbox/attacks");
  const expired = cases.find(({ id, kind }) => kind === "id" && id.includes("expired"));
  assert.ok(expired, "the gallery has an ID token that expired");
  const { exp } = claims(expired.token);
  await refused(
    getId({ [LOGIN]: expired.token }),
    NotAuthorizedException,
    new RegExp(`^Invalid login token\\. Token expired: \\d+ >= ${exp}$`),
  );
});
