import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { DeclaredAnswers } from "../../../src/declared/answers.ts";
import type { ReadPasted } from "../../../src/declared/pasted/read.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useToast } from "../components/toast.tsx";
import { answersOf, type Typed, typedOf } from "../start/answers.ts";
import { Clone } from "../start/clone.tsx";
import type { Foot } from "../start/foot.ts";
import { Paste } from "../start/paste.tsx";
import { Questions } from "../start/questions.tsx";
import { ReadResult } from "../start/read-result.tsx";
import { Text } from "../start/text.tsx";
import { draftOf } from "../what-if/make-draft.tsx";

interface Declared {
  readonly text: string;
  readonly answers: DeclaredAnswers | null;
  /** False for the template, which nobody has filled in. */
  readonly own: boolean;
}

const PATH = "/api/icp/declared";
const TITLE = "What you believe";

/** A profile before there is data: twelve questions, a text, or companies to clone. The same form changes it later. */
export function StartPage() {
  const line = useLine();
  const may = useMay("editor");
  const { data, error, refetch } = useQuery(queryOf<Declared>(PATH, { line }));
  if (error !== null)
    return (
      <>
        <PageTitle title={TITLE} />
        <ErrorState title="What was declared could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined) return <PageSkeleton />;
  if (!may)
    return (
      <>
        <PageTitle title={TITLE} />
        <EmptyState
          title="Editors and admins write it."
          text="Ask one of them: a profile can begin with what you know, before any deal has closed."
        />
      </>
    );
  return <Form key={line} line={line} kept={data} />;
}

/** What is sent to be built: answers, or a text. */
type Said = { readonly answers: DeclaredAnswers } | { readonly text: string };

function Form({ line, kept }: { readonly line: string; readonly kept: Declared }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [part, setPart] = useState(kept.own && kept.answers === null ? "text" : "questions");
  const [typed, setTyped] = useState<Typed>(typedOf(kept.answers));
  const [text, setText] = useState(kept.text);
  const [pasted, setPasted] = useState("");
  const [companies, setCompanies] = useState("");
  const [found, setFound] = useState<ReadPasted | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const toast = useToast();
  const { busy, fault, send, reset } = useSend<Job>();
  const build = async (said: Said): Promise<void> => {
    const answer = await send("POST", PATH, said, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const take = (read: ReadPasted): void => {
    const before = typed;
    setFound(read);
    setTyped(typedOf(read.answers));
    setPart("questions");
    if (Object.values(before).some((answer) => answer !== ""))
      toast({
        text: "What was read took the place of the answers before.",
        undo: () => {
          setFound(null);
          setTyped(before);
        },
      });
  };
  const ended = (one: Job): void => {
    void client.invalidateQueries();
    const number = draftOf(one);
    void navigate({ to: "/icp", ...(number === null ? {} : { search: { version: number } }) });
  };
  const foot: Foot = { busy: busy || job !== null, fault: fault === null ? null : <FaultLine fault={fault} /> };
  return (
    <>
      <PageTitle
        title={TITLE}
        lead="A profile in five minutes, before there is data. It says of itself that it is a hypothesis, and is held against your deals as they close."
      />
      {job === null ? null : (
        <div className="mb-6">
          <JobProgress id={job} title="Making the draft" onDone={ended} onDismiss={() => setJob(null)} />
        </div>
      )}
      <Tabs
        label="Ways to say it"
        value={part}
        onChange={(id) => {
          reset();
          setPart(id);
        }}
        tabs={[
          {
            id: "questions",
            name: "Twelve questions",
            body: (
              <>
                {found === null ? null : <ReadResult found={found} onClose={() => setFound(null)} />}
                <Questions
                  typed={typed}
                  onType={setTyped}
                  foot={foot}
                  onBuild={() => void build({ answers: answersOf(typed) })}
                  byHand={kept.own && kept.answers === null}
                />
              </>
            ),
          },
          {
            id: "paste",
            name: "An ICP you have",
            body: <Paste pasted={pasted} onPaste={setPasted} onRead={take} />,
          },
          {
            id: "clone",
            name: "Companies you would clone",
            body: (
              <Clone
                companies={companies}
                onCompanies={setCompanies}
                onText={(found) => {
                  setText(found);
                  setPart("text");
                }}
              />
            ),
          },
          {
            id: "text",
            name: "As a text",
            body: <Text text={text} onText={setText} foot={foot} onBuild={() => void build({ text })} />,
          },
        ]}
      />
    </>
  );
}
