import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { LongField } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { type Messaging, messagingQuery } from "./query.ts";
import type { Part } from "./starters.ts";

interface CopyBlockProps {
  readonly place: string;
  readonly part: Part;
  readonly kept: Messaging["blocks"][string] | null;
  readonly may: boolean;
}

/** A text for a kind of company: read, copied, written. Until somebody has, its first words stand there in lighter type. */
export function CopyBlock({ place, part: { name, help, starter }, kept, may }: CopyBlockProps) {
  const line = useLine();
  const id = useId();
  const client = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState<string | null>(null);
  const { busy, fault, send } = useSend<Messaging>();
  const keep = async (words: string): Promise<void> => {
    const before = kept?.text ?? "";
    const answer = await send("PUT", "/api/icp/messaging", { place, text: words }, { line });
    if (!answer.ok) return;
    client.setQueryData(messagingQuery(line).queryKey, answer.value);
    setText(null);
    toast({ text: words === "" ? `${name} is empty again.` : `${name} is kept.`, undo: () => keep(before) });
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(kept?.text ?? "");
    toast({ text: "Copied." });
  };
  return (
    <section aria-labelledby={id} className="border-b border-line py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h4 id={id} className="text-sm font-semibold">
          {name}
        </h4>
        {text === null ? (
          <span className="no-print -mr-3 flex">
            {kept === null ? null : (
              <Button look="quiet" onClick={() => void copy()} aria-label={`Copy: ${name}`}>
                Copy
              </Button>
            )}
            {may ? (
              <Button
                look="quiet"
                onClick={() => setText(kept?.text ?? starter)}
                aria-label={`${kept === null ? "Write it" : "Change"}: ${name}`}
              >
                {kept === null ? "Write it" : "Change"}
              </Button>
            ) : null}
          </span>
        ) : null}
      </div>
      {text === null ? (
        <>
          <p className={`wrap-anywhere whitespace-pre-line ${kept === null ? "text-soft" : ""}`}>
            {kept?.text ?? starter}
          </p>
          {kept === null ? null : (
            <p className="text-xs text-soft">
              {kept.by}, {dayText(kept.at)}
            </p>
          )}
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void keep(text);
          }}
        >
          <LongField
            label={name}
            help={help}
            maxLength={5000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <FaultLine fault={fault} />
          <div className="flex gap-2">
            <Button type="submit" look="main" busy={busy}>
              Keep it
            </Button>
            <Button onClick={() => setText(null)}>Leave it as it is</Button>
          </div>
        </form>
      )}
    </section>
  );
}
