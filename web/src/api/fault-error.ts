import type { Answer, Fault } from "./ask.ts";

/** What TanStack Query wants thrown, with the fault that it carries. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** The value, for a query: a fault is thrown. */
export function orThrow<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new FaultError(answer.fault);
}

/** Whatever was thrown, as a fault. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const message = error instanceof Error ? error.message : String(error);
  return { status: 0, code: "broken", message: `Something in this page went wrong: ${message}.`, details: null };
}
