// Where the sandbox is, what it has from the start, and how a test gets one of its own.
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityProviderClient, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { STSClient } from "@aws-sdk/client-sts";

const { QM_TEST_BASE_URL } = process.env;
if (!QM_TEST_BASE_URL) {
  throw new Error(
    "QM_TEST_BASE_URL is not set: start `quizmint serve` and name its address, such as http://127.0.0.1:3000",
  );
}

export const BASE = QM_TEST_BASE_URL.replace(/\/$/, "");

/** Asks the JSON interface as a page of the same origin would. */
export async function api(method, path, body) {
  const reply = await fetch(`${BASE}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", origin: BASE },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

export const samples = await api("GET", "/sandbox");
export const { region, pool, identity_pool: identityPool } = samples;
export const LOGIN = `cognito-idp.${region}.amazonaws.com/${pool}`;

/** The client of that name. */
export const client = (name) => named("client", samples.clients, (one) => one.name === name);
export const user = (username) => named("user", samples.users, (one) => one.username === username);
/** The user who meets that challenge at sign-in. */
export const challenged = (challenge) => named("user", samples.challenge_users, (one) => one.challenge === challenge);
export const role = (bearer) => named("role", samples.roles, (one) => one.for === bearer).arn;

function named(kind, list, matches) {
  const found = list?.find(matches);
  if (!found) throw new Error(`GET /api/v1/sandbox lists no such ${kind}: ${matches}`);
  return found;
}

/** Where the hosted pages send a browser back to: off this server, as the redirect address of most clients is. */
export const callback = ({ callback_urls: urls }) => urls.find((url) => !url.startsWith(BASE));

export const web = client("sample-web");
export const server = client("sample-server");
export const alice = user("alice");
export const bob = user("bob");

/** One sandbox as AWS's own clients see it. */
class Sandbox {
  constructor(endpoint, key) {
    const config = { region, endpoint };
    Object.assign(this, { endpoint, key, config });
    this.userPool = new CognitoIdentityProviderClient(config);
    this.identity = new CognitoIdentityClient(config);
    this.sts = new STSClient(config);
    // What the discovery document of this sandbox is expected to name.
    this.issuer = `${endpoint}/${pool}`;
  }

  /** The newest code that was sent to that user. */
  async code(username) {
    const query = this.key ? `?sandbox=${this.key}` : "";
    const { messages } = await api("GET", `/sandbox/messages${query}`);
    const newest = messages.find((message) => message.username === username);
    if (!newest) throw new Error(`no code was sent to ${username}`);
    return newest;
  }

  async triggers(rules) {
    await api("PUT", `/sandbox/triggers?sandbox=${this.key}`, rules);
  }

  /** The tokens of a sign-in with nothing but the password. */
  async signIn({ username, password } = alice, { id } = web) {
    const signedIn = await this.userPool.send(
      new InitiateAuthCommand({
        ClientId: id,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    );
    if (!signedIn.AuthenticationResult) throw new Error(`${username} met ${signedIn.ChallengeName} instead of tokens`);
    return signedIn.AuthenticationResult;
  }
}

/** The sandbox that all visitors share. */
export const common = new Sandbox(`${BASE}/sandbox/aws`);

/** A sandbox that nobody else sees. */
export async function own() {
  const { key, endpoint } = await api("POST", "/sandbox/own", {});
  return new Sandbox(endpoint, key);
}
