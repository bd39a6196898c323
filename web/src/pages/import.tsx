import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../api/ask.ts";
import { queryOf } from "../api/queries.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { countText, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { useToast } from "../components/toast.tsx";
import { DropZone } from "../import/drop-zone.tsx";
import { History } from "../import/history.tsx";
import { Rejections } from "../import/rejections.tsx";
import { Result } from "../import/result.tsx";
import { sendFile } from "../import/send-file.ts";
import { type Sending, Sendings } from "../import/sendings.tsx";
import type { ImportLog, ImportResult, Upload } from "../import/types.ts";
import { UploadView } from "../import/upload-view.tsx";
import { Section } from "../page/section.tsx";

const waitingQuery = queryOf<ImportLog>("/api/imports", { limit: 1 });

/** Files into the workspace: dropped, looked at, mended, imported; and everything that came before. */
export function ImportPage() {
  const may = useMay("editor");
  const { upload = null } = useSearch({ from: "/shell/import" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [rejections, setRejections] = useState<number | null>(null);
  const open = (id: string | null): Promise<void> =>
    navigate({ to: "/import", search: id === null ? {} : { upload: id }, replace: true });

  const bring = async (files: readonly File[]): Promise<void> => {
    setResult(null);
    let id = upload;
    if (id === null) {
      const begun = await ask<{ readonly id: string }>("POST", "/api/imports");
      if (!begun.ok) return toast({ text: begun.fault.message });
      id = begun.value.id;
    }
    const change = (name: string, part: Partial<Sending>): void =>
      setSending((all) => all.map((one) => (one.name === name ? { ...one, ...part } : one)));
    setSending(files.map(({ name, size }) => ({ name, bytes: size, sent: 0, fault: null })));
    const { signal } = new AbortController();
    let arrived = 0;
    for (const file of files) {
      const answer = await sendFile(id, file, { progress: (sent) => change(file.name, { sent }), signal });
      if (answer.ok) arrived += 1;
      change(file.name, answer.ok ? { sent: file.size } : { fault: answer.fault.message });
    }
    setSending((all) => all.filter(({ fault }) => fault !== null));
    await client.invalidateQueries({ queryKey: [`/api/imports/${id}`] });
    if (arrived > 0) await open(id);
  };
  const ended = async (done: ImportResult, left: boolean): Promise<void> => {
    setResult(done);
    // An upload of which nothing is left is gone: nobody asks for it again.
    if (!left) {
      await open(null);
      client.removeQueries({ queryKey: [`/api/imports/${upload}`] });
    }
    await client.invalidateQueries();
  };

  return (
    <>
      <PageTitle
        title="Import"
        lead="Exports go in as often as you like: rows that are known are updated, and what they were is kept."
      />
      {may ? (
        <>
          {result === null ? null : (
            <div className="mb-8">
              <Result result={result} onRejections={setRejections} onClose={() => setResult(null)} />
            </div>
          )}
          <DropZone
            small={upload !== null || result !== null}
            disabled={sending.some(({ fault }) => fault === null)}
            onFiles={(files) => void bring(files)}
          />
          <Sendings files={sending} />
          {upload === null ? (
            <Waiting onOpen={(id) => void open(id)} />
          ) : (
            <UploadView
              key={upload}
              id={upload}
              onDone={(done, left) => void ended(done, left)}
              onGone={() => void open(null)}
            />
          )}
        </>
      ) : (
        <EmptyState
          title="Editors and admins import."
          text="You see what was imported, and which rows were not taken. Ask one of them to bring a newer export."
        />
      )}
      <Section id="history" title="Every import" lead="the newest first; a row opens what was rejected">
        <History onRejections={setRejections} />
      </Section>
      {rejections === null ? null : <Rejections id={rejections} onClose={() => setRejections(null)} />}
    </>
  );
}

/** Uploads that nobody imported yet. */
function Waiting({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const { data } = useQuery({ ...waitingQuery, staleTime: 0 });
  const waiting = (data?.waiting ?? []).filter(({ files }) => files.length > 0);
  if (waiting.length === 0) return null;
  return (
    <ul className="mt-4" aria-label="Uploads that wait">
      {waiting.map((one) => (
        <li
          key={one.id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2"
        >
          <p className="min-w-0">
            <strong>{namesOf(one)}</strong>{" "}
            <span className="text-soft">
              brought by {one.by}, {dayText(one.at, true)}; not imported yet
            </span>
          </p>
          <Button onClick={() => onOpen(one.id)}>Go on with it</Button>
        </li>
      ))}
    </ul>
  );
}

function namesOf({ files }: Upload): string {
  const [first, ...rest] = files;
  return first === undefined
    ? "nothing"
    : rest.length === 0
      ? first.name
      : `${first.name} and ${countText(rest.length, "more", "more")}`;
}
