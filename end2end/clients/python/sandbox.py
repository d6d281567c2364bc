"""Where the sandbox is, what it has from the start, and how a test gets one of its own."""

import base64
import hashlib
import hmac
import json
import os
import struct
import time
import unittest
import urllib.request

import boto3
from botocore.exceptions import ClientError

BASE = os.environ["QM_TEST_BASE_URL"].rstrip("/")


def api(method, path, body=None):
    """Asks the JSON interface as a page of the same origin would."""
    request = urllib.request.Request(
        f"{BASE}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Origin": BASE},
    )
    with urllib.request.urlopen(request) as reply:
        text = reply.read()
    return json.loads(text) if text else None


SAMPLES = api("GET", "/sandbox")
REGION, POOL, IDENTITY_POOL = SAMPLES["region"], SAMPLES["pool"], SAMPLES["identity_pool"]
ISSUERS = SAMPLES["issuers"]
LOGIN = f"cognito-idp.{REGION}.amazonaws.com/{POOL}"


def client(name):
    return next(one for one in SAMPLES["clients"] if one["name"] == name)


def user(username):
    return next(one for one in SAMPLES["users"] if one["username"] == username)


def challenged(challenge):
    return next(one for one in SAMPLES["challenge_users"] if one["challenge"] == challenge)


def role(bearer):
    return next(one["arn"] for one in SAMPLES["roles"] if one["for"] == bearer)


WEB, SERVER = client("sample-web"), client("sample-server")
ALICE, BOB = user("alice"), user("bob")


class Sandbox:
    """One sandbox as boto3 sees it."""

    def __init__(self, endpoint, key=None):
        self.endpoint, self.key = endpoint, key
        self.user_pool = self._service("cognito-idp")
        self.identity = self._service("cognito-identity")
        self.sts = self._service("sts")

    def _service(self, name):
        return boto3.client(name, region_name=REGION, endpoint_url=self.endpoint)

    def initiate(self, flow, parameters, app=WEB):
        return self.user_pool.initiate_auth(ClientId=app["id"], AuthFlow=flow, AuthParameters=parameters)

    def respond(self, challenge, responses, app=WEB):
        kept = {name: challenge[name] for name in ("ChallengeName", "Session") if name in challenge}
        return self.user_pool.respond_to_auth_challenge(ClientId=app["id"], ChallengeResponses=responses, **kept)

    def sign_in(self, who=ALICE, app=WEB):
        parameters = {"USERNAME": who["username"], "PASSWORD": who["password"]}
        return self.initiate("USER_PASSWORD_AUTH", parameters, app)["AuthenticationResult"]

    def code(self, username):
        query = f"?sandbox={self.key}" if self.key else ""
        messages = api("GET", f"/sandbox/messages{query}")["messages"]
        return next(one["code"] for one in messages if one["username"] == username)


COMMON = Sandbox(f"{BASE}/sandbox/aws")


def own():
    made = api("POST", "/sandbox/own", {})
    return Sandbox(made["endpoint"], made["key"])


def secret_hash(app, username):
    mac = hmac.new(app["secret"].encode(), (username + app["id"]).encode(), hashlib.sha256)
    return base64.b64encode(mac.digest()).decode()


def totp(secret, at=None):
    """What an authenticator app shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1).digest()
    offset = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


class SandboxTest(unittest.TestCase):
    def assert_refused(self, exception, message, call, *arguments, **named):
        """The call raises the exception that boto3's own model has for it, with this message (a text or a pattern)."""
        with self.assertRaises(exception) as caught:
            call(*arguments, **named)
        got = caught.exception.response["Error"]["Message"]
        if hasattr(message, "search"):
            self.assertRegex(got, message)
        elif message is not None:
            self.assertEqual(got, message)

    def assert_error_code(self, code, call, *arguments, **named):
        """The call fails with a code that boto3 has no class for."""
        with self.assertRaises(ClientError) as caught:
            call(*arguments, **named)
        self.assertEqual(caught.exception.response["Error"]["Code"], code)
        return caught.exception.response["Error"]["Message"]
