// AWS SDK: what becomes of tokens once one has them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  NotAuthorizedException,
  RefreshTokenReuseException,
  RevokeTokenCommand,
  UnsupportedTokenTypeException,
} from "@aws-sdk/client-cognito-identity-provider";

import { claims, refused } from "./support/assertions.mjs";
import { api, alice, bob, client, common, own, server, web } from "./support/sandbox.mjs";
import { secretHash } from "./support/secret_hash.mjs";
import { cognitoVerifier } from "./support/verifiers.mjs";

const user = (sandbox, AccessToken) => sandbox.userPool.send(new GetUserCommand({ AccessToken }));
const refresh = (sandbox, REFRESH_TOKEN, { id } = web, more = {}) =>
  sandbox.userPool.send(
    new InitiateAuthCommand({
      ClientId: id,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN, ...more },
    }),
  );
const rotate = (sandbox, RefreshToken, { id } = web, more = {}) =>
  sandbox.userPool.send(new GetTokensFromRefreshTokenCommand({ ClientId: id, RefreshToken, ...more }));

describe("GetUser", () => {
  test("says who the access token speaks for", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    const { Username, UserAttributes } = await user(sandbox, AccessToken);
    assert.equal(Username, alice.username);
    const attributes = Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    assert.deepEqual([attributes.sub, attributes.email], [claims(AccessToken).sub, alice.email]);
  });

  test("refuses the ID token", async () => {
    const sandbox = await own();
    const { IdToken } = await sandbox.signIn(alice);
    await refused(user(sandbox, IdToken), NotAuthorizedException, "Invalid Access Token");
  });

  test("refuses what is no token", async () =>
    refused(user(await own(), "not.a.token"), NotAuthorizedException, "Invalid Access Token"));

  test("refuses an access token that was changed", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    const [head, , signature] = AccessToken.split(".");
    const payload = Buffer.from(JSON.stringify({ ...claims(AccessToken), username: "bob" })).toString("base64url");
    await refused(user(sandbox, [head, payload, signature].join(".")), NotAuthorizedException, "Invalid Access Token");
  });
});

describe("refreshing", () => {
  test("brings new tokens that remember the sign-in, and no new refresh token", async () => {
    const sandbox = await own();
    const first = await sandbox.signIn(alice);
    const { AuthenticationResult: next } = await refresh(sandbox, first.RefreshToken);
    assert.equal(next.RefreshToken, undefined);
    for (const kind of ["IdToken", "AccessToken"]) {
      const [before, after] = [claims(first[kind]), claims(next[kind])];
      assert.deepEqual(
        [after.sub, after.auth_time, after.origin_jti, after.token_use],
        [before.sub, before.auth_time, before.origin_jti, before.token_use],
      );
      assert.notEqual(after.jti, before.jti);
    }
    assert.equal((await user(sandbox, next.AccessToken)).Username, alice.username);
  });

  test("works by the name REFRESH_TOKEN too", async () => {
    const sandbox = await own();
    const { RefreshToken } = await sandbox.signIn(alice);
    const command = { ClientId: web.id, AuthFlow: "REFRESH_TOKEN", AuthParameters: { REFRESH_TOKEN: RefreshToken } };
    assert.ok((await sandbox.userPool.send(new InitiateAuthCommand(command))).AuthenticationResult.IdToken);
  });

  test("needs a refresh token", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    await refused(refresh(sandbox, AccessToken), NotAuthorizedException, "Invalid Refresh Token");
    await refused(refresh(sandbox, "nonsense"), NotAuthorizedException, "Invalid Refresh Token");
  });

  test("needs the client that the token was given to", async () => {
    const sandbox = await own();
    const { RefreshToken } = await sandbox.signIn(alice);
    const SECRET_HASH = secretHash(server, alice.username);
    await refused(refresh(sandbox, RefreshToken, server, { SECRET_HASH }), NotAuthorizedException);
  });

  test("needs the sandbox that the token comes from", async () => {
    const { RefreshToken } = await (await own()).signIn(alice);
    await refused(refresh(await own(), RefreshToken), NotAuthorizedException);
  });

  test("GetTokensFromRefreshToken does the same where nothing rotates", async () => {
    const sandbox = await own();
    const { RefreshToken } = await sandbox.signIn(alice);
    for (let time = 0; time < 2; time += 1) {
      const { AuthenticationResult } = await rotate(sandbox, RefreshToken);
      assert.ok(AuthenticationResult.IdToken);
      assert.equal(AuthenticationResult.RefreshToken, undefined);
    }
  });

  test("GetTokensFromRefreshToken takes the client's secret as it is", async () => {
    const sandbox = await own();
    const { AuthenticationResult } = await sandbox.userPool.send(
      new InitiateAuthCommand({
        ClientId: server.id,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: {
          USERNAME: alice.username,
          PASSWORD: alice.password,
          SECRET_HASH: secretHash(server, alice.username),
        },
      }),
    );
    const { RefreshToken } = AuthenticationResult;
    assert.ok(
      (await rotate(sandbox, RefreshToken, server, { ClientSecret: server.secret })).AuthenticationResult.IdToken,
    );
    await refused(rotate(sandbox, RefreshToken, server), NotAuthorizedException);
    await refused(rotate(sandbox, RefreshToken, server, { ClientSecret: "wrong".repeat(6) }), NotAuthorizedException);
  });
});

describe("rotation", () => {
  const rotating = client("sample-rotating");

  test("gives a new refresh token, and the old one can only be reused once too often", async () => {
    const sandbox = await own();
    const first = await sandbox.signIn(alice, rotating);
    const { AuthenticationResult: second } = await rotate(sandbox, first.RefreshToken, rotating);
    assert.notEqual(second.RefreshToken, first.RefreshToken);
    assert.equal(claims(second.IdToken).auth_time, claims(first.IdToken).auth_time);
    await refused(rotate(sandbox, first.RefreshToken, rotating), RefreshTokenReuseException);
  });

  test("goes on from one refresh token to the next", async () => {
    const sandbox = await own();
    let { RefreshToken } = await sandbox.signIn(alice, rotating);
    for (let round = 0; round < 3; round += 1) {
      ({ RefreshToken } = (await rotate(sandbox, RefreshToken, rotating)).AuthenticationResult);
    }
    assert.ok(RefreshToken);
  });

  test("takes REFRESH_TOKEN_AUTH away from the client", async () => {
    const sandbox = await own();
    const { RefreshToken } = await sandbox.signIn(alice, rotating);
    await refused(refresh(sandbox, RefreshToken, rotating), InvalidParameterException);
  });
});

describe("revocation", () => {
  const revoke = (sandbox, Token, more = {}) =>
    sandbox.userPool.send(new RevokeTokenCommand({ ClientId: web.id, Token, ...more }));

  test("ends the refresh token and the access token for the service, while an offline check accepts both tokens", async () => {
    const sandbox = await own();
    const { IdToken, AccessToken, RefreshToken } = await sandbox.signIn(alice);
    await revoke(sandbox, RefreshToken);
    await refused(refresh(sandbox, RefreshToken), NotAuthorizedException, "Refresh Token has been revoked");
    await refused(user(sandbox, AccessToken), NotAuthorizedException, "Access Token has been revoked");
    assert.equal((await cognitoVerifier("access", sandbox).verify(AccessToken)).username, alice.username);
    assert.equal((await cognitoVerifier("id", sandbox).verify(IdToken))["cognito:username"], alice.username);
  });

  test("ends what came from the refresh token too, and no other sign-in", async () => {
    const sandbox = await own();
    const [mine, other] = [await sandbox.signIn(alice), await sandbox.signIn(alice)];
    const { AuthenticationResult: refreshed } = await refresh(sandbox, mine.RefreshToken);
    await revoke(sandbox, mine.RefreshToken);
    await refused(user(sandbox, refreshed.AccessToken), NotAuthorizedException, "Access Token has been revoked");
    assert.equal((await user(sandbox, other.AccessToken)).Username, alice.username);
  });

  test("may be asked for twice", async () => {
    const sandbox = await own();
    const { RefreshToken } = await sandbox.signIn(alice);
    await revoke(sandbox, RefreshToken);
    await revoke(sandbox, RefreshToken);
  });

  test("is not there for an access token", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    await refused(revoke(sandbox, AccessToken), UnsupportedTokenTypeException);
  });
});

describe("GlobalSignOut", () => {
  const signOut = (sandbox, AccessToken) => sandbox.userPool.send(new GlobalSignOutCommand({ AccessToken }));

  test("ends every sign-in of the user, and of nobody else", async () => {
    const sandbox = await own();
    const [phone, laptop, others] = [
      await sandbox.signIn(alice),
      await sandbox.signIn(alice),
      await sandbox.signIn(bob),
    ];
    await signOut(sandbox, phone.AccessToken);
    for (const { AccessToken, RefreshToken } of [phone, laptop]) {
      await refused(user(sandbox, AccessToken), NotAuthorizedException, "Access Token has been revoked");
      await refused(refresh(sandbox, RefreshToken), NotAuthorizedException, "Refresh Token has been revoked");
    }
    assert.equal((await user(sandbox, others.AccessToken)).Username, bob.username);
    assert.ok((await cognitoVerifier("access", sandbox).verify(laptop.AccessToken)).sub);
  });

  test("leaves the next sign-in alone", async () => {
    const sandbox = await own();
    await signOut(sandbox, (await sandbox.signIn(alice)).AccessToken);
    const { AccessToken } = await sandbox.signIn(alice);
    assert.equal((await user(sandbox, AccessToken)).Username, alice.username);
  });

  test("needs an access token", async () =>
    refused(signOut(await own(), "not.a.token"), NotAuthorizedException, "Invalid Access Token"));
});

test("a token without the scope of the self-service interface is refused there", async () => {
  const minted = await api("POST", "/sandbox/tokens", { issuer: "local", scopes: ["openid"] });
  await refused(
    user(common, minted.access_token),
    NotAuthorizedException,
    "Access Token does not have required scopes",
  );
});
