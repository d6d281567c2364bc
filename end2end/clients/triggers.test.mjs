// AWS SDK: what a pool's Lambda triggers do to its clients, as rules of one's own sandbox declare it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  ConfirmSignUpCommand,
  GetUserCommand,
  InitiateAuthCommand,
  InvalidLambdaResponseException,
  InvalidParameterException,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UnexpectedLambdaException,
  UserLambdaValidationException,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";

import { refused } from "./support/assertions.mjs";
import { alice, bob, own, samples, web } from "./support/sandbox.mjs";
import { cognitoVerifier } from "./support/verifiers.mjs";

const dana = { username: "dana", password: "Sample-Passw0rd-4", email: "dana@example.com" };

async function ruled(rules) {
  const sandbox = await own();
  await sandbox.triggers(rules);
  return sandbox;
}

const signUp = (sandbox, { username, password, email } = dana) =>
  sandbox.userPool.send(
    new SignUpCommand({
      ClientId: web.id,
      Username: username,
      Password: password,
      UserAttributes: [{ Name: "email", Value: email }],
    }),
  );
const refresh = async (sandbox, { RefreshToken }) => {
  const parameters = {
    ClientId: web.id,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: RefreshToken },
  };
  return (await sandbox.userPool.send(new InitiateAuthCommand(parameters))).AuthenticationResult;
};

/** The claims of a sign-in under these rules for the trigger before the tokens, after AWS's verifier accepted them. */
async function claimed(pre_token, who = alice) {
  const sandbox = await ruled({ pre_token });
  const { IdToken, AccessToken } = await sandbox.signIn(who);
  return {
    id: await cognitoVerifier("id", sandbox).verify(IdToken),
    access: await cognitoVerifier("access", sandbox).verify(AccessToken),
  };
}

describe("before sign-up", () => {
  const pre_sign_up = { only_domain: "example.com", message: "Only example.com may sign up" };

  test("a function that throws refuses in its own words", async () => {
    const sandbox = await ruled({ pre_sign_up });
    await refused(
      signUp(sandbox, { ...dana, email: "dana@example.org" }),
      UserLambdaValidationException,
      "PreSignUp failed with error Only example.com may sign up.",
    );
    await refused(sandbox.signIn(dana), NotAuthorizedException);
  });

  test("who fits passes", async () => {
    assert.equal((await signUp(await ruled({ pre_sign_up }))).UserConfirmed, false);
  });

  test("a domain that only ends alike does not fit", async () => {
    const sandbox = await ruled({ pre_sign_up });
    await refused(signUp(sandbox, { ...dana, email: "dana@notexample.com" }), UserLambdaValidationException);
  });

  test("a function can confirm at once", async () => {
    const sandbox = await ruled({ pre_sign_up: { auto_confirm: true, auto_verify_email: true } });
    const created = await signUp(sandbox);
    assert.deepEqual([created.UserConfirmed, created.CodeDeliveryDetails], [true, undefined]);
    const { AccessToken } = await sandbox.signIn(dana);
    const { UserAttributes } = await sandbox.userPool.send(new GetUserCommand({ AccessToken }));
    assert.equal(UserAttributes.find(({ Name }) => Name === "email_verified").Value, "true");
  });

  test("one sandbox's rules are not another's", async () => {
    await ruled({ pre_sign_up });
    assert.equal((await signUp(await own(), { ...dana, email: "dana@example.org" })).UserConfirmed, false);
  });
});

test("a function that throws after the confirmation comes too late", async () => {
  const sandbox = await ruled({ post_confirmation: { fails: "The welcome letter is lost" } });
  await signUp(sandbox);
  const { code: ConfirmationCode } = await sandbox.code(dana.username);
  await refused(
    sandbox.userPool.send(new ConfirmSignUpCommand({ ClientId: web.id, Username: dana.username, ConfirmationCode })),
    UserLambdaValidationException,
    "PostConfirmation failed with error The welcome letter is lost.",
  );
  assert.ok((await sandbox.signIn(dana)).IdToken);
});

test("a function before the authentication refuses some users", async () => {
  const sandbox = await ruled({ pre_authentication: { refuse_users: ["bob"], message: "Not today" } });
  await refused(sandbox.signIn(bob), UserLambdaValidationException, "PreAuthentication failed with error Not today.");
  assert.ok((await sandbox.signIn(alice)).IdToken);
});

test("a function that throws after the authentication keeps the tokens back", async () => {
  const sandbox = await ruled({ post_authentication: { fails: "The ledger is closed" } });
  await refused(
    sandbox.signIn(alice),
    UserLambdaValidationException,
    "PostAuthentication failed with error The ledger is closed.",
  );
});

describe("before the tokens", () => {
  test("V1 changes the ID token alone", async () => {
    const changes = { add: { tenant: "acme" }, suppress: ["email"] };
    const { id, access } = await claimed({ version: "V1_0", id: changes, access: changes });
    assert.deepEqual([id.tenant, id.email], ["acme", undefined]);
    assert.equal(access.tenant, undefined);
  });

  for (const version of ["V2_0", "V3_0"]) {
    test(`${version} changes the access token too, and its scopes`, async () => {
      const { id, access } = await claimed({
        version,
        id: { add: { level: 3 } },
        access: { add: { tenant: "acme", flags: ["a", "b"] }, scopes_to_add: ["sample-orders/read"] },
      });
      assert.deepEqual([id.level, id.tenant], [3, undefined]);
      assert.deepEqual([access.tenant, access.flags], ["acme", ["a", "b"]]);
      assert.deepEqual(
        new Set(access.scope.split(" ")),
        new Set(["aws.cognito.signin.user.admin", "sample-orders/read"]),
      );
    });
  }

  test("suppressing wins over adding", async () => {
    const { id } = await claimed({ version: "V2_0", id: { add: { tenant: "acme" }, suppress: ["tenant"] } });
    assert.equal(id.tenant, undefined);
  });

  test("some claims cannot be touched", async () => {
    const forged = {
      sub: "eve",
      iss: "https://attacker.example.com",
      aud: "eve",
      exp: 1,
      token_use: "x",
      "cognito:username": "eve",
    };
    const { id } = await claimed({ version: "V2_0", id: { add: forged, suppress: ["jti", "iat"] } });
    assert.deepEqual(
      [id.iss, id.aud, id.token_use, id["cognito:username"]],
      [samples.issuers.aws, web.id, "id", alice.username],
    );
    assert.notEqual(id.sub, "eve");
    assert.ok(id.exp > 1 && id.jti && id.iat);
  });

  test("groups that are given but empty take all groups away, from both tokens", async () => {
    const { id, access } = await claimed({ version: "V1_0", groups: {} });
    assert.deepEqual([id["cognito:groups"], access["cognito:groups"]], [undefined, undefined]);
  });

  test("overridden groups and roles are in the tokens", async () => {
    const [arn] = samples.roles.filter((role) => role.for === "group:readers").map((role) => role.arn);
    const groups = { groups: ["owners"], roles: [arn], preferred_role: arn };
    const { id, access } = await claimed({ version: "V1_0", groups });
    assert.deepEqual([id["cognito:groups"], access["cognito:groups"]], [["owners"], ["owners"]]);
    assert.deepEqual([id["cognito:roles"], id["cognito:preferred_role"]], [[arn], arn]);
  });

  test("the function is asked at every refresh again", async () => {
    const sandbox = await ruled({ pre_token: { id: { add: { tenant: "acme" } } } });
    const first = await sandbox.signIn(alice);
    await sandbox.triggers({ pre_token: { id: { add: { tenant: "other" } } } });
    assert.equal(decodeJwt(first.IdToken).tenant, "acme");
    assert.equal(decodeJwt((await refresh(sandbox, first)).IdToken).tenant, "other");
  });
});

describe("the custom challenge", () => {
  const begin = (sandbox) =>
    sandbox.userPool.send(
      new InitiateAuthCommand({
        ClientId: web.id,
        AuthFlow: "CUSTOM_AUTH",
        AuthParameters: { USERNAME: alice.username },
      }),
    );
  const respond = (sandbox, { ChallengeName, Session }, ANSWER) =>
    sandbox.userPool.send(
      new RespondToAuthChallengeCommand({
        ClientId: web.id,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: alice.username, ANSWER },
      }),
    );
  const custom_challenge = { question: "Which colour has the door?", answer: "green", tries: 2 };

  test("asks what one likes, as often as one likes", async () => {
    const sandbox = await ruled({ custom_challenge });
    const first = await begin(sandbox);
    assert.ok(Object.values(first.ChallengeParameters).includes(custom_challenge.question));
    assert.ok(!JSON.stringify(first).includes(custom_challenge.answer));
    const second = await respond(sandbox, first, "red");
    assert.equal(second.ChallengeName, "CUSTOM_CHALLENGE");
    assert.ok((await respond(sandbox, second, "green")).AuthenticationResult.IdToken);
  });

  test("fails after the last try", async () => {
    const sandbox = await ruled({ custom_challenge });
    const second = await respond(sandbox, await begin(sandbox), "red");
    await refused(respond(sandbox, second, "blue"), NotAuthorizedException, "Incorrect username or password.");
  });

  test("does not exist where no function defines it", async () => {
    await refused(
      begin(await ruled({ custom_challenge: null })),
      InvalidParameterException,
      "Custom auth lambda trigger is not configured for the user pool.",
    );
  });
});

describe("the migration of users", () => {
  const zoe = { username: "zoe", password: "Old-Passw0rd-1" };
  const user_migration = {
    users: { zoe: { password: zoe.password, attributes: { email: "zoe@example.com", email_verified: "true" } } },
  };

  test("makes a user of the old directory one of this pool at the first sign-in", async () => {
    const sandbox = await ruled({ user_migration });
    assert.equal(decodeJwt((await sandbox.signIn(zoe)).IdToken).email, "zoe@example.com");
    await sandbox.triggers({});
    assert.ok((await sandbox.signIn(zoe)).IdToken);
  });

  test("does not take a wrong password", async () => {
    const sandbox = await ruled({ user_migration });
    await assert.rejects(sandbox.signIn({ ...zoe, password: "Wrong-Passw0rd-1" }), ({ name }) =>
      ["NotAuthorizedException", "UserNotFoundException"].includes(name),
    );
  });
});

describe("a function that is broken", () => {
  test("and too slow is given up", async () => {
    await refused(
      signUp(await ruled({ slow: "PreSignUp" })),
      UnexpectedLambdaException,
      /^PreSignUp invocation failed due to error /,
    );
  });

  test("and returns something else than the event is not understood", async () => {
    const sandbox = await ruled({ bare_answer: "PreAuthentication" });
    await refused(sandbox.signIn(alice), InvalidLambdaResponseException, "Unrecognizable lambda output");
  });
});

describe("rules that make no sense", () => {
  for (const [name, rules] of [
    ["an unknown trigger", { before_everything: {} }],
    ["an unknown rule", { pre_sign_up: { run: "rm" } }],
    ["a list", []],
    ["a version that there is not", { pre_token: { version: "V9_0" } }],
  ]) {
    test(`such as ${name} are refused and change nothing`, async () => {
      const sandbox = await ruled({ pre_sign_up: { auto_confirm: true } });
      await assert.rejects(sandbox.triggers(rules), /answered 4\d\d/);
      assert.equal((await signUp(sandbox)).UserConfirmed, true);
    });
  }
});
