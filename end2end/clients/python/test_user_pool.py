"""boto3: the user pool's operations and their typed exceptions."""

import unittest

from sandbox import (
    ALICE,
    BOB,
    COMMON,
    ISSUERS,
    POOL,
    SERVER,
    WEB,
    SandboxTest,
    api,
    challenged,
    claims,
    client,
    own,
    secret_hash,
    totp,
)
from srp import Exchange

ERRORS = COMMON.user_pool.exceptions
PASSWORD = {"USERNAME": ALICE["username"], "PASSWORD": ALICE["password"]}
INCORRECT = "Incorrect username or password."


class SigningIn(SandboxTest):
    def assert_signed_in(self, answer, who=ALICE):
        self.assertNotIn("ChallengeName", answer)
        result = answer["AuthenticationResult"]
        self.assertEqual((result["TokenType"], result["ExpiresIn"]), ("Bearer", 3600))
        self.assertEqual(claims(result["IdToken"])["cognito:username"], who["username"])
        self.assertEqual(claims(result["AccessToken"])["iss"], ISSUERS["aws"])
        self.assertEqual(result["RefreshToken"].count("."), 4)

    def test_the_right_password_brings_three_tokens(self):
        self.assert_signed_in(COMMON.initiate("USER_PASSWORD_AUTH", PASSWORD))

    def test_a_wrong_password_is_refused(self):
        wrong = PASSWORD | {"PASSWORD": "Not-the-passw0rd"}
        self.assert_refused(ERRORS.NotAuthorizedException, INCORRECT, COMMON.initiate, "USER_PASSWORD_AUTH", wrong)

    def test_an_unknown_user_is_refused_in_the_same_words(self):
        wrong = PASSWORD | {"USERNAME": "nobody-of-that-name"}
        self.assert_refused(ERRORS.NotAuthorizedException, INCORRECT, COMMON.initiate, "USER_PASSWORD_AUTH", wrong)

    def test_an_unknown_client_is_named(self):
        message = "User pool client 0nosuchclient0000000000000 does not exist."
        unknown = {"id": "0nosuchclient0000000000000"}
        call = (COMMON.initiate, "USER_PASSWORD_AUTH", PASSWORD, unknown)
        self.assert_refused(ERRORS.ResourceNotFoundException, message, *call)

    def test_a_client_with_a_secret_needs_its_proof(self):
        proof = {"SECRET_HASH": secret_hash(SERVER, ALICE["username"])}
        self.assert_signed_in(COMMON.initiate("USER_PASSWORD_AUTH", PASSWORD | proof, SERVER))
        message = f"Client {SERVER['id']} is configured with secret but SECRET_HASH was not received"
        call = (COMMON.initiate, "USER_PASSWORD_AUTH", PASSWORD, SERVER)
        self.assert_refused(ERRORS.NotAuthorizedException, message, *call)

    def prove(self, sandbox):
        exchange = Exchange(POOL)
        challenge = sandbox.initiate("USER_SRP_AUTH", {"USERNAME": ALICE["username"], "SRP_A": exchange.a})
        self.assertEqual(challenge["ChallengeName"], "PASSWORD_VERIFIER")
        answer = exchange.answer(challenge["ChallengeParameters"], ALICE["password"])
        self.assert_signed_in(sandbox.respond(challenge, answer))

    def test_the_proof_of_the_password_brings_tokens(self):
        self.prove(COMMON)

    def test_both_sides_agree_on_numbers_and_salts_that_begin_with_zeros(self):
        # Such are rare, one in sixteen or less: many runs meet some.
        for _ in range(30):
            self.prove(own())

    def test_the_proof_of_a_wrong_password_is_refused(self):
        exchange = Exchange(POOL)
        challenge = COMMON.initiate("USER_SRP_AUTH", {"USERNAME": ALICE["username"], "SRP_A": exchange.a})
        answer = exchange.answer(challenge["ChallengeParameters"], "Not-the-passw0rd")
        self.assert_refused(ERRORS.NotAuthorizedException, INCORRECT, COMMON.respond, challenge, answer)

    def test_the_custom_question_takes_the_right_answer(self):
        challenge = COMMON.initiate("CUSTOM_AUTH", {"USERNAME": ALICE["username"]})
        self.assertEqual(challenge["ChallengeName"], "CUSTOM_CHALLENGE")
        self.assert_signed_in(COMMON.respond(challenge, {"USERNAME": ALICE["username"], "ANSWER": "42"}))

    def test_a_choice_of_ways_is_offered(self):
        choice = COMMON.initiate("USER_AUTH", {"USERNAME": ALICE["username"]})
        self.assertEqual(choice["ChallengeName"], "SELECT_CHALLENGE")
        self.assertLessEqual({"PASSWORD", "PASSWORD_SRP"}, set(choice["AvailableChallenges"]))
        self.assert_signed_in(COMMON.respond(choice, PASSWORD | {"ANSWER": "PASSWORD"}))


class Challenges(SandboxTest):
    def meet(self, name):
        sandbox, who = own(), challenged(name)
        parameters = {"USERNAME": who["username"], "PASSWORD": who["password"]}
        challenge = sandbox.initiate("USER_PASSWORD_AUTH", parameters)
        self.assertEqual(challenge["ChallengeName"], name)

        def answer(**responses):
            return sandbox.respond(challenge, {"USERNAME": who["username"], **responses})

        return sandbox, who, answer

    def test_the_authenticator_app(self):
        _, who, answer = self.meet("SOFTWARE_TOKEN_MFA")
        self.assert_refused(ERRORS.CodeMismatchException, None, answer, SOFTWARE_TOKEN_MFA_CODE="not it")
        self.assertIn("AuthenticationResult", answer(SOFTWARE_TOKEN_MFA_CODE=totp(who["totp_secret"])))

    def test_the_code_by_text_message(self):
        sandbox, who, answer = self.meet("SMS_MFA")
        self.assertIn("AuthenticationResult", answer(SMS_MFA_CODE=sandbox.code(who["username"])))

    def test_the_code_by_mail(self):
        sandbox, who, answer = self.meet("EMAIL_OTP")
        self.assertIn("AuthenticationResult", answer(EMAIL_OTP_CODE=sandbox.code(who["username"])))

    def test_the_new_password(self):
        sandbox, who, answer = self.meet("NEW_PASSWORD_REQUIRED")
        self.assert_refused(ERRORS.InvalidPasswordException, None, answer, NEW_PASSWORD="short")
        self.assertIn("AuthenticationResult", answer(NEW_PASSWORD="Another-Passw0rd-9"))
        self.assertTrue(sandbox.sign_in(who | {"password": "Another-Passw0rd-9"}))

    def test_an_authenticator_app_is_associated_and_verified(self):
        sandbox = own()
        token = sandbox.sign_in()["AccessToken"]
        secret = sandbox.user_pool.associate_software_token(AccessToken=token)["SecretCode"]
        verified = sandbox.user_pool.verify_software_token(AccessToken=token, UserCode=totp(secret))
        self.assertEqual(verified["Status"], "SUCCESS")


class SigningUp(SandboxTest):
    DANA = {"username": "dana", "password": "Sample-Passw0rd-4", "email": "dana@example.com"}

    def sign_up(self, sandbox, **changed):
        who = self.DANA | changed
        attributes = [{"Name": "email", "Value": who["email"]}]
        named = {"Username": who["username"], "Password": who["password"], "UserAttributes": attributes}
        return sandbox.user_pool.sign_up(ClientId=WEB["id"], **named)

    def confirm(self, sandbox, code):
        return sandbox.user_pool.confirm_sign_up(ClientId=WEB["id"], Username="dana", ConfirmationCode=code)

    def test_a_new_user_signs_up_confirms_and_signs_in(self):
        sandbox = own()
        created = self.sign_up(sandbox)
        self.assertFalse(created["UserConfirmed"])
        self.assertEqual(created["CodeDeliveryDetails"]["DeliveryMedium"], "EMAIL")
        self.assert_refused(ERRORS.UserNotConfirmedException, "User is not confirmed.", sandbox.sign_in, self.DANA)
        code = sandbox.code("dana")
        wrong = "".join(str((int(digit) + 1) % 10) for digit in code)
        message = "Invalid verification code provided, please try again."
        self.assert_refused(ERRORS.CodeMismatchException, message, self.confirm, sandbox, wrong)
        self.confirm(sandbox, code)
        self.assertEqual(claims(sandbox.sign_in(self.DANA)["IdToken"])["sub"], created["UserSub"])
        message = "User cannot be confirmed. Current status is CONFIRMED"
        self.assert_refused(ERRORS.NotAuthorizedException, message, self.confirm, sandbox, code)

    def test_a_name_that_is_taken_is_refused(self):
        message = "User already exists"
        self.assert_refused(ERRORS.UsernameExistsException, message, self.sign_up, own(), username="alice")

    def test_a_weak_password_is_refused_with_the_reason(self):
        message = "Password did not conform with policy: Password not long enough"
        self.assert_refused(ERRORS.InvalidPasswordException, message, self.sign_up, own(), password="Ab1!")

    def test_a_trigger_refuses_in_its_own_words(self):
        sandbox = own()
        rules = {"pre_sign_up": {"only_domain": "example.com", "message": "Only example.com may sign up"}}
        api("PUT", f"/sandbox/triggers?sandbox={sandbox.key}", rules)
        message = "PreSignUp failed with error Only example.com may sign up."
        call = (self.sign_up, sandbox)
        self.assert_refused(ERRORS.UserLambdaValidationException, message, *call, email="dana@example.org")


class Sessions(SandboxTest):
    def setUp(self):
        self.sandbox = own()
        self.tokens = self.sandbox.sign_in()

    def user(self, token):
        return self.sandbox.user_pool.get_user(AccessToken=token)["Username"]

    def refresh(self, token, app=WEB):
        return self.sandbox.initiate("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": token}, app)["AuthenticationResult"]

    def assert_over(self, tokens):
        message = "Access Token has been revoked"
        self.assert_refused(ERRORS.NotAuthorizedException, message, self.user, tokens["AccessToken"])
        message = "Refresh Token has been revoked"
        self.assert_refused(ERRORS.NotAuthorizedException, message, self.refresh, tokens["RefreshToken"])

    def test_the_access_token_says_who_it_speaks_for(self):
        self.assertEqual(self.user(self.tokens["AccessToken"]), ALICE["username"])

    def test_the_id_token_does_not_serve_for_it(self):
        message = "Invalid Access Token"
        self.assert_refused(ERRORS.NotAuthorizedException, message, self.user, self.tokens["IdToken"])

    def test_refreshing_keeps_the_moment_of_sign_in_and_the_refresh_token(self):
        refreshed = self.refresh(self.tokens["RefreshToken"])
        self.assertNotIn("RefreshToken", refreshed)
        before, after = claims(self.tokens["IdToken"]), claims(refreshed["IdToken"])
        self.assertEqual((after["auth_time"], after["origin_jti"]), (before["auth_time"], before["origin_jti"]))

    def test_an_access_token_refreshes_nothing(self):
        message = "Invalid Refresh Token"
        self.assert_refused(ERRORS.NotAuthorizedException, message, self.refresh, self.tokens["AccessToken"])

    def test_rotation_lets_a_refresh_token_serve_once(self):
        app = client("sample-rotating")
        first = self.sandbox.sign_in(ALICE, app)["RefreshToken"]

        def rotate(token):
            call = self.sandbox.user_pool.get_tokens_from_refresh_token
            return call(ClientId=app["id"], RefreshToken=token)["AuthenticationResult"]

        self.assertNotEqual(rotate(first)["RefreshToken"], first)
        self.assert_refused(ERRORS.RefreshTokenReuseException, None, rotate, first)

    def test_revocation_ends_refreshing_and_the_access_token(self):
        self.sandbox.user_pool.revoke_token(ClientId=WEB["id"], Token=self.tokens["RefreshToken"])
        self.assert_over(self.tokens)

    def test_an_access_token_cannot_be_revoked(self):
        named = {"ClientId": WEB["id"], "Token": self.tokens["AccessToken"]}
        self.assert_refused(ERRORS.UnsupportedTokenTypeException, None, self.sandbox.user_pool.revoke_token, **named)

    def test_global_sign_out_ends_every_sign_in_of_the_user(self):
        again, other = self.sandbox.sign_in(), self.sandbox.sign_in(BOB)
        self.sandbox.user_pool.global_sign_out(AccessToken=again["AccessToken"])
        self.assert_over(self.tokens)
        self.assert_over(again)
        self.assertEqual(self.user(other["AccessToken"]), BOB["username"])

    def test_an_operation_that_is_not_there_is_answered_as_the_service_does(self):
        call = (self.sandbox.user_pool.forget_device,)
        self.assert_error_code("UnknownOperationException", *call, DeviceKey="us-east-1_" + "0" * 36)


if __name__ == "__main__":
    unittest.main()
