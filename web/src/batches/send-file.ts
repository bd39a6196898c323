import { type Answer, addressOf, type Query, readAnswer } from "../api/ask.ts";

/** Sends a file as the body of a request; null for none. */
export async function sendFile<T>(path: string, file: File | null, query: Query): Promise<Answer<T>> {
  const named = file === null ? query : { ...query, name: plainName(file.name) };
  try {
    const response = await fetch(addressOf(path, named), {
      method: "POST",
      credentials: "same-origin",
      headers: { accept: "application/json", "content-type": "application/octet-stream" },
      ...(file === null ? {} : { body: file }),
    });
    return await readAnswer<T>(response);
  } catch {
    const message = "The file did not arrive. Is the server running, and does the file still lie where it was chosen?";
    return { ok: false, fault: { status: 0, code: "offline", message, details: null } };
  }
}

/** A name that the server takes: its letters, digits and ending. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._()-]/gu, " ").trim();
  return /^[\p{L}\p{N}]/u.test(plain) ? plain.slice(-90) : `batch ${plain.slice(-90)}`;
}
