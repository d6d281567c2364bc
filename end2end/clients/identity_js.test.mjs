// amazon-cognito-identity-js, as web pages use it, with its default flow: SRP.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { InitiateAuthCommand, NotAuthorizedException } from "@aws-sdk/client-cognito-identity-provider";
import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from "amazon-cognito-identity-js";

import { refused } from "./support/assertions.mjs";
import { alice, challenged, common, own, pool, web } from "./support/sandbox.mjs";
import { totp, wrongTotp } from "./support/totp.mjs";

/** What the library keeps of a session, for one test alone. */
class Memory {
  #values = new Map();
  setItem = (key, value) => this.#values.set(key, value);
  getItem = (key) => this.#values.get(key) ?? null;
  removeItem = (key) => this.#values.delete(key);
  clear = () => this.#values.clear();
}

function poolOf(sandbox) {
  const Storage = new Memory();
  const Pool = new CognitoUserPool({ UserPoolId: pool, ClientId: web.id, endpoint: `${sandbox.endpoint}/`, Storage });
  return { Pool, user: (Username) => new CognitoUser({ Username, Pool, Storage }) };
}

const called = (start) =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));

/** Signs in and tells which of the library's callbacks came. */
function authenticate(user, Password) {
  const details = new AuthenticationDetails({ Username: user.getUsername(), Password });
  return settled((callbacks) => user.authenticateUser(details, callbacks));
}

function settled(start) {
  return new Promise((resolve) => {
    const came =
      (callback) =>
      (...values) =>
        resolve({ callback, values });
    const names = [
      "onSuccess",
      "onFailure",
      "totpRequired",
      "mfaRequired",
      "newPasswordRequired",
      "mfaSetup",
      "selectMFAType",
      "customChallenge",
    ];
    start(Object.fromEntries(names.map((name) => [name, came(name)])));
  });
}

function assertSession({ callback, values: [session] }, username) {
  assert.equal(callback, "onSuccess", session?.message);
  assert.ok(session.isValid());
  assert.equal(session.getIdToken().payload["cognito:username"], username);
  assert.equal(session.getAccessToken().payload.token_use, "access");
}

function assertFailure({ callback, values: [error] }, name, message) {
  assert.equal(callback, "onFailure");
  assert.equal(error.name, name);
  if (message) assert.equal(error.message, message);
}

describe("signing in", () => {
  test("the default flow proves the password and brings a session", async () => {
    assertSession(await authenticate(poolOf(common).user(alice.username), alice.password), alice.username);
  });

  test("a wrong password is refused", async () => {
    const answer = await authenticate(poolOf(common).user(alice.username), "Not-the-passw0rd");
    assertFailure(answer, "NotAuthorizedException", "Incorrect username or password.");
  });

  test("the password itself is sent only where one chooses so", async () => {
    const user = poolOf(common).user(alice.username);
    user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
    assertSession(await authenticate(user, alice.password), alice.username);
  });

  test("the custom flow asks its question after the proof", async () => {
    const user = poolOf(common).user(alice.username);
    user.setAuthenticationFlowType("CUSTOM_AUTH");
    const { callback } = await authenticate(user, alice.password);
    assert.equal(callback, "customChallenge");
    assertSession(await settled((callbacks) => user.sendCustomChallengeAnswer("42", callbacks)), alice.username);
  });
});

test("signing up, confirming and signing in", async () => {
  const sandbox = await own();
  const { Pool, user } = poolOf(sandbox);
  const email = new CognitoUserAttribute({ Name: "email", Value: "wanda@example.com" });
  const created = await called((done) => Pool.signUp("wanda", "Sample-Passw0rd-5", [email], [], done));
  assert.equal(created.userConfirmed, false);
  assertFailure(
    await authenticate(user("wanda"), "Sample-Passw0rd-5"),
    "UserNotConfirmedException",
    "User is not confirmed.",
  );
  const { code } = await sandbox.code("wanda");
  assert.equal(await called((done) => user("wanda").confirmRegistration(code, true, done)), "SUCCESS");
  assertSession(await authenticate(user("wanda"), "Sample-Passw0rd-5"), "wanda");
  await assert.rejects(
    called((done) => Pool.signUp("wanda", "Sample-Passw0rd-5", [email], [], done)),
    { name: "UsernameExistsException", message: "User already exists" },
  );
});

describe("challenges after the proof", () => {
  test("the code of the authenticator app", async () => {
    const { username, password, totp_secret: secret } = challenged("SOFTWARE_TOKEN_MFA");
    const user = poolOf(await own()).user(username);
    assert.equal((await authenticate(user, password)).callback, "totpRequired");
    const send = (code) => settled((callbacks) => user.sendMFACode(code, callbacks, "SOFTWARE_TOKEN_MFA"));
    assertFailure(await send(wrongTotp(secret)), "CodeMismatchException");
    assertSession(await send(totp(secret)), username);
  });

  test("the code by text message", async () => {
    const { username, password } = challenged("SMS_MFA");
    const sandbox = await own();
    const user = poolOf(sandbox).user(username);
    assert.equal((await authenticate(user, password)).callback, "mfaRequired");
    const { code } = await sandbox.code(username);
    assertSession(await settled((callbacks) => user.sendMFACode(code, callbacks)), username);
  });

  test("the new password", async () => {
    const { username, password } = challenged("NEW_PASSWORD_REQUIRED");
    const { user: named } = poolOf(await own());
    const user = named(username);
    const {
      callback,
      values: [attributes, required],
    } = await authenticate(user, password);
    assert.equal(callback, "newPasswordRequired");
    assert.ok(attributes.email);
    assert.deepEqual(required, []);
    const complete = (chosen) => settled((callbacks) => user.completeNewPasswordChallenge(chosen, {}, callbacks));
    assertSession(await complete("Another-Passw0rd-9"), username);
    assertSession(await authenticate(named(username), "Another-Passw0rd-9"), username);
  });
});

describe("with a session", () => {
  async function signedIn() {
    const sandbox = await own();
    const user = poolOf(sandbox).user(alice.username);
    // The proof was shown above, and costs this library a second.
    user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
    const answer = await authenticate(user, alice.password);
    assertSession(answer, alice.username);
    return { sandbox, user, session: answer.values[0] };
  }

  test("the user's attributes can be read", async () => {
    const { user } = await signedIn();
    const attributes = await called((done) => user.getUserAttributes(done));
    assert.equal(attributes.find((one) => one.getName() === "email").getValue(), alice.email);
  });

  test("an authenticator app can be associated, verified and preferred", async () => {
    const { user } = await signedIn();
    const secret = await new Promise((associateSecretCode, onFailure) =>
      user.associateSoftwareToken({ associateSecretCode, onFailure }),
    );
    const answer = await settled((callbacks) => user.verifySoftwareToken(totp(secret), "phone", callbacks));
    assert.equal(answer.callback, "onSuccess", answer.values[0]?.message);
    await called((done) => user.setUserMfaPreference(null, { PreferredMfa: true, Enabled: true }, done));
    assert.equal((await authenticate(user, alice.password)).callback, "totpRequired");
    // The code of the verification was used; the app's next one is good already.
    const code = totp(secret, Date.now() / 1000 + 30);
    assertSession(
      await settled((callbacks) => user.sendMFACode(code, callbacks, "SOFTWARE_TOKEN_MFA")),
      alice.username,
    );
  });

  test("it can be refreshed", async () => {
    const { user, session } = await signedIn();
    const token = new CognitoRefreshToken({ RefreshToken: session.getRefreshToken().getToken() });
    const next = await called((done) => user.refreshSession(token, done));
    assert.ok(next.isValid());
    assert.notEqual(next.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
  });

  test("signing out revokes it", async () => {
    const { sandbox, user, session } = await signedIn();
    await new Promise((resolve) => user.signOut(resolve));
    const token = new CognitoRefreshToken({ RefreshToken: session.getRefreshToken().getToken() });
    // Asked by the SDK: this library tries refused refreshes again for five seconds.
    const refresh = {
      ClientId: web.id,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: token.getToken() },
    };
    await refused(
      sandbox.userPool.send(new InitiateAuthCommand(refresh)),
      NotAuthorizedException,
      "Refresh Token has been revoked",
    );
  });

  test("signing out everywhere ends the others", async () => {
    const { sandbox, user } = await signedIn();
    const other = poolOf(sandbox).user(alice.username);
    other.setAuthenticationFlowType("USER_PASSWORD_AUTH");
    assertSession(await authenticate(other, alice.password), alice.username);
    assert.equal((await settled((callbacks) => user.globalSignOut(callbacks))).callback, "onSuccess");
    await assert.rejects(
      called((done) => other.getUserAttributes(done)),
      {
        name: "NotAuthorizedException",
        message: "Access Token has been revoked",
      },
    );
  });
});
