import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

/** Wrong passwords in a quarter of an hour: for one person from one address, and from one address for anybody. */
const FOR_PERSON = 8;
const FOR_ADDRESS = 60;
const QUARTER = 900;

export interface LoginLimits {
  /** Seconds to wait before the next try; 0: go on. */
  wait(email: string, address: string): Promise<number>;
  failed(email: string, address: string): Promise<void>;
  succeeded(email: string, address: string): Promise<void>;
}

/** Slows down whoever guesses passwords; whoever knows theirs is not kept out by guesses from elsewhere. */
export function loginLimits(): LoginLimits {
  const person = new RateLimiterMemory({ keyPrefix: "person", points: FOR_PERSON, duration: QUARTER });
  const address = new RateLimiterMemory({ keyPrefix: "address", points: FOR_ADDRESS, duration: QUARTER });
  const key = (email: string, from: string): string => `${email.toLowerCase()} ${from}`;
  const left = (found: RateLimiterRes | null, points: number): number =>
    found !== null && found.consumedPoints >= points ? Math.ceil(found.msBeforeNext / 1000) : 0;
  return {
    wait: async (email, from) =>
      Math.max(left(await person.get(key(email, from)), FOR_PERSON), left(await address.get(from), FOR_ADDRESS)),
    failed: async (email, from) => {
      await person.penalty(key(email, from));
      await address.penalty(from);
    },
    succeeded: async (email, from) => {
      await person.delete(key(email, from));
    },
  };
}
