// AWS's own verifier accepts the sample tokens, and refuses the altered ones for the reason that we give.
import { expect, test, type APIRequestContext } from "@playwright/test";
import { CognitoJwtVerifier } from "aws-jwt-verify";

const POOL = "us-east-1_EXAMPLE00";

type Tokens = { id_token: string; access_token: string; refresh_token: string };

async function mint(request: APIRequestContext, body = {}): Promise<Tokens> {
  const reply = await request.post("/api/v1/sandbox/tokens", { data: body });
  expect(reply.status()).toBe(200);
  return reply.json();
}

async function verifier(request: APIRequestContext, tokenUse: "id" | "access") {
  const samples = await (await request.get("/api/v1/sandbox")).json();
  const keys = await (await request.get(`/sandbox/aws/${POOL}/.well-known/jwks.json`)).json();
  const verifier = CognitoJwtVerifier.create({ userPoolId: POOL, tokenUse, clientId: samples.clients[0].id });
  verifier.cacheJwks(keys);
  return verifier;
}

async function ours(request: APIRequestContext, token: string, gate: string) {
  const reply = await request.post("/api/v1/sandbox/verify", { data: { token, gate } });
  const { accepted, steps } = await reply.json();
  return { accepted, step: steps.find((step: { ok: boolean }) => !step.ok)?.step };
}

/** The same token with its payload changed and the signature left as it was. */
function altered(token: string, change: (claims: Record<string, unknown>) => void) {
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  change(claims);
  return [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}

for (const tokenUse of ["id", "access"] as const) {
  test(`the ${tokenUse} token is accepted`, async ({ request }) => {
    const tokens = await mint(request);
    const token = tokens[`${tokenUse}_token`];
    const claims = (await verifier(request, tokenUse)).verifySync(token);
    expect(claims.token_use).toBe(tokenUse);
    expect(await ours(request, token, tokenUse)).toEqual({ accepted: true, step: undefined });
  });
}

const cases: [string, (tokens: Tokens) => string, "id" | "access", RegExp, string][] = [
  ["an access token where the ID token is expected", (tokens) => tokens.access_token, "id", /Token use not allowed/, "gate"],
  ["an ID token where the access token is expected", (tokens) => tokens.id_token, "access", /Token use not allowed/, "gate"],
  ["a changed claim", (tokens) => altered(tokens.id_token, (claims) => (claims.email = "eve@example.com")), "id", /Invalid signature/, "signature"],
  ["another key id", (tokens) => {
    const [header, ...rest] = tokens.id_token.split(".");
    const changed = { ...JSON.parse(Buffer.from(header, "base64url").toString()), kid: "no-such-key" };
    return [Buffer.from(JSON.stringify(changed)).toString("base64url"), ...rest].join(".");
  }, "id", /JWK for kid .* not found/, "key"],
  ["no signature at all", (tokens) => {
    const header = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    return `${header}.${tokens.id_token.split(".")[1]}.`;
  }, "id", /kid|alg|signature/i, "header"],
  ["the refresh token", (tokens) => tokens.refresh_token, "id", /three|parts|JWT string/i, "parse"],
];

for (const [name, spoil, tokenUse, theirs, step] of cases) {
  test(`${name} is refused`, async ({ request }) => {
    const token = spoil(await mint(request));
    const check = await verifier(request, tokenUse);
    expect(() => check.verifySync(token)).toThrow(theirs);
    expect(await ours(request, token, tokenUse)).toEqual({ accepted: false, step });
  });
}
