// The calls from a login to the credentials of a role, and what credentials here look like.
import assert from "node:assert/strict";

import {
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
} from "@aws-sdk/client-cognito-identity";
import { AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";

import { LOGIN, common, identityPool } from "./sandbox.mjs";

export const getId = (Logins, { IdentityPoolId = identityPool, sandbox = common } = {}) =>
  sandbox.identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
export const credentials = (IdentityId, Logins, more = {}, sandbox = common) =>
  sandbox.identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins, ...more }));
export const openIdToken = async (IdentityId, Logins) =>
  (await common.identity.send(new GetOpenIdTokenCommand({ IdentityId, Logins }))).Token;
export const assume = (RoleArn, WebIdentityToken, more = {}) =>
  common.sts.send(
    new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "session", WebIdentityToken, ...more }),
  );

export async function loginOf(user, sandbox = common) {
  return { [LOGIN]: (await sandbox.signIn(user)).IdToken };
}

/** Credentials that nobody could take for real ones. */
export function assertMadeUp({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
  assert.match(accessKeyId, /^ASIA[A-Z2-7]{9}EXAMPLE$/);
  assert.match(secretAccessKey, /EXAMPLE/);
  assert.match(sessionToken, /^SAMPLE-NOT-A-REAL-TOKEN/);
  assert.ok(expiration instanceof Date);
  const minutes = (expiration - Date.now()) / 60_000;
  assert.ok(minutes > 55 && minutes <= 61, `${minutes} minutes`);
}
export const asProvided = ({ AccessKeyId, SecretKey, SecretAccessKey, SessionToken, Expiration }) => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretKey ?? SecretAccessKey,
  sessionToken: SessionToken,
  expiration: Expiration,
});
