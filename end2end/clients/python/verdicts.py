"""Reads the gallery from standard input and prints how PyJWT and joserfc judge each of its cases.

Each is asked as its documentation shows: one issuer, one client, RS256 alone.
"""

import json
import sys
from importlib.metadata import version

import jwt
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import KeySet


def with_pyjwt(gallery):
    keys = jwt.PyJWKSet.from_dict(gallery["jwks"])

    def check(case):
        key = keys[jwt.get_unverified_header(case["token"])["kid"]]
        # An access token has no audience that one could ask for.
        audience = gallery["client"] if case["kind"] == "id" else None
        jwt.decode(case["token"], key, algorithms=["RS256"], audience=audience, issuer=gallery["issuer"])

    return check


def with_joserfc(gallery):
    keys = KeySet.import_key_set(gallery["jwks"])

    def check(case):
        decoded = joserfc_jwt.decode(case["token"], keys, algorithms=["RS256"])
        wanted = {"iss": {"essential": True, "value": gallery["issuer"]}, "exp": {"essential": True}}
        if case["kind"] == "id":
            wanted["aud"] = {"essential": True, "value": gallery["client"]}
        joserfc_jwt.JWTClaimsRegistry(**wanted).validate(decoded.claims)

    return check


def verdict(check, case):
    try:
        check(case)
        return "accepted"
    # Whatever a library raises, also where it fails at an odd token: the token was not accepted.
    except Exception:
        return "refused"


def main():
    gallery = json.load(sys.stdin)
    answers = []
    for name, judge in [("PyJWT", with_pyjwt), ("joserfc", with_joserfc)]:
        check = judge(gallery)
        verdicts = {case["id"]: verdict(check, case) for case in gallery["cases"]}
        answers.append({"name": name, "version": version(name), "verdicts": verdicts})
    json.dump(answers, sys.stdout)


main()
