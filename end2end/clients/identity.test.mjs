// AWS SDK: from an ID token, or from nothing, to an identity and its credentials.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { NotAuthorizedException, ResourceNotFoundException } from "@aws-sdk/client-cognito-identity";

import { claims, refused } from "./support/assertions.mjs";
import { asProvided, assertMadeUp, credentials, getId, loginOf } from "./support/identity.mjs";
import { LOGIN, alice, api, bob, common, own, region, role, server } from "./support/sandbox.mjs";

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
    await refused(
      getId(undefined, { IdentityPoolId: unknown }),
      ResourceNotFoundException,
      `IdentityPool '${unknown}' not found.`,
    );
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
