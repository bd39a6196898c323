import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Bits of a token in a link: nobody guesses 2^256. */
const BYTES = 32;

/** A token for a link, and what is kept of it. */
export function makeToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(BYTES).toString("base64url");
  return { token, hash: hashOf(token) };
}

/** Hex SHA-256: enough for a random token, which cannot be guessed from a list. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether two tokens are the same, in the same time whatever they hold. */
export function sameToken(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)));
}
