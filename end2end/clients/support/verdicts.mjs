// What a library says of a token when it is asked as its documentation shows: one issuer, one client, RS256 alone.
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { createLocalJWKSet, jwtVerify } from "jose";

/** How aws-jwt-verify judges each case of the gallery. */
export function awsJwtVerify({ pool, client, jwks }) {
  const verifiers = Object.fromEntries(
    ["id", "access"].map((tokenUse) => {
      const verifier = CognitoJwtVerifier.create({ userPoolId: pool, tokenUse, clientId: client });
      verifier.cacheJwks(jwks);
      return [tokenUse, verifier];
    }),
  );
  return async ({ kind, token }) => verdict(() => verifiers[kind].verify(token));
}

/** How jose does; an access token has no audience that one could ask for. */
export function jose({ client, issuer, jwks }) {
  const keys = createLocalJWKSet(jwks);
  return async ({ kind, token }) =>
    verdict(() =>
      jwtVerify(token, keys, { issuer, algorithms: ["RS256"], audience: kind === "id" ? client : undefined }),
    );
}

async function verdict(check) {
  try {
    await check();
    return "accepted";
  } catch {
    return "refused";
  }
}
