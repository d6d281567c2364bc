"""The client's half of SRP-6a as user pools have it: the group of RFC 5054, the key derivation of the service."""

import base64
import datetime
import hashlib
import hmac
import secrets

# The 3072-bit group of RFC 5054.
N_HEX = (
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF"
)
N, G = int(N_HEX, 16), 2


def padded(number):
    """Big-endian, with a zero in front where the first bit would read as a sign."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def digest(*parts):
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest(), "big")


class Exchange:
    def __init__(self, pool):
        self.pool_name = pool.split("_", 1)[1]
        self._secret = secrets.randbelow(1 << 1024) + 1
        self._public = pow(G, self._secret, N)
        self.a = f"{self._public:x}"

    def answer(self, parameters, password):
        user, block = parameters["USER_ID_FOR_SRP"], parameters["SECRET_BLOCK"]
        key = self._key(user, password, int(parameters["SRP_B"], 16), int(parameters["SALT"], 16))
        now = datetime.datetime.now(datetime.timezone.utc)
        timestamp = f"{now:%a %b} {now.day} {now:%H:%M:%S UTC %Y}"
        message = self.pool_name.encode() + user.encode() + base64.b64decode(block) + timestamp.encode()
        return {
            "USERNAME": user,
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(hmac.digest(key, message, "sha256")).decode(),
            "TIMESTAMP": timestamp,
        }

    def _key(self, user, password, public, salt):
        k = digest(padded(N), padded(G))
        u = digest(padded(self._public), padded(public))
        identity = hashlib.sha256(f"{self.pool_name}{user}:{password}".encode()).digest()
        x = digest(padded(salt), identity)
        shared = pow(public - k * pow(G, x, N), self._secret + u * x, N)
        extracted = hmac.digest(padded(u), padded(shared), "sha256")
        return hmac.digest(extracted, b"Caldera Derived Key\x01", "sha256")[:16]
