// Starts the other local user pools side by side, each with one pool, client and user: `node peers.mjs start`.
//
// Prints one line of JSON once all can be asked: for each its name, version, address, and the headers and body of a
// sign-in. Runs until SIGTERM or SIGINT comes.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { environment } from "../support/python.mjs";

const HERE = import.meta.dirname;
const REGION = "us-east-1";
// One of them takes nothing but an address for a name.
const USER = { Username: "alice@example.com", Password: "Sample-Passw0rd-1" };
const PATIENCE_MS = 60_000;

const data = mkdtempSync(join(tmpdir(), "quizmint-peers-"));
const children = [];

function stop(code) {
  for (const child of children) child.kill("SIGTERM");
  rmSync(data, { recursive: true, force: true });
  process.exit(code);
}

async function start() {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => stop(0));
  try {
    install();
    const peers = [await moto(), await cognitoLocal()];
    for (const peer of peers) Object.assign(peer, await seeded(peer.endpoint));
    console.log(JSON.stringify({ peers }));
  } catch (error) {
    console.error(error.message);
    stop(1);
  }
}

/** The npm packages as the lock file names them; none of them needs a script to be installed. */
function install() {
  const installed = join(HERE, "node_modules/.package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(HERE, "package-lock.json")).mtimeMs) return;
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: HERE, encoding: "utf8" });
  if (npm.status !== 0) throw new Error(`npm ci failed: ${npm.error?.message ?? npm.stderr.trim()}`);
}

async function moto() {
  const requirements = join(HERE, "requirements.txt");
  const { python, missing } = environment("peers-venv", requirements);
  if (missing) throw new Error(missing);
  const port = await freePort();
  background(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {});
  const [, version] = readFileSync(requirements, "utf8").match(/^moto==(\S+)/m);
  return { name: "moto", version, endpoint: `http://127.0.0.1:${port}/` };
}

async function cognitoLocal() {
  const folder = join(HERE, "node_modules/cognito-local");
  const { version, bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const port = await freePort();
  background(process.execPath, [join(folder, bin)], { HOST: "127.0.0.1", PORT: String(port) });
  return { name: "cognito-local", version, endpoint: `http://127.0.0.1:${port}/` };
}

/** Nobody reads what they print: a terminal would slow them down. */
function background(command, args, env) {
  const child = spawn(command, args, { cwd: data, env: { ...process.env, ...env }, stdio: "ignore" });
  child.on("exit", () => stop(1));
  children.push(child);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const listener = createServer().on("error", reject);
    listener.listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}

/** A pool, a client and a user; and the sign-in that was seen to bring tokens. */
async function seeded(endpoint) {
  await listening(endpoint);
  const UserPoolId = (await ask(endpoint, "CreateUserPool", { PoolName: "sample" })).UserPool.Id;
  const { UserPoolClient } = await ask(endpoint, "CreateUserPoolClient", {
    UserPoolId,
    ClientName: "sample-web",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  const { Username, Password } = USER;
  const UserAttributes = [{ Name: "email", Value: Username }];
  await ask(endpoint, "AdminCreateUser", { UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" });
  await ask(endpoint, "AdminSetUserPassword", { UserPoolId, Username, Password, Permanent: true });
  const signIn = {
    ClientId: UserPoolClient.ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD: Password },
  };
  const { AuthenticationResult } = await ask(endpoint, "InitiateAuth", signIn);
  if (!AuthenticationResult?.IdToken) throw new Error(`${endpoint} signs nobody in`);
  return { headers: headers("InitiateAuth"), body: JSON.stringify(signIn) };
}

async function listening(endpoint) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${endpoint} does not answer`);
}

async function ask(endpoint, operation, body) {
  const reply = await fetch(endpoint, { method: "POST", headers: headers(operation), body: JSON.stringify(body) });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${endpoint} ${operation}: ${reply.status} ${text}`);
  return JSON.parse(text);
}

/** Neither checks the signature, but moto reads the service and region out of it. */
const headers = (operation) => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
  authorization: `AWS4-HMAC-SHA256 Credential=EXAMPLE/20260101/${REGION}/cognito-idp/aws4_request, SignedHeaders=host, Signature=none`,
});

if (process.argv[2] === "start") await start();
else {
  console.error("usage: node peers.mjs start");
  process.exitCode = 2;
}
