// AWS SDK: every way to begin a sign-in.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  InitiateAuthCommand,
  InvalidParameterException,
  NotAuthorizedException,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";

import { claims, header, refused } from "./support/assertions.mjs";
import { alice, common, own, pool, samples, server, web } from "./support/sandbox.mjs";
import { secretHash } from "./support/secret_hash.mjs";
import { srp } from "./support/srp.mjs";

const initiate = (AuthFlow, AuthParameters, { id } = web, sandbox = common) =>
  sandbox.userPool.send(new InitiateAuthCommand({ ClientId: id, AuthFlow, AuthParameters }));
const respond = (challenge, ChallengeResponses, { id } = web, sandbox = common) =>
  sandbox.userPool.send(
    new RespondToAuthChallengeCommand({
      ClientId: id,
      ChallengeName: challenge.ChallengeName,
      Session: challenge.Session,
      ChallengeResponses,
    }),
  );

const { username: USERNAME, password: PASSWORD } = alice;

/** An answer that carries all three tokens. */
function assertSignedIn({ AuthenticationResult: result, ChallengeName }) {
  assert.equal(ChallengeName, undefined);
  assert.equal(result.TokenType, "Bearer");
  assert.equal(result.ExpiresIn, 3600);
  assert.equal(claims(result.IdToken)["cognito:username"], USERNAME);
  assert.equal(claims(result.AccessToken).username, USERNAME);
  assert.ok(result.RefreshToken);
}

describe("USER_PASSWORD_AUTH", () => {
  test("the right password brings three tokens", async () => {
    const answer = await initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD });
    assertSignedIn(answer);
    assert.deepEqual(answer.ChallengeParameters, {});
  });

  test("the tokens carry the claims of a user pool and of its AWS issuer", async () => {
    const { IdToken, AccessToken } = (await initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }))
      .AuthenticationResult;
    const [id, access] = [claims(IdToken), claims(AccessToken)];
    for (const token of [id, access]) {
      assert.equal(token.iss, samples.issuers.aws);
      assert.equal(token.exp - token.iat, 3600);
      assert.deepEqual(token["cognito:groups"], alice.groups);
    }
    assert.deepEqual([id.token_use, id.aud, id.email], ["id", web.id, alice.email]);
    assert.deepEqual(
      [access.token_use, access.client_id, access.aud, access.version],
      ["access", web.id, undefined, 2],
    );
    assert.equal(access.scope, "aws.cognito.signin.user.admin");
    assert.equal(id.sub, access.sub);
    assert.equal(id.origin_jti, access.origin_jti);
    assert.notEqual(id.jti, access.jti);
  });

  test("the headers hold an algorithm and two different keys, and nothing else", async () => {
    const { IdToken, AccessToken } = (await initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }))
      .AuthenticationResult;
    const [id, access] = [header(IdToken), header(AccessToken)];
    assert.deepEqual([Object.keys(id).sort(), id.alg], [["alg", "kid"], "RS256"]);
    assert.deepEqual([Object.keys(access).sort(), access.alg], [["alg", "kid"], "RS256"]);
    assert.notEqual(id.kid, access.kid);
  });

  test("the refresh token is five parts of which only the header can be read", async () => {
    const { RefreshToken } = (await initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD })).AuthenticationResult;
    assert.equal(RefreshToken.split(".").length, 5);
    assert.deepEqual(header(RefreshToken), { cty: "JWT", enc: "A256GCM", alg: "RSA-OAEP" });
  });

  test("a wrong password is refused", () =>
    refused(
      initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD: `${PASSWORD}!` }),
      NotAuthorizedException,
      "Incorrect username or password.",
    ));

  test("an unknown user is refused in the same words", () =>
    refused(
      initiate("USER_PASSWORD_AUTH", { USERNAME: "nobody-of-that-name", PASSWORD }),
      NotAuthorizedException,
      "Incorrect username or password.",
    ));

  test("a missing password is named", () =>
    refused(initiate("USER_PASSWORD_AUTH", { USERNAME }), InvalidParameterException, /PASSWORD/));

  test("an unknown client is named", () =>
    refused(
      initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }, { id: "0nosuchclient0000000000000" }),
      ResourceNotFoundException,
      "User pool client 0nosuchclient0000000000000 does not exist.",
    ));

  test("an unknown flow is refused by its constraint", () =>
    refused(
      initiate("TELEPATHY", { USERNAME, PASSWORD }),
      InvalidParameterException,
      /TELEPATHY.*authFlow.*enum value set/s,
    ));

  test("a flow of the administrator's is not offered here", () =>
    refused(
      initiate("ADMIN_USER_PASSWORD_AUTH", { USERNAME, PASSWORD }),
      InvalidParameterException,
      "Initiate Auth method not supported.",
    ));
});

describe("a client with a secret", () => {
  test("signs in with its proof", async () => {
    const answer = await initiate(
      "USER_PASSWORD_AUTH",
      { USERNAME, PASSWORD, SECRET_HASH: secretHash(server, USERNAME) },
      server,
    );
    assertSignedIn(answer);
  });

  test("is refused without its proof", () =>
    refused(
      initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }, server),
      NotAuthorizedException,
      `Client ${server.id} is configured with secret but SECRET_HASH was not received`,
    ));

  test("is refused with the proof of another user", () =>
    refused(
      initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD, SECRET_HASH: secretHash(server, "bob") }, server),
      NotAuthorizedException,
      /secret ?hash/i,
    ));

  test("proves itself with the answer to a challenge too", async () => {
    const SECRET_HASH = secretHash(server, USERNAME);
    const begin = () => initiate("CUSTOM_AUTH", { USERNAME, SECRET_HASH }, server);
    assertSignedIn(await respond(await begin(), { USERNAME, ANSWER: "42", SECRET_HASH }, server));
    await refused(respond(await begin(), { USERNAME, ANSWER: "42" }, server), NotAuthorizedException, /secret/i);
  });

  test("does not take a challenge of another client", async () => {
    const challenge = await initiate("CUSTOM_AUTH", { USERNAME, SECRET_HASH: secretHash(server, USERNAME) }, server);
    await refused(respond(challenge, { USERNAME, ANSWER: "42" }, web), NotAuthorizedException);
  });

  test("refreshes with its proof, and not without", async () => {
    const SECRET_HASH = secretHash(server, USERNAME);
    const first = await initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD, SECRET_HASH }, server);
    const REFRESH_TOKEN = first.AuthenticationResult.RefreshToken;
    const again = await initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN, SECRET_HASH }, server);
    assert.equal(claims(again.AuthenticationResult.IdToken).aud, server.id);
    await refused(initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN }, server), NotAuthorizedException, /secret/i);
  });
});

describe("USER_SRP_AUTH", () => {
  async function begin() {
    const exchange = await srp(pool);
    const challenge = await initiate("USER_SRP_AUTH", { USERNAME, SRP_A: exchange.a });
    return { exchange, challenge };
  }

  test("proves the password without sending it", async () => {
    const { exchange, challenge } = await begin();
    assert.equal(challenge.ChallengeName, "PASSWORD_VERIFIER");
    const expected = ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"];
    assert.deepEqual(Object.keys(challenge.ChallengeParameters).sort(), expected);
    assertSignedIn(await respond(challenge, await exchange.answer(challenge.ChallengeParameters, PASSWORD)));
  });

  test("a wrong password fails at the proof", async () => {
    const { exchange, challenge } = await begin();
    const answer = await exchange.answer(challenge.ChallengeParameters, "Not-the-passw0rd");
    await refused(respond(challenge, answer), NotAuthorizedException, "Incorrect username or password.");
  });

  test("a proof serves once", async () => {
    const { exchange, challenge } = await begin();
    const answer = await exchange.answer(challenge.ChallengeParameters, PASSWORD);
    await respond(challenge, answer);
    await refused(respond(challenge, answer), NotAuthorizedException);
  });

  test("a proof for another moment does not count", async () => {
    const { exchange, challenge } = await begin();
    const answer = await exchange.answer(challenge.ChallengeParameters, PASSWORD);
    await refused(respond(challenge, { ...answer, TIMESTAMP: "Mon Jan 5 10:00:00 UTC 2026" }), NotAuthorizedException);
  });

  test("an unknown user meets a challenge too, and fails at the proof", async () => {
    const exchange = await srp(pool);
    const challenge = await initiate("USER_SRP_AUTH", { USERNAME: "nobody-of-that-name", SRP_A: exchange.a });
    const answer = await exchange.answer(challenge.ChallengeParameters, PASSWORD);
    await refused(respond(challenge, answer), NotAuthorizedException, "Incorrect username or password.");
  });

  for (const [name, SRP_A] of [
    ["zero", "0"],
    ["no number at all", "not a number"],
  ]) {
    test(`a public value of ${name} is refused`, () =>
      refused(initiate("USER_SRP_AUTH", { USERNAME, SRP_A }), InvalidParameterException));
  }
});

describe("CUSTOM_AUTH", () => {
  test("asks its own question and takes the right answer", async () => {
    const challenge = await initiate("CUSTOM_AUTH", { USERNAME });
    assert.equal(challenge.ChallengeName, "CUSTOM_CHALLENGE");
    assert.ok(challenge.Session.length >= 20);
    assert.equal(challenge.ChallengeParameters.USERNAME, USERNAME);
    assertSignedIn(await respond(challenge, { USERNAME, ANSWER: "42" }));
  });

  test("wrong answers end it", async () => {
    let challenge = await initiate("CUSTOM_AUTH", { USERNAME });
    const wrong = async () => {
      for (let round = 0; round < 5; round += 1) {
        challenge = await respond(challenge, { USERNAME, ANSWER: "41" });
        assert.equal(challenge.ChallengeName, "CUSTOM_CHALLENGE");
      }
    };
    await refused(wrong(), NotAuthorizedException, "Incorrect username or password.");
  });

  test("can begin with the password's proof", async () => {
    const exchange = await srp(pool);
    const first = await initiate("CUSTOM_AUTH", { USERNAME, CHALLENGE_NAME: "SRP_A", SRP_A: exchange.a });
    assert.equal(first.ChallengeName, "PASSWORD_VERIFIER");
    const second = await respond(first, await exchange.answer(first.ChallengeParameters, PASSWORD));
    assert.equal(second.ChallengeName, "CUSTOM_CHALLENGE");
    assertSignedIn(await respond(second, { USERNAME, ANSWER: "42" }));
  });
});

describe("USER_AUTH", () => {
  test("offers a choice, and a password is one", async () => {
    const choice = await initiate("USER_AUTH", { USERNAME });
    assert.equal(choice.ChallengeName, "SELECT_CHALLENGE");
    for (const way of ["PASSWORD", "PASSWORD_SRP"]) assert.ok(choice.AvailableChallenges.includes(way), way);
    assertSignedIn(await respond(choice, { USERNAME, ANSWER: "PASSWORD", PASSWORD }));
  });

  test("the proof of the password is another", async () => {
    const exchange = await srp(pool);
    const choice = await initiate("USER_AUTH", { USERNAME });
    const proof = await respond(choice, { USERNAME, ANSWER: "PASSWORD_SRP", SRP_A: exchange.a });
    assert.equal(proof.ChallengeName, "PASSWORD_VERIFIER");
    assertSignedIn(await respond(proof, await exchange.answer(proof.ChallengeParameters, PASSWORD)));
  });

  test("a code by e-mail needs no password", async () => {
    const sandbox = await own();
    const choice = await initiate("USER_AUTH", { USERNAME }, web, sandbox);
    assert.ok(choice.AvailableChallenges.includes("EMAIL_OTP"));
    const sent = await respond(choice, { USERNAME, ANSWER: "EMAIL_OTP" }, web, sandbox);
    assert.equal(sent.ChallengeName, "EMAIL_OTP");
    const { code } = await sandbox.code(USERNAME);
    assertSignedIn(await respond(sent, { USERNAME, EMAIL_OTP_CODE: code }, web, sandbox));
  });

  test("a preferred way with its answer needs no second call", async () => {
    assertSignedIn(await initiate("USER_AUTH", { USERNAME, PREFERRED_CHALLENGE: "PASSWORD", PASSWORD }));
  });

  test("a wrong password is refused after the choice too", async () => {
    const choice = await initiate("USER_AUTH", { USERNAME });
    await refused(
      respond(choice, { USERNAME, ANSWER: "PASSWORD", PASSWORD: "Not-the-passw0rd" }),
      NotAuthorizedException,
      "Incorrect username or password.",
    );
  });
});
