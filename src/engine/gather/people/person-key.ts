import { createHmac } from "node:crypto";

/** The key of a person: HMAC-SHA-256 of the e-mail (else the CRM's id) under a salt, 128 bits in hex. Without the salt it leads back to nobody. */
export function personKey(identity: string, salt: string): string {
  return createHmac("sha256", salt).update(identity).digest("hex").slice(0, 32);
}
