// One-time passwords by time, as RFC 6238 has them: what an authenticator app shows.
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function totp(secret, seconds = Date.now() / 1000) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const mac = createHmac("sha1", base32(secret)).update(counter).digest();
  const offset = mac.at(-1) & 15;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}

/** A code that is not the one of now, nor of the minutes around it. */
export function wrongTotp(secret, seconds = Date.now() / 1000) {
  const around = Array.from({ length: 9 }, (_, step) => totp(secret, seconds + (step - 4) * 30));
  return ["000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888", "999999"].find(
    (code) => !around.includes(code),
  );
}

function base32(text) {
  const bits = [...text.replace(/=+$/, "").toUpperCase()].map((letter) =>
    ALPHABET.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/[01]{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
