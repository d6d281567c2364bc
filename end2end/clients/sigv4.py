"""Signs the same requests with botocore and with Quizmint and compares every text on the way to the signature.

    python sigv4.py http://127.0.0.1:3000 [--cases 400] [--seed 1]

Run it with a Python that has botocore: `run.mjs` makes one in target/clients-venv.
"""

import argparse
import datetime
import json
import random
import secrets
import sys
import time
import types
import urllib.error
import urllib.parse
import urllib.request

import botocore
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ACCESS_KEYS = ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "AKIDEXAMPLE"]
SECRETS = ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"]
SERVICES = ["s3", "s3", "s3", "dynamodb", "execute-api", "sts", "lambda", "es", "s3-object-lambda"]
S3_RULES = {"s3", "s3-object-lambda", "s3-outposts"}
REGIONS = ["us-east-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1"]
METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD", "get"]
TEXT = "abcXYZ0189 -._~!$'()*,;:@/?#[]&=%+\"<>|\\^`{}ñéሴ日🙂"
UNRESERVED = "-_.~"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("server")
    arguments.add_argument("--cases", type=int, default=400)
    arguments.add_argument("--seed", type=int)
    given = arguments.parse_args()
    seed = secrets.randbits(32) if given.seed is None else given.seed
    print(f"botocore {botocore.__version__}, {given.cases} cases, seed {seed}")
    chance = random.Random(seed)
    wrong = [number for number in range(given.cases) if not same(given.server, number, a_case(chance))]
    if wrong:
        sys.exit(f"{len(wrong)} of {given.cases} cases differ: {wrong}; repeat with --seed {seed}")
    print(f"all {given.cases} cases are the same")


def a_case(chance):
    service = chance.choice(SERVICES)
    presigned = chance.random() < 0.4
    token = chance.choice([None, "SAMPLE-NOT-A-REAL-TOKEN" + chance.choice(["", "/a+b=="])])
    return {
        "method": chance.choice(METHODS),
        "url": an_address(chance, service, presigned),
        "headers": some_headers(chance),
        "body": "" if presigned else a_text(chance, 40),
        "service": service,
        "region": chance.choice(REGIONS),
        "time": a_moment(chance),
        "credentials": {
            "access_key": chance.choice(ACCESS_KEYS),
            "secret": chance.choice(SECRETS),
            "session_token": token,
        },
        "presign_seconds": chance.choice([1, 60, 3600, 604800]) if presigned else None,
        "unsigned_payload": not presigned and service in S3_RULES and chance.random() < 0.3,
    }


def an_address(chance, service, presigned):
    scheme = chance.choice(["https", "https", "http"])
    port = chance.choice(["", "", "", ":443", ":80", ":8443"])
    host = chance.choice(["example.com", "Bucket.S3.amazonaws.com", "127.0.0.1", f"{service}.us-east-1.amazonaws.com"])
    return f"{scheme}://{host}{port}{a_path(chance, service)}{a_query(chance, presigned)}"


def a_path(chance, service):
    # botocore leaves an empty path to S3 empty, where the service reads a slash.
    if service not in S3_RULES and chance.random() < 0.1:
        return ""
    odd = ["", ".", "..", "%25", "a%2Fb"]
    segments = [
        chance.choice(odd) if chance.random() < 0.3 else urllib.parse.quote(a_text(chance, 8), safe=UNRESERVED)
        for _ in range(chance.randrange(6))
    ]
    return "/" + "/".join(segments) + chance.choice(["", "", "/", "//"])


def a_query(chance, presigned):
    quote = lambda text: urllib.parse.quote(text, safe=UNRESERVED)
    pairs = [(quote(a_text(chance, 6)) or "x", quote(a_text(chance, 6))) for _ in range(chance.randrange(5))]
    if presigned:
        # botocore keeps one of several values of a name when it presigns.
        pairs = list(dict(pairs).items())
    elif pairs and chance.random() < 0.4:
        pairs.append((pairs[0][0], quote(a_text(chance, 4))))
    without_value = not presigned and chance.random() < 0.3
    written = [name if without_value and not value else f"{name}={value}" for name, value in pairs]
    return "?" + "&".join(written) if written else ""


def some_headers(chance):
    names = ["X-Amz-Meta-One", "x-amz-acl", "Content-Type", "Range", "My-Header", "my-header", "a.b_c", "User-Agent", "Expect"]
    names += ["X-Amzn-Trace-Id", "X-Amz-Target", "Content-MD5", "TE"]
    # A header's value is the visible ASCII that HTTP carries unharmed.
    value = lambda: "".join(chance.choice("abc XYZ  019,;=\"'\t/") for _ in range(chance.randrange(12)))
    return [{"name": chance.choice(names), "value": value()} for _ in range(chance.randrange(6))]


def a_text(chance, longest):
    return "".join(chance.choice(TEXT) for _ in range(chance.randrange(longest)))


def a_moment(chance):
    moment = datetime.datetime(2013, 1, 1) + datetime.timedelta(seconds=chance.randrange(20 * 365 * 86400))
    return moment.strftime("%Y%m%dT%H%M%SZ")


def same(server, number, case):
    expected, found = by_botocore(case), by_quizmint(server, case)
    differing = [name for name in expected if expected[name] != found.get(name)]
    for name in differing:
        print(f"case {number}: {name}\n  botocore {expected[name]!r}\n  quizmint {found.get(name)!r}")
    if differing:
        print(f"  case {json.dumps(case)}")
    return not differing


def by_botocore(case):
    moment = datetime.datetime.strptime(case["time"], "%Y%m%dT%H%M%SZ")
    auth.get_current_datetime = lambda *_, **__: moment
    request = AWSRequest(method=case["method"], url=case["url"], data=case["body"].encode())
    for header in case["headers"]:
        request.headers.add_header(header["name"], header["value"])
    unsigned = case["unsigned_payload"]
    request.context["client_config"] = types.SimpleNamespace(s3={"payload_signing_enabled": not unsigned})
    given = case["credentials"]
    credentials = Credentials(given["access_key"], given["secret"], given["session_token"])
    signer, canonical = a_signer(case, credentials)
    signer.add_auth(request)
    signed = {
        "canonical_request": canonical[-1],
        "string_to_sign": signer.string_to_sign(request, canonical[-1]),
    }
    if case["presign_seconds"]:
        return signed | {"presigned_url": request.url, "signature": request.url.rpartition("=")[2]}
    authorization = request.headers["Authorization"]
    return signed | {"authorization": authorization, "signature": authorization.rpartition("=")[2]}


def a_signer(case, credentials):
    """botocore's own signer for the case, and the list into which it writes its canonical requests."""
    s3, presigned = case["service"] in S3_RULES, case["presign_seconds"]
    kinds = {
        (True, True): auth.S3SigV4QueryAuth,
        (True, False): auth.S3SigV4Auth,
        (False, True): auth.SigV4QueryAuth,
        (False, False): auth.SigV4Auth,
    }
    kind, canonical = kinds[s3, bool(presigned)], []

    class Watched(kind):
        def canonical_request(self, request):
            canonical.append(super().canonical_request(request))
            return canonical[-1]

    expires = {"expires": presigned} if presigned else {}
    return Watched(credentials, case["service"], case["region"], **expires), canonical


def by_quizmint(server, case):
    body = json.dumps(case).encode()
    request = urllib.request.Request(
        f"{server.rstrip('/')}/api/v1/sandbox/sigv4", data=body, headers={"Content-Type": "application/json"}
    )
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            if error.code != 429:
                return {"refused": f"{error.code} {error.read().decode()}"}
            time.sleep(float(error.headers.get("Retry-After") or 1))


if __name__ == "__main__":
    main()
