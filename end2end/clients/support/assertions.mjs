// What the tests ask of answers and refusals.
import assert from "node:assert/strict";

/** The call fails with the exception that the client's own model has for it. */
export async function refused(call, Exception, message) {
  await assert.rejects(call, (error) => {
    const got = `${error.name}: ${error.message}`;
    assert.ok(error instanceof Exception, `expected ${Exception.name}, got ${got}`);
    assertMessage(error.message, message);
    return true;
  });
}

/** The call fails with an exception that the client has no model for. */
export async function refusedAs(call, name, message) {
  await assert.rejects(call, (error) => {
    assert.equal(error.name, name, error.message);
    assertMessage(error.message, message);
    return true;
  });
}

function assertMessage(got, expected) {
  if (expected instanceof RegExp) assert.match(got, expected);
  else if (expected !== undefined) assert.equal(got, expected);
}

/** The claims of a token, unverified. */
export const claims = (token) => part(token, 1);
export const header = (token) => part(token, 0);

const part = (token, index) => JSON.parse(Buffer.from(token.split(".")[index], "base64url").toString());
