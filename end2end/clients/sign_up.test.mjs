// AWS SDK: from a new name to a confirmed user, and to a new password.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  CodeMismatchException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
  GetUserCommand,
  InvalidParameterException,
  InvalidPasswordException,
  NotAuthorizedException,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UsernameExistsException,
  UserNotConfirmedException,
} from "@aws-sdk/client-cognito-identity-provider";

import { refused } from "./support/assertions.mjs";
import { alice, own, server, web } from "./support/sandbox.mjs";
import { secretHash } from "./support/secret_hash.mjs";

const dana = { username: "dana", password: "Sample-Passw0rd-4", email: "dana@example.com" };

const signUp = (sandbox, { username, password, email }, more = {}) =>
  sandbox.userPool.send(
    new SignUpCommand({
      ClientId: web.id,
      Username: username,
      Password: password,
      UserAttributes: [{ Name: "email", Value: email }],
      ...more,
    }),
  );
const confirm = (sandbox, { username }, ConfirmationCode) =>
  sandbox.userPool.send(new ConfirmSignUpCommand({ ClientId: web.id, Username: username, ConfirmationCode }));

test("a new user signs up, confirms by the code that was sent, and signs in", async () => {
  const sandbox = await own();
  const created = await signUp(sandbox, dana);
  assert.equal(created.UserConfirmed, false);
  assert.match(created.UserSub, /^[0-9a-f-]{36}$/);
  const { AttributeName, DeliveryMedium, Destination } = created.CodeDeliveryDetails;
  assert.deepEqual([AttributeName, DeliveryMedium], ["email", "EMAIL"]);
  assert.match(Destination, /^d\*+@e\*+/);

  await refused(sandbox.signIn(dana), UserNotConfirmedException, "User is not confirmed.");

  const message = await sandbox.code(dana.username);
  assert.deepEqual([message.to, message.by, message.about], [dana.email, "email", "sign-up"]);
  await confirm(sandbox, dana, message.code);

  const { AccessToken } = await sandbox.signIn(dana);
  const attributes = (await sandbox.userPool.send(new GetUserCommand({ AccessToken }))).UserAttributes;
  const value = (name) => attributes.find(({ Name }) => Name === name)?.Value;
  assert.deepEqual([value("sub"), value("email"), value("email_verified")], [created.UserSub, dana.email, "true"]);
});

describe("signing up", () => {
  test("a name that is taken is refused", async () => {
    const taken = { ...dana, username: "alice" };
    await refused(signUp(await own(), taken), UsernameExistsException, "User already exists");
  });

  for (const [missing, password, reason] of [
    ["length", "Ab1!", "Password not long enough"],
    ["an upper-case letter", "sample-passw0rd-4", "Password must have uppercase characters"],
    ["a lower-case letter", "SAMPLE-PASSW0RD-4", "Password must have lowercase characters"],
    ["a number", "Sample-Password", "Password must have numeric characters"],
    ["a symbol", "SamplePassw0rd4", "Password must have symbol characters"],
  ]) {
    test(`a password without ${missing} is refused with that reason`, async () => {
      await refused(
        signUp(await own(), { ...dana, password }),
        InvalidPasswordException,
        `Password did not conform with policy: ${reason}`,
      );
    });
  }

  test("an address that is none is refused", async () => {
    await refused(signUp(await own(), { ...dana, email: "no address" }), InvalidParameterException, /email/);
  });

  test("a client with a secret needs its proof", async () => {
    const sandbox = await own();
    await refused(signUp(sandbox, dana, { ClientId: server.id }), NotAuthorizedException, /secret/i);
    const proof = { ClientId: server.id, SecretHash: secretHash(server, dana.username) };
    assert.equal((await signUp(sandbox, dana, proof)).UserConfirmed, false);
  });

  test("nobody else's sandbox sees the user", async () => {
    const [mine, theirs] = [await own(), await own()];
    await signUp(mine, dana);
    await refused(theirs.signIn(dana), NotAuthorizedException, "Incorrect username or password.");
  });
});

describe("confirming", () => {
  test("a wrong code is refused", async () => {
    const sandbox = await own();
    await signUp(sandbox, dana);
    const { code } = await sandbox.code(dana.username);
    const wrong = [...code].map((digit) => (Number(digit) + 1) % 10).join("");
    await refused(
      confirm(sandbox, dana, wrong),
      CodeMismatchException,
      "Invalid verification code provided, please try again.",
    );
  });

  test("a user who is confirmed cannot be confirmed again", async () => {
    const sandbox = await own();
    await signUp(sandbox, dana);
    const { code } = await sandbox.code(dana.username);
    await confirm(sandbox, dana, code);
    await refused(
      confirm(sandbox, dana, code),
      NotAuthorizedException,
      "User cannot be confirmed. Current status is CONFIRMED",
    );
  });
});

describe("codes again", () => {
  test("a new code takes the place of the first", async () => {
    const sandbox = await own();
    await signUp(sandbox, dana);
    const { code: first } = await sandbox.code(dana.username);
    const resend = () =>
      sandbox.userPool.send(new ResendConfirmationCodeCommand({ ClientId: web.id, Username: dana.username }));
    assert.equal((await resend()).CodeDeliveryDetails.DeliveryMedium, "EMAIL");
    const { code: second } = await sandbox.code(dana.username);
    // One time in a million both are the same.
    if (first !== second) await refused(confirm(sandbox, dana, first), CodeMismatchException);
    await confirm(sandbox, dana, second);
    await refused(resend(), InvalidParameterException, "User is already confirmed.");
  });

  test("a forgotten password is replaced by a code", async () => {
    const sandbox = await own();
    const { CodeDeliveryDetails } = await sandbox.userPool.send(
      new ForgotPasswordCommand({ ClientId: web.id, Username: alice.username }),
    );
    assert.deepEqual([CodeDeliveryDetails.AttributeName, CodeDeliveryDetails.DeliveryMedium], ["email", "EMAIL"]);
    const { code } = await sandbox.code(alice.username);
    const replace = (ConfirmationCode, Password) =>
      sandbox.userPool.send(
        new ConfirmForgotPasswordCommand({ ClientId: web.id, Username: alice.username, ConfirmationCode, Password }),
      );
    await refused(replace(code, "short"), InvalidPasswordException);
    await refused(replace(code === "000000" ? "111111" : "000000", "Another-Passw0rd-9"), CodeMismatchException);
    await replace(code, "Another-Passw0rd-9");
    assert.ok((await sandbox.signIn({ ...alice, password: "Another-Passw0rd-9" })).IdToken);
    await refused(sandbox.signIn(alice), NotAuthorizedException, "Incorrect username or password.");
    await refused(replace(code, "Another-Passw0rd-8"), ExpiredCodeException);
  });
});
