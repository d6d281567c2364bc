// One sandbox knows nothing of another, and what serves once serves once, however many ask at the same time.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";

import { refused } from "./support/assertions.mjs";
import { Browser } from "./support/browser.mjs";
import { alice, callback, client, own, web } from "./support/sandbox.mjs";

/** A code for this sandbox's token endpoint, and how to redeem it at that of any. */
async function code({ endpoint }) {
  const query = {
    client_id: web.id,
    redirect_uri: callback(web),
    response_type: "code",
    scope: "openid",
    state: "a b&c=d+é%20",
  };
  const browser = new Browser();
  const page = await browser.open(`${endpoint}/oauth2/authorize?${new URLSearchParams(query)}`);
  const { left } = await browser.submit(page, { username: alice.username, password: alice.password });
  assert.equal(left.searchParams.get("state"), query.state);
  const fields = {
    grant_type: "authorization_code",
    client_id: web.id,
    redirect_uri: query.redirect_uri,
    code: left.searchParams.get("code"),
  };
  return (sandbox) => fetch(`${sandbox.endpoint}/oauth2/token`, { method: "POST", body: new URLSearchParams(fields) });
}

describe("another sandbox", () => {
  test("does not honour an access token", async () => {
    const { AccessToken } = await (await own()).signIn(alice);
    const elsewhere = await own();
    await refused(elsewhere.userPool.send(new GetUserCommand({ AccessToken })), NotAuthorizedException);
    const signedIn = await elsewhere.signIn(alice);
    await refused(elsewhere.userPool.send(new GlobalSignOutCommand({ AccessToken })), NotAuthorizedException);
    assert.ok(await elsewhere.userPool.send(new GetUserCommand({ AccessToken: signedIn.AccessToken })));
  });

  test("does not redeem a code", async () => {
    const redeem = await code(await own());
    const reply = await redeem(await own());
    assert.deepEqual([reply.status, (await reply.json()).error], [400, "invalid_grant"]);
  });

  test("does not go on with a challenge", async () => {
    const begin = { ClientId: web.id, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME: alice.username } };
    const { ChallengeName, Session } = await (await own()).userPool.send(new InitiateAuthCommand(begin));
    const ChallengeResponses = { USERNAME: alice.username, ANSWER: "42" };
    const answer = { ClientId: web.id, ChallengeName, Session, ChallengeResponses };
    await refused((await own()).userPool.send(new RespondToAuthChallengeCommand(answer)), NotAuthorizedException);
  });
});

describe("of many at the same time", () => {
  const eight = (one) => Promise.allSettled(Array.from({ length: 8 }, one));

  test("one rotates a refresh token", async () => {
    const sandbox = await own();
    const { id } = client("sample-rotating");
    const { RefreshToken } = await sandbox.signIn(alice, { id });
    const outcomes = await eight(() =>
      sandbox.userPool.send(new GetTokensFromRefreshTokenCommand({ ClientId: id, RefreshToken })),
    );
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  });

  test("one redeems a code", async () => {
    const sandbox = await own();
    const redeem = await code(sandbox);
    const replies = await eight(() => redeem(sandbox));
    assert.equal(replies.filter(({ value }) => value.status === 200).length, 1);
  });
});
