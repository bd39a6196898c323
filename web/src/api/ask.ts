/** Why a request was not answered: the server's sentence, or ours where no server answered. */
export interface Fault {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  /** A sentence for people: what happened, and what to do. */
  readonly message: string;
  readonly details: unknown;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** What is asked for by name; a list is named once for each of its values, empty ones among them. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

interface Asked {
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Asks the server. An answer that is no success is a value too; nothing is thrown but what a cancelled request throws. */
export async function ask<T>(method: Method, path: string, asked: Asked = {}): Promise<Answer<T>> {
  const { query, body, signal } = asked;
  const init: RequestInit = { method, credentials: "same-origin", headers: { accept: "application/json" } };
  if (signal !== undefined) init.signal = signal;
  // Every change says that it is JSON, also without a body: no form of another site can.
  if (method !== "GET") {
    init.headers = { accept: "application/json", "content-type": "application/json" };
    init.body = JSON.stringify(body ?? {});
  }
  let response: Response;
  try {
    response = await fetch(addressOf(path, query), init);
  } catch (error) {
    if (signal?.aborted) throw error;
    return failed(0, "offline", "The server does not answer. Is it running, and is this computer online?");
  }
  return readAnswer<T>(response);
}

/** The path with what is asked for; what is null or empty is left out. */
export function addressOf(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || value === "") return [];
    return typeof value === "object" ? value.map((one) => [name, one]) : [[name, String(value)]];
  });
  const search = new URLSearchParams(given).toString();
  return search === "" ? path : `${path}?${search}`;
}

/** What the server answered, or why it did not. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const value = parsed(text);
  if (response.ok) return { ok: true, value: value as T };
  const said = errorOf(value);
  if (said !== null) return failed(response.status, said.code, sentence(said.message), said.details);
  return failed(
    response.status,
    "broken",
    `The server answered ${response.status} without saying why. Its log, in the terminal it runs in, has the rest.`,
  );
}

function failed(status: number, code: string, message: string, details: unknown = null): Answer<never> {
  return { ok: false, fault: { status, code, message, details } };
}

function parsed(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorOf(
  value: unknown,
): { readonly code: string; readonly message: string; readonly details?: unknown } | null {
  if (typeof value !== "object" || value === null || !("error" in value)) return null;
  const { error } = value;
  if (typeof error !== "object" || error === null || !("message" in error) || !("code" in error)) return null;
  const { code, message } = error;
  return { code: String(code), message: String(message), details: "details" in error ? error.details : null };
}

/** The server's sentences begin small and end open, as those of the command line do. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
