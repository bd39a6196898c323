import { useState } from "react";
import type { Fault, Query } from "../api/ask.ts";
import { sendFile } from "./send-file.ts";

export const FILES = ".csv,.tsv,.txt,.json,.ndjson,.jsonl,.xlsx,.parquet,.gz";

/** A batch that is sent, and what came of it; it stays while another one is on its way. */
export function useBatch<T>(path: string) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [result, setResult] = useState<T | null>(null);
  const send = async (file: File | null, query: Query): Promise<void> => {
    setBusy(true);
    setFault(null);
    const answer = await sendFile<T>(path, file, query);
    setBusy(false);
    if (answer.ok) setResult(answer.value);
    else setFault(answer.fault);
  };
  return { busy, fault, result, send };
}
