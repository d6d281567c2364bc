"""Whatever is wrong with a request, the answer is an exception that botocore's model of the operation knows."""

import json
import unittest
import urllib.error
import urllib.request

from botocore.session import get_session

from sandbox import ALICE, IDENTITY_POOL, WEB, SandboxTest, own

# What every JSON service may answer, and what the user pool answers for a broken constraint.
GENERAL = {"SerializationException", "InvalidParameterException", "UnknownOperationException"}
ODD = [None, "", 0, True, [], {}, {"a": None}, {"a": 1}, "x" * 3000, "\u0000é😀", "../../etc/passwd", "a\nb"]
BROKEN = [b"null", b"5", b'"x"', b"[]", b"\xff\xfe", b"{" * 5000, b'{"a":' * 200 + b"1" + b"}" * 200]
NOBODY = f"{IDENTITY_POOL[:-12]}999999999999"

USER_POOL = "cognito-idp", "AWSCognitoIdentityProviderService"
IDENTITY = "cognito-identity", "AWSCognitoIdentityService"


def requests(sandbox):
    """For each operation a request that is right, or nearly so."""
    signed_in = sandbox.sign_in()
    app, token = {"ClientId": WEB["id"]}, {"AccessToken": signed_in["AccessToken"]}
    alice, password = {"Username": "alice"}, {"Password": ALICE["password"]}
    parameters = {"USERNAME": "alice", "PASSWORD": ALICE["password"]}
    code = {"ConfirmationCode": "000000"}
    challenge = {"ChallengeName": "CUSTOM_CHALLENGE", "Session": "x" * 64, "ChallengeResponses": parameters}
    return {
        (USER_POOL, "InitiateAuth"): app | {"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters},
        (USER_POOL, "RespondToAuthChallenge"): app | challenge,
        (USER_POOL, "GetTokensFromRefreshToken"): app | {"RefreshToken": signed_in["RefreshToken"]},
        (USER_POOL, "RevokeToken"): app | {"Token": "a.b.c.d.e"},
        (USER_POOL, "SignUp"): app | {"Username": "dana", "UserAttributes": []} | password,
        (USER_POOL, "ConfirmSignUp"): app | alice | code,
        (USER_POOL, "ResendConfirmationCode"): app | alice,
        (USER_POOL, "ForgotPassword"): app | alice,
        (USER_POOL, "ConfirmForgotPassword"): app | alice | code | password,
        (USER_POOL, "GetUser"): token,
        (USER_POOL, "AssociateSoftwareToken"): token,
        (USER_POOL, "VerifySoftwareToken"): token | {"UserCode": "000000"},
        (USER_POOL, "SetUserMFAPreference"): token | {"SoftwareTokenMfaSettings": {"Enabled": True}},
        (USER_POOL, "GlobalSignOut"): {"AccessToken": "a.b.c"},
        (IDENTITY, "GetId"): {"IdentityPoolId": IDENTITY_POOL},
        (IDENTITY, "GetCredentialsForIdentity"): {"IdentityId": NOBODY},
        (IDENTITY, "GetOpenIdToken"): {"IdentityId": NOBODY},
    }


def variants(request, members):
    for member in members:
        yield f"without {member}", {name: value for name, value in request.items() if name != member}
        for odd in ODD:
            yield f"{member} is {str(odd)[:20]!r}", request | {member: odd}
            if isinstance(request.get(member), dict):
                for name in request[member]:
                    yield f"{member}.{name} is {str(odd)[:20]!r}", request | {member: request[member] | {name: odd}}


def call(sandbox, prefix, operation, body):
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"{prefix}.{operation}"}
    request = urllib.request.Request(sandbox.endpoint, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


class Refusals(SandboxTest):
    def test_every_refusal_is_an_exception_that_the_model_knows(self):
        sandbox = own()
        for ((service, prefix), operation), request in requests(sandbox).items():
            model = get_session().get_service_model(service).operation_model(operation)
            known = GENERAL | {shape.name for shape in model.error_shapes}
            for what, variant in variants(request, model.input_shape.members):
                status, answer = call(sandbox, prefix, operation, json.dumps(variant).encode())
                with self.subTest(operation=operation, what=what, answer=answer):
                    self.assertTrue(status == 200 or (status == 400 and answer["__type"] in known))

    def test_nothing_that_is_required_may_be_left_out(self):
        sandbox = own()
        for ((service, prefix), operation), request in requests(sandbox).items():
            model = get_session().get_service_model(service).operation_model(operation)
            for member in model.input_shape.required_members:
                rest = {name: value for name, value in request.items() if name != member}
                status, _ = call(sandbox, prefix, operation, json.dumps(rest).encode())
                with self.subTest(operation=operation, missing=member):
                    self.assertEqual(status, 400)

    def test_a_body_that_is_no_object_is_refused_everywhere(self):
        sandbox = own()
        for (_, prefix), operation in requests(sandbox):
            for body in BROKEN:
                status, answer = call(sandbox, prefix, operation, body)
                with self.subTest(operation=operation, body=body[:20]):
                    self.assertEqual((status, answer["__type"]), (400, "SerializationException"))


if __name__ == "__main__":
    unittest.main()
