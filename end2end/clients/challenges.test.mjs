// AWS SDK: what can stand between the password and the tokens.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  AssociateSoftwareTokenCommand,
  CodeMismatchException,
  EnableSoftwareTokenMFAException,
  ExpiredCodeException,
  GetUserCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  InvalidPasswordException,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";

import { claims, refused } from "./support/assertions.mjs";
import { alice, challenged, own, web } from "./support/sandbox.mjs";
import { totp, wrongTotp } from "./support/totp.mjs";

/** A sandbox of its own, and the challenge that this user meets in it. */
async function meet(name) {
  const sandbox = await own();
  const user = challenged(name);
  const challenge = await sandbox.userPool.send(
    new InitiateAuthCommand({
      ClientId: web.id,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
    }),
  );
  assert.equal(challenge.ChallengeName, name);
  assert.equal(challenge.AuthenticationResult, undefined);
  const respond = (ChallengeResponses, Session = challenge.Session, ChallengeName = name) =>
    sandbox.userPool.send(
      new RespondToAuthChallengeCommand({
        ClientId: web.id,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: user.username, ...ChallengeResponses },
      }),
    );
  return { sandbox, user, challenge, respond };
}

const assertSignedIn = ({ AuthenticationResult }, { username }) =>
  assert.equal(claims(AuthenticationResult.IdToken)["cognito:username"], username);

describe("SOFTWARE_TOKEN_MFA", () => {
  test("the code of the authenticator app completes the sign-in", async () => {
    const { user, challenge, respond } = await meet("SOFTWARE_TOKEN_MFA");
    assert.equal(challenge.ChallengeParameters.USER_ID_FOR_SRP, user.username);
    assertSignedIn(await respond({ SOFTWARE_TOKEN_MFA_CODE: totp(user.totp_secret) }), user);
  });

  test("a wrong code is refused", async () => {
    const { user, respond } = await meet("SOFTWARE_TOKEN_MFA");
    await refused(respond({ SOFTWARE_TOKEN_MFA_CODE: wrongTotp(user.totp_secret) }), CodeMismatchException);
  });

  test("a code serves once", async () => {
    const { sandbox, user, respond } = await meet("SOFTWARE_TOKEN_MFA");
    const code = totp(user.totp_secret);
    await respond({ SOFTWARE_TOKEN_MFA_CODE: code });
    const again = await sandbox.userPool.send(
      new InitiateAuthCommand({
        ClientId: web.id,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: user.username, PASSWORD: user.password },
      }),
    );
    await refused(respond({ SOFTWARE_TOKEN_MFA_CODE: code }, again.Session), ExpiredCodeException);
  });

  test("a session ends with the third wrong code", async () => {
    const { user, respond } = await meet("SOFTWARE_TOKEN_MFA");
    const wrong = wrongTotp(user.totp_secret);
    for (let tries = 0; tries < 3; tries += 1) {
      await refused(respond({ SOFTWARE_TOKEN_MFA_CODE: wrong }), CodeMismatchException);
    }
    await refused(respond({ SOFTWARE_TOKEN_MFA_CODE: totp(user.totp_secret) }), NotAuthorizedException, /[Ss]ession/);
  });

  test("a missing code is named", async () => {
    const { respond } = await meet("SOFTWARE_TOKEN_MFA");
    await refused(respond({}), InvalidParameterException, /SOFTWARE_TOKEN_MFA_CODE/);
  });

  test("a made-up session is refused", async () => {
    const { user, respond } = await meet("SOFTWARE_TOKEN_MFA");
    const answer = { SOFTWARE_TOKEN_MFA_CODE: totp(user.totp_secret) };
    await refused(respond(answer, "a-session-that-nobody-was-given"), NotAuthorizedException, /[Ss]ession/);
  });

  test("the session of one challenge does not answer another", async () => {
    const { respond, challenge } = await meet("SOFTWARE_TOKEN_MFA");
    const other = respond({ NEW_PASSWORD: "Another-Passw0rd-9" }, challenge.Session, "NEW_PASSWORD_REQUIRED");
    await refused(other, NotAuthorizedException, /[Ss]ession/);
  });
});

for (const [name, parameter, medium] of [
  ["SMS_MFA", "SMS_MFA_CODE", "SMS"],
  ["EMAIL_OTP", "EMAIL_OTP_CODE", "EMAIL"],
]) {
  describe(name, () => {
    test("the code that was sent completes the sign-in", async () => {
      const { sandbox, user, challenge, respond } = await meet(name);
      assert.equal(challenge.ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM, medium);
      assert.match(challenge.ChallengeParameters.CODE_DELIVERY_DESTINATION, /\*/);
      const message = await sandbox.code(user.username);
      assert.equal(message.by, medium.toLowerCase());
      assertSignedIn(await respond({ [parameter]: message.code }), user);
    });

    test("a wrong code is refused", async () => {
      const { sandbox, user, respond } = await meet(name);
      const { code } = await sandbox.code(user.username);
      const wrong = [...code].map((digit) => (Number(digit) + 1) % 10).join("");
      await refused(respond({ [parameter]: wrong }), CodeMismatchException);
    });
  });
}

describe("NEW_PASSWORD_REQUIRED", () => {
  test("a new password completes the sign-in and is the one from then on", async () => {
    const { sandbox, user, challenge, respond } = await meet("NEW_PASSWORD_REQUIRED");
    assert.equal(JSON.parse(challenge.ChallengeParameters.userAttributes).email, user.email);
    assert.ok(Array.isArray(JSON.parse(challenge.ChallengeParameters.requiredAttributes)));
    assertSignedIn(await respond({ NEW_PASSWORD: "Another-Passw0rd-9" }), user);
    assert.ok((await sandbox.signIn({ ...user, password: "Another-Passw0rd-9" })).IdToken);
    await refused(sandbox.signIn(user), NotAuthorizedException, "Incorrect username or password.");
  });

  test("a weak password is refused with the reason", async () => {
    const { respond } = await meet("NEW_PASSWORD_REQUIRED");
    await refused(
      respond({ NEW_PASSWORD: "short" }),
      InvalidPasswordException,
      /^Password did not conform with (password )?policy: Password not long enough$/,
    );
  });
});

describe("an authenticator app", () => {
  test("is associated and verified by who has signed in", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    const { SecretCode } = await sandbox.userPool.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    assert.match(SecretCode, /^[A-Z2-7]{32,}$/);
    const verify = (UserCode) => sandbox.userPool.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    await refused(verify(wrongTotp(SecretCode)), EnableSoftwareTokenMFAException, "Code mismatch");
    assert.equal((await verify(totp(SecretCode))).Status, "SUCCESS");
  });

  test("is asked for at the next sign-in once the user prefers it", async () => {
    const sandbox = await own();
    const { AccessToken } = await sandbox.signIn(alice);
    const prefer = () =>
      sandbox.userPool.send(
        new SetUserMFAPreferenceCommand({
          AccessToken,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        }),
      );
    await refused(prefer(), InvalidParameterException);
    const { SecretCode } = await sandbox.userPool.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await sandbox.userPool.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp(SecretCode) }));
    await prefer();
    const { UserMFASettingList, PreferredMfaSetting } = await sandbox.userPool.send(
      new GetUserCommand({ AccessToken }),
    );
    assert.deepEqual([UserMFASettingList, PreferredMfaSetting], [["SOFTWARE_TOKEN_MFA"], "SOFTWARE_TOKEN_MFA"]);

    const challenge = await sandbox.userPool.send(
      new InitiateAuthCommand({
        ClientId: web.id,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: alice.username, PASSWORD: alice.password },
      }),
    );
    assert.equal(challenge.ChallengeName, "SOFTWARE_TOKEN_MFA");
    // The code of the verification was used; the app's next one is good already.
    const code = totp(SecretCode, Date.now() / 1000 + 30);
    const answer = await sandbox.userPool.send(
      new RespondToAuthChallengeCommand({
        ClientId: web.id,
        ChallengeName: challenge.ChallengeName,
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: alice.username, SOFTWARE_TOKEN_MFA_CODE: code },
      }),
    );
    assertSignedIn(answer, alice);
  });

  test("is not associated for a token that is none", async () => {
    const sandbox = await own();
    await refused(
      sandbox.userPool.send(new AssociateSoftwareTokenCommand({ AccessToken: "not.a.token" })),
      NotAuthorizedException,
      "Invalid Access Token",
    );
  });
});
