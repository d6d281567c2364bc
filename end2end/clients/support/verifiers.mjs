// AWS's verifier, told where the sample pool's keys are.
import { CognitoJwtVerifier, JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";

import { common, pool, region, samples, web } from "./sandbox.mjs";

/** Reads the pool's key set where the sandbox has it, and nothing else. */
const keysOf = (sandbox, issuer) =>
  new SimpleJwksCache({
    fetcher: {
      async fetch(address) {
        if (address !== `${issuer}/.well-known/jwks.json`) throw new Error(`unexpected address ${address}`);
        return (await fetch(`${sandbox.endpoint}/${pool}/.well-known/jwks.json`)).arrayBuffer();
      },
    },
  });

export const cognitoVerifier = (tokenUse, sandbox = common, clientId = web.id) =>
  CognitoJwtVerifier.create(
    { userPoolId: pool, tokenUse, clientId },
    { jwksCache: keysOf(sandbox, `https://cognito-idp.${region}.amazonaws.com/${pool}`) },
  );

/** The general verifier, for the issuer of the hosted pages. */
export const localVerifier = (audience, issuer = samples.issuers.local) =>
  JwtVerifier.create(
    { issuer, audience, jwksUri: `${issuer}/.well-known/jwks.json` },
    { jwksCache: keysOf(common, issuer) },
  );
