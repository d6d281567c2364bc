// The client's half of SRP, by the helper that amazon-cognito-identity-js exports.
import { createHmac } from "node:crypto";

import { AuthenticationHelper, DateHelper } from "amazon-cognito-identity-js";

const called = (start) =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));

/** What to send as SRP_A, and how to answer PASSWORD_VERIFIER. */
export async function srp(pool) {
  const poolName = pool.split("_")[1];
  const helper = new AuthenticationHelper(poolName);
  const a = await called((done) => helper.getLargeAValue(done));
  return { a: a.toString(16), answer: (parameters, password) => answer(helper, poolName, parameters, password) };
}

async function answer(helper, poolName, parameters, password) {
  const { USER_ID_FOR_SRP: user, SRP_B, SALT, SECRET_BLOCK } = parameters;
  const number = (hex) => new helper.N.constructor(hex, 16);
  const key = await called((done) =>
    helper.getPasswordAuthenticationKey(user, password, number(SRP_B), number(SALT), done),
  );
  const timestamp = new DateHelper().getNowString();
  const signature = createHmac("sha256", Buffer.from(key, "hex"))
    .update(poolName)
    .update(user)
    .update(Buffer.from(SECRET_BLOCK, "base64"))
    .update(timestamp)
    .digest("base64");
  return {
    USERNAME: user,
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: signature,
    TIMESTAMP: timestamp,
  };
}
