// The wire below the clients: addresses, names and forms of what is wrong.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  ForgetDeviceCommand,
  InitiateAuthCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";

import { refusedAs } from "./support/assertions.mjs";
import { alice, common, own, region, web } from "./support/sandbox.mjs";

const JSON_1_1 = "application/x-amz-json-1.1";
const signIn = {
  ClientId: web.id,
  AuthFlow: "USER_PASSWORD_AUTH",
  AuthParameters: { USERNAME: alice.username, PASSWORD: alice.password },
};

async function post(address, operation, body, headers = {}) {
  const reply = await fetch(address, {
    method: "POST",
    headers: { "content-type": JSON_1_1, ...(operation && { "x-amz-target": operation }), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === "" ? undefined : JSON.parse(text) };
}
const userPool = (name) => `AWSCognitoIdentityProviderService.${name}`;

describe("the address", () => {
  for (const slash of ["", "/"]) {
    test(`of the common sandbox works ${slash ? "with" : "without"} a slash at its end`, async () => {
      const there = new CognitoIdentityProviderClient({ region, endpoint: `${common.endpoint}${slash}` });
      assert.ok((await there.send(new InitiateAuthCommand(signIn))).AuthenticationResult);
      const { status, headers, body } = await post(`${common.endpoint}${slash}`, userPool("InitiateAuth"), signIn);
      assert.equal(status, 200);
      assert.equal(headers.get("content-type"), JSON_1_1);
      assert.ok(body.AuthenticationResult);
    });

    test(`of one's own sandbox works ${slash ? "with" : "without"} a slash at its end`, async () => {
      const { endpoint } = await own();
      assert.equal((await post(`${endpoint}${slash}`, userPool("InitiateAuth"), signIn)).status, 200);
    });
  }

  test("of a sandbox that nobody has is refused", async () => {
    const { status, body } = await post(`${common.endpoint}/of/nobodys-key`, userPool("InitiateAuth"), signIn);
    assert.equal(status, 400);
    assert.equal(body.__type, "ResourceNotFoundException");
  });

  test("carries the key set of one's own sandbox too", async () => {
    const keys = async ({ endpoint }) => (await fetch(`${endpoint}/us-east-1_EXAMPLE00/.well-known/jwks.json`)).json();
    const [shared, mine] = [await keys(common), await keys(await own())];
    assert.deepEqual(mine, shared);
    assert.ok(shared.keys.length >= 2);
  });
});

describe("an error", () => {
  test("is 400 with its type and message, and a request id", async () => {
    const wrong = { ...signIn, AuthParameters: { ...signIn.AuthParameters, PASSWORD: "wrong" } };
    const { status, headers, body } = await post(common.endpoint, userPool("InitiateAuth"), wrong);
    assert.equal(status, 400);
    assert.deepEqual(body, { __type: "NotAuthorizedException", message: "Incorrect username or password." });
    assert.match(headers.get("x-amzn-errortype"), /^NotAuthorizedException/);
    assert.ok(headers.get("x-amzn-requestid"));
  });

  test("names the operation that is not there as the services do", async () => {
    const { status, body } = await post(common.endpoint, userPool("NoSuchThing"), {});
    assert.equal(status, 400);
    assert.match(body.__type, /UnknownOperationException$/);
  });

  test("reaches the SDK for an operation that the sandbox does not have", () =>
    refusedAs(
      common.userPool.send(new ForgetDeviceCommand({ DeviceKey: "us-east-1_00000000-0000-0000-0000-000000000000" })),
      "UnknownOperationException",
    ));

  test("answers a missing target", async () => {
    const { status, body } = await post(common.endpoint, undefined, {});
    assert.ok(status === 400 || status === 404, String(status));
    assert.match(body.__type, /UnknownOperationException$/);
  });

  for (const [name, body] of [
    ["broken JSON", '{"ClientId":'],
    ["a list", "[]"],
    [
      "a list of what belongs into an object",
      JSON.stringify([signIn.AuthFlow, signIn.ClientId, signIn.AuthParameters, {}]),
    ],
    ["a number where a text belongs", JSON.stringify({ ...signIn, ClientId: 5 })],
    ["JSON a thousand levels deep", `{"ClientId":${"[".repeat(1000)}${"]".repeat(1000)}}`],
  ]) {
    test(`answers ${name} with SerializationException`, async () => {
      const answer = await post(common.endpoint, userPool("InitiateAuth"), body);
      assert.equal(answer.status, 400);
      assert.match(answer.body.__type, /SerializationException$/);
    });
  }

  test("names the member that is missing", async () => {
    const { status, body } = await post(common.endpoint, userPool("InitiateAuth"), { AuthFlow: "USER_PASSWORD_AUTH" });
    assert.equal(status, 400);
    assert.equal(body.__type, "InvalidParameterException");
    assert.equal(
      body.message,
      "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must not be null",
    );
  });

  test("answers a body that is too large", async () => {
    const reply = await fetch(common.endpoint, {
      method: "POST",
      headers: { "content-type": JSON_1_1, "x-amz-target": userPool("InitiateAuth") },
      body: JSON.stringify({ ...signIn, ClientMetadata: { large: "x".repeat(100_000) } }),
    });
    assert.equal(reply.status, 413);
    assert.match((await reply.json()).message, /64 KB/);
  });
});
