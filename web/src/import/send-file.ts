import type { Answer } from "../api/ask.ts";

/** Brings a file to the server as it is, and tells how much of it has arrived. Ended by the signal, it answers as a fault. */
export function sendFile(
  upload: string,
  file: File,
  { progress, signal }: { readonly progress: (sent: number) => void; readonly signal: AbortSignal },
): Promise<Answer<{ readonly name: string; readonly bytes: number }>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const failed = (status: number, message: string): void =>
      resolve({ ok: false, fault: { status, code: "upload", message, details: null } });
    request.open("PUT", `/api/imports/${encodeURIComponent(upload)}/files/${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onerror = () => failed(0, "The connection broke off. Is the server running? Drop the file again.");
    request.onabort = () => failed(0, "Stopped. Nothing of it was kept.");
    request.onload = () => {
      const body = request.response as { error?: { message: string }; name: string; bytes: number } | null;
      if (request.status === 200 && body !== null) resolve({ ok: true, value: body });
      else failed(request.status, sentence(body?.error?.message ?? `the server answered ${request.status}`));
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
