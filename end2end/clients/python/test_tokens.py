"""PyJWT and joserfc: the tokens as resource servers check them."""

import base64
import json
import unittest
import urllib.request

import jwt
from joserfc import errors
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import KeySet

from sandbox import ALICE, COMMON, ISSUERS, POOL, SERVER, WEB, SandboxTest, api, claims

KEY_SET = f"{COMMON.endpoint}/{POOL}/.well-known/jwks.json"


def changed(token):
    """The token with another subject and the signature left as it was."""
    header, _, signature = token.split(".")
    payload = json.dumps(claims(token) | {"sub": "somebody-else"}).encode()
    return ".".join([header, base64.urlsafe_b64encode(payload).rstrip(b"=").decode(), signature])


class WithPyJwt(SandboxTest):
    @classmethod
    def setUpClass(cls):
        cls.keys = jwt.PyJWKClient(KEY_SET)

    def decode(self, token, audience=WEB["id"], issuer=ISSUERS["aws"], algorithms=("RS256",)):
        key = self.keys.get_signing_key_from_jwt(token).key
        return jwt.decode(token, key, algorithms=list(algorithms), audience=audience, issuer=issuer)

    def test_the_id_token_is_accepted(self):
        self.assertEqual(self.decode(COMMON.sign_in()["IdToken"])["cognito:username"], ALICE["username"])

    def test_the_id_token_of_the_local_issuer_is_accepted(self):
        minted = api("POST", "/sandbox/tokens", {"issuer": "local"})
        self.assertEqual(self.decode(minted["id_token"], issuer=ISSUERS["local"])["iss"], ISSUERS["local"])

    def test_the_access_token_has_no_audience(self):
        token = COMMON.sign_in()["AccessToken"]
        self.assertEqual(self.decode(token, audience=None)["client_id"], WEB["id"])
        with self.assertRaises(jwt.MissingRequiredClaimError):
            self.decode(token)

    def test_a_change_is_noticed(self):
        token = changed(COMMON.sign_in()["IdToken"])
        with self.assertRaises(jwt.InvalidSignatureError):
            self.decode(token)

    def test_another_issuer_audience_or_algorithm_is_refused(self):
        token = COMMON.sign_in()["IdToken"]
        for error, other in [
            (jwt.InvalidIssuerError, {"issuer": ISSUERS["local"]}),
            (jwt.InvalidAudienceError, {"audience": SERVER["id"]}),
            (jwt.InvalidAlgorithmError, {"algorithms": ["PS256"]}),
        ]:
            with self.subTest(error=error.__name__), self.assertRaises(error):
                self.decode(token, **other)

    def test_the_refresh_token_is_no_jwt_to_read(self):
        with self.assertRaises(jwt.PyJWTError):
            self.decode(COMMON.sign_in()["RefreshToken"])


class WithJoserfc(SandboxTest):
    @classmethod
    def setUpClass(cls):
        with urllib.request.urlopen(KEY_SET) as reply:
            cls.keys = KeySet.import_key_set(json.load(reply))

    def decode(self, token, audience=WEB["id"], issuer=ISSUERS["aws"]):
        decoded = joserfc_jwt.decode(token, self.keys, algorithms=["RS256"])
        wanted = {"iss": {"essential": True, "value": issuer}, "exp": {"essential": True}}
        if audience:
            wanted["aud"] = {"essential": True, "value": audience}
        joserfc_jwt.JWTClaimsRegistry(**wanted).validate(decoded.claims)
        return decoded.claims

    def test_the_id_token_is_accepted(self):
        self.assertEqual(self.decode(COMMON.sign_in()["IdToken"])["cognito:username"], ALICE["username"])

    def test_the_access_token_has_no_audience(self):
        token = COMMON.sign_in()["AccessToken"]
        self.assertEqual(self.decode(token, audience=None)["client_id"], WEB["id"])
        with self.assertRaises(errors.MissingClaimError):
            self.decode(token)

    def test_a_change_is_noticed(self):
        token = changed(COMMON.sign_in()["IdToken"])
        with self.assertRaises(errors.BadSignatureError):
            self.decode(token)

    def test_another_issuer_or_audience_is_refused(self):
        token = COMMON.sign_in()["IdToken"]
        for other in [{"issuer": ISSUERS["local"]}, {"audience": SERVER["id"]}]:
            with self.subTest(**other), self.assertRaises(errors.InvalidClaimError):
                self.decode(token, **other)


if __name__ == "__main__":
    unittest.main()
