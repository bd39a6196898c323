import type { ReactNode } from "react";
import { capital, countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Choice, Field, Tick } from "../components/field.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Fold } from "../page/section.tsx";
import { Columns } from "./columns.tsx";
import { ROLE_WORDS } from "./roles.ts";
import type { KeptRole, LookedFile, Said } from "./types.ts";
import { bytesText } from "./words.ts";

const ROLES = Object.entries(ROLE_WORDS) as readonly (readonly [KeptRole, string])[];

/** A file as it would be read, and what a person says of it. */
export function FileCard({ file, said, onSay, onLeaveOut, left }: FileCardProps) {
  const { name, bytes, state, error, format, rows, role, question, like, key, outcome, rejected, notes } = file;
  const facts = [format, rows === null ? null : countText(rows, "row"), bytesText(bytes)].filter((one) => one !== null);
  return (
    <section aria-label={name} className="border-t border-line py-4">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <h3 className="text-lg wrap-anywhere">{name}</h3>
          <p className="text-soft">{facts.join(" · ")}</p>
        </div>
        <Button look="quiet" aria-pressed={left} onClick={onLeaveOut}>
          {left ? "Left out" : "Leave it out"}
        </Button>
      </header>
      {left ? null : state === "failed" ? (
        <p className="mt-2 max-w-prose border-l-2 border-harm pl-3" role="alert">
          {capital(error ?? "It could not be read.")} It stays here until you leave it out or bring it again.
        </p>
      ) : state === "reading" ? (
        <div className="mt-3">
          <Skeleton lines={4} title={false} />
        </div>
      ) : (
        <>
          {like === null ? null : (
            <p className="mt-1">
              As {like.files.at(-1)} before: what was said of it is remembered, and rows that are known are updated.
            </p>
          )}
          {question === null ? null : (
            <p className="mt-2 max-w-prose border-l-2 border-accent pl-3" role="status">
              <strong>What is it?</strong> {asked(question)}
            </p>
          )}
          <div className="mt-3 grid gap-x-8 md:grid-cols-2">
            <Choice
              label="It holds"
              value={said.as ?? role ?? ""}
              onChange={({ target }) => onSay({ ...said, as: target.value as KeptRole })}
            >
              {role === null && said.as === null ? <option value="">Choose what it holds</option> : null}
              {ROLES.map(([id, words]) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </Choice>
            <dl className="mb-4 md:mt-6">
              <Fact name="Rows are known by">{key.length === 0 ? "the whole row" : key.join(", ")}</Fact>
              {outcome === null ? null : (
                <Fact name="Won and lost">
                  <Outcome file={file} said={said} onSay={onSay} />
                </Fact>
              )}
              {rejected.total === 0 ? null : (
                <Fact name="Not readable">
                  {countText(rejected.total, "row")}: {rejected.first[0]?.reason ?? ""}
                </Fact>
              )}
            </dl>
          </div>
          <Columns file={file} said={said} onSay={onSay} />
          <Tick
            label="It is complete: what it does not name is gone"
            help="Without this tick it adds rows and updates them, and takes none away."
            checked={said.whole}
            onChange={({ target }) => onSay({ ...said, whole: target.checked })}
          />
          {notes.length + rejected.first.length === 0 ? null : (
            <Fold title={`What is odd in it (${(notes.length + rejected.total).toLocaleString()})`}>
              <ul className="max-w-prose list-disc pl-5">
                {notes.map((text) => (
                  <li key={text} className="py-0.5">
                    {capital(text)}
                  </li>
                ))}
                {rejected.first.map(({ line, column, reason }) => (
                  <li key={`${line} ${column} ${reason}`} className="py-0.5">
                    {line === null ? "" : `Line ${line.toLocaleString()}: `}
                    {reason}
                  </li>
                ))}
              </ul>
            </Fold>
          )}
        </>
      )}
    </section>
  );
}

interface FileCardProps {
  readonly file: LookedFile;
  readonly said: Said;
  readonly onSay: (said: Said) => void;
  readonly left: boolean;
  readonly onLeaveOut: () => void;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-3 py-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-soft">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

/** How won and lost are told apart, and another way to tell them. */
function Outcome({ file: { outcome, columns }, said, onSay }: Pick<FileCardProps, "file" | "said" | "onSay">) {
  const open = said.outcome !== null;
  const [column = "", values = ""] = split(said.outcome ?? outcome?.option ?? "");
  const [won = "", lost = ""] = values.split("/");
  const say = (parts: Partial<Record<"column" | "won" | "lost", string>>): void => {
    const now = { column, won, lost, ...parts };
    onSay({ ...said, outcome: `${now.column}=${now.won}${now.lost === "" ? "" : `/${now.lost}`}` });
  };
  if (!open)
    return (
      <>
        {outcome?.text}{" "}
        <button
          type="button"
          className="text-accent underline underline-offset-4"
          onClick={() => onSay({ ...said, outcome: outcome?.option ?? `${columns[0]?.header ?? ""}=` })}
        >
          Read it another way
        </button>
      </>
    );
  const samples = columns.find(({ header }) => header === column)?.samples ?? [];
  return (
    <div className="max-w-sm">
      <Choice label="Column" value={column} onChange={({ target }) => say({ column: target.value })}>
        {columns.map(({ header }) => (
          <option key={header}>{header}</option>
        ))}
      </Choice>
      <Field
        label="Won is"
        help={`Several are parted by |. In this column: ${samples.join(", ")}`}
        value={won}
        onChange={({ target }) => say({ won: target.value })}
      />
      <Field
        label="Lost is"
        help="Left empty, every other closed deal is lost."
        value={lost}
        onChange={({ target }) => say({ lost: target.value })}
      />
      <Button look="quiet" onClick={() => onSay({ ...said, outcome: null })}>
        Back to the guess
      </Button>
    </div>
  );
}

function split(option: string): readonly [string, string] {
  const at = option.indexOf("=");
  return at < 0 ? [option, ""] : [option.slice(0, at), option.slice(at + 1)];
}

/** The question, without the words that answer it in a terminal. */
function asked(question: string): string {
  return question.replace(/:? say so with --as.*$/, ". Choose it below.");
}
