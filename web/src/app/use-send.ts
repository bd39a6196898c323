import { useState } from "react";
import { type Answer, ask, type Fault, type Query } from "../api/ask.ts";

export interface Send<T> {
  readonly busy: boolean;
  readonly fault: Fault | null;
  readonly send: (
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    query?: Query,
  ) => Promise<Answer<T>>;
  readonly reset: () => void;
}

/** A change that a form sends: whether it is on its way, and why it was refused. */
export function useSend<T>(): Send<T> {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  return {
    busy,
    fault,
    reset: () => setFault(null),
    send: async (method, path, body, query = {}) => {
      setBusy(true);
      setFault(null);
      const answer = await ask<T>(method, path, { body, query });
      setBusy(false);
      if (!answer.ok) setFault(answer.fault);
      return answer;
    },
  };
}
