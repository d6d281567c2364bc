"""boto3: from an ID token, or from nothing, to the credentials of a role."""

import datetime
import re
import unittest

from sandbox import ALICE, BOB, COMMON, IDENTITY_POOL, LOGIN, SandboxTest, api, claims, own, role

ERRORS = COMMON.identity.exceptions
INVALID_LOGIN = re.compile(r"^Invalid login token\.")


def identity_of(logins=None, sandbox=COMMON):
    named = {"Logins": logins} if logins else {}
    return sandbox.identity.get_id(IdentityPoolId=IDENTITY_POOL, **named)["IdentityId"]


def credentials(identity, logins=None, sandbox=COMMON, **more):
    named = ({"Logins": logins} if logins else {}) | more
    return sandbox.identity.get_credentials_for_identity(IdentityId=identity, **named)["Credentials"]


def open_id_token(identity, logins=None):
    named = {"Logins": logins} if logins else {}
    return COMMON.identity.get_open_id_token(IdentityId=identity, **named)["Token"]


def assume(arn, token):
    return COMMON.sts.assume_role_with_web_identity(RoleArn=arn, RoleSessionName="session", WebIdentityToken=token)


def login_of(who=ALICE, sandbox=COMMON):
    return {LOGIN: sandbox.sign_in(who)["IdToken"]}


class Identity(SandboxTest):
    def assert_made_up(self, given):
        self.assertRegex(given["AccessKeyId"], r"^ASIA[A-Z2-7]{9}EXAMPLE$")
        self.assertIn("EXAMPLE", given.get("SecretKey") or given["SecretAccessKey"])
        self.assertTrue(given["SessionToken"].startswith("SAMPLE-NOT-A-REAL-TOKEN"))
        self.assertGreater(given["Expiration"], datetime.datetime.now(datetime.timezone.utc))

    def test_the_enhanced_flow_brings_a_user_credentials(self):
        logins = login_of()
        identity = identity_of(logins)
        self.assertEqual(identity, identity_of(login_of()))
        self.assert_made_up(credentials(identity, logins))

    def test_the_enhanced_flow_brings_a_guest_credentials(self):
        self.assert_made_up(credentials(identity_of()))

    def test_the_basic_flow_brings_a_user_the_role(self):
        logins = login_of()
        identity = identity_of(logins)
        answer = assume(role("authenticated"), open_id_token(identity, logins))
        self.assert_made_up(answer["Credentials"])
        self.assertEqual(answer["SubjectFromWebIdentityToken"], identity)

    def test_the_basic_flow_refuses_a_guest_the_users_role(self):
        token = open_id_token(identity_of())
        self.assert_made_up(assume(role("unauthenticated"), token)["Credentials"])
        message = self.assert_error_code("AccessDenied", assume, role("authenticated"), token)
        self.assertIn("sts:AssumeRoleWithWebIdentity", message)

    def test_sts_refuses_what_is_no_token(self):
        error = COMMON.sts.exceptions.InvalidIdentityTokenException
        self.assert_refused(error, None, assume, role("authenticated"), "nonsense")

    def test_an_access_token_is_no_login(self):
        logins = {LOGIN: COMMON.sign_in()["AccessToken"]}
        self.assert_refused(ERRORS.NotAuthorizedException, INVALID_LOGIN, identity_of, logins)

    def test_an_unknown_provider_is_refused(self):
        message = "Token is not from a supported provider of this identity pool."
        logins = {"accounts.google.com.example": COMMON.sign_in()["IdToken"]}
        self.assert_refused(ERRORS.NotAuthorizedException, message, identity_of, logins)

    def test_the_identity_of_a_user_needs_the_users_login(self):
        identity = identity_of(login_of())
        message = f"Access to Identity '{identity}' is forbidden."
        self.assert_refused(ERRORS.NotAuthorizedException, message, credentials, identity)
        self.assert_refused(ERRORS.NotAuthorizedException, None, credentials, identity, login_of(BOB))

    def test_a_role_must_be_named_by_the_token(self):
        logins = login_of()
        identity = identity_of(logins)
        named = claims(logins[LOGIN])["cognito:roles"][0]
        self.assert_made_up(credentials(identity, logins, CustomRoleArn=named))
        other = {"CustomRoleArn": role("group:readers")}
        self.assert_refused(ERRORS.NotAuthorizedException, None, credentials, identity, logins, **other)

    def test_an_unknown_identity_pool_is_named(self):
        unknown = IDENTITY_POOL[:-1] + "9"
        message = f"IdentityPool '{unknown}' not found."
        self.assert_refused(ERRORS.ResourceNotFoundException, message, COMMON.identity.get_id, IdentityPoolId=unknown)

    def test_a_login_that_has_expired_is_refused_with_both_times(self):
        cases = api("GET", "/sandbox/attacks")["cases"]
        expired = next(case["token"] for case in cases if case["kind"] == "id" and "expired" in case["id"])
        message = re.compile(rf"^Invalid login token\. Token expired: \d+ >= {claims(expired)['exp']}$")
        self.assert_refused(ERRORS.NotAuthorizedException, message, identity_of, {LOGIN: expired})

    def test_it_all_works_in_a_sandbox_of_ones_own(self):
        sandbox = own()
        logins = login_of(ALICE, sandbox)
        self.assert_made_up(credentials(identity_of(logins, sandbox), logins, sandbox))


if __name__ == "__main__":
    unittest.main()
