import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import type { DeclaredAnswers } from "../../../src/declared/answers.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { capital } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Field, LongField } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { answersOf, type Typed, typedOf } from "../start/answers.ts";
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
  const [job, setJob] = useState<string | null>(null);
  const { busy, fault, send, reset } = useSend<Job>();
  const build = async (said: Said): Promise<void> => {
    const answer = await send("POST", PATH, said, { line });
    if (answer.ok) setJob(answer.value.id);
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
              <Questions
                typed={typed}
                onType={setTyped}
                foot={foot}
                onBuild={() => void build({ answers: answersOf(typed) })}
                byHand={kept.own && kept.answers === null}
              />
            ),
          },
          {
            id: "text",
            name: "As a text",
            body: <Text text={text} onText={setText} foot={foot} onBuild={() => void build({ text })} />,
          },
          {
            id: "clone",
            name: "Companies you would clone",
            body: (
              <Clone
                onText={(found) => {
                  setText(found);
                  setPart("text");
                }}
              />
            ),
          },
        ]}
      />
    </>
  );
}

interface Foot {
  readonly busy: boolean;
  readonly fault: ReactNode;
}

interface QuestionsProps {
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly foot: Foot;
  readonly onBuild: () => void;
  /** The text was changed by hand since: answers would take its place. */
  readonly byHand: boolean;
}

const COMMAS = "separated by commas";

function Questions({ typed, onType, foot, onBuild, byHand }: QuestionsProps) {
  const put = (key: keyof Typed) => ({
    value: typed[key],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onType({ ...typed, [key]: target.value }),
  });
  return (
    <form
      className="max-w-[44rem]"
      onSubmit={(event) => {
        event.preventDefault();
        onBuild();
      }}
    >
      {byHand ? (
        <p className="mb-4 border-l-2 border-accent py-1 pl-4">
          The text was written by hand. What you answer here takes its place.
        </p>
      ) : null}
      <Question n={1} ask="What goes wrong for them without you?">
        <LongField
          label="The problem"
          help="In their words, in a sentence or two"
          maxLength={2000}
          {...put("problem")}
        />
      </Question>
      <Question n={2} ask="Who feels it most?">
        <Field
          label="Job titles of those who would use it"
          help={capital(COMMAS)}
          placeholder="Controller, Analyst"
          {...put("feels")}
        />
      </Question>
      <Question n={3} ask="Who decides?">
        <div className="grid gap-x-6 sm:grid-cols-2">
          <Field label="Who signs" help={capital(COMMAS)} placeholder="CFO" {...put("buyers")} />
          <Field
            label="Who argues for you inside"
            help={capital(COMMAS)}
            placeholder="Head of FP&A"
            {...put("champions")}
          />
        </div>
      </Question>
      <Question n={4} ask="Which industries are the best?">
        <Field
          label="The best industries"
          help={`As your data spell them, ${COMMAS}`}
          placeholder="Fintech, Insurance"
          {...put("industries")}
        />
      </Question>
      <Question n={5} ask="Which are nearly as good?">
        <Field
          label="Industries beside these"
          help={`They earn half the points; ${COMMAS}`}
          placeholder="Banking"
          {...put("near")}
        />
      </Question>
      <Question n={6} ask="How large are they?">
        <div className="grid grid-cols-2 gap-x-6">
          <Field label="Employees, from" inputMode="numeric" placeholder="50" {...put("from")} />
          <Field label="Employees, to" inputMode="numeric" placeholder="500" {...put("to")} />
        </div>
      </Question>
      <Question n={7} ask="Where are they?">
        <Field label="Countries" help={capital(COMMAS)} placeholder="Germany, France" {...put("countries")} />
      </Question>
      <Question n={8} ask="What must they run for you to work well?">
        <Field label="Tools they should have" help={capital(COMMAS)} placeholder="Salesforce, SAP" {...put("tools")} />
      </Question>
      <Question n={9} ask="What happens before they buy?">
        <Field
          label="Triggers"
          help={`As a column named Trigger would say it, ${COMMAS}`}
          placeholder="New CFO, New funding"
          {...put("triggers")}
        />
      </Question>
      <Question n={10} ask="Which tools tell you that they will not switch?">
        <Field label="Red-flag tools" help={capital(COMMAS)} placeholder="Anaplan" {...put("red_flags")} />
      </Question>
      <Question n={11} ask="Who is out, whatever else is true?">
        <div className="grid gap-x-6 sm:grid-cols-3">
          <Field label="Fewer employees than" inputMode="numeric" placeholder="20" {...put("floor")} />
          <Field label="Industries" placeholder="Hospitals" {...put("not_industries")} />
          <Field label="Countries not served" placeholder="Brazil" {...put("not_countries")} />
        </div>
      </Question>
      <Question n={12} ask="Whom else should nobody sell to?">
        <LongField
          label="Others to leave alone"
          help="One a line. No file tells it, so sellers are shown it and ask."
          placeholder="Agencies that resell to others"
          {...put("not")}
        />
      </Question>
      {foot.fault}
      <div className="mt-4 flex items-center gap-4">
        <Button type="submit" look="main" busy={foot.busy}>
          Make the draft
        </Button>
        <span className="text-soft">Leave out what you do not know.</span>
      </div>
    </form>
  );
}

function Question({ n, ask, children }: { readonly n: number; readonly ask: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-4 border-t border-line pt-4 sm:grid-cols-[2rem_minmax(0,1fr)]">
      <p className="text-xl text-soft max-sm:hidden" aria-hidden="true">
        {n}
      </p>
      <div className="min-w-0">
        <h2 id={id} className="mb-2 text-lg">
          {ask}
        </h2>
        {children}
      </div>
    </section>
  );
}

interface TextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly foot: Foot;
  readonly onBuild: () => void;
}

function Text({ text, onText, foot, onBuild }: TextProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onBuild();
      }}
    >
      <LongField
        label="The declared ICP"
        help={
          <>
            As <code>openicp declare</code> writes it: bands with points of your own, who buys inside, whom to leave
            alone. The highest points of all attributes sum to 100.
          </>
        }
        rows={24}
        spellCheck={false}
        style={{ fontFamily: "var(--font-mono)", fontSize: "0.8125rem", lineHeight: "1.25rem" }}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      {foot.fault}
      <Button type="submit" look="main" busy={foot.busy} disabled={text.trim() === ""}>
        Make the draft
      </Button>
    </form>
  );
}

function Clone({ onText }: { readonly onText: (text: string) => void }) {
  const [companies, setCompanies] = useState("");
  const { busy, fault, send } = useSend<{ readonly text: string }>();
  const submit = async (): Promise<void> => {
    const answer = await send("POST", `${PATH}/text`, { companies });
    if (answer.ok) onText(answer.value.text);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LongField
        label="Ten companies you would clone"
        help="Copied from a spreadsheet, a company a row, the first row with the names of the columns: website, industry, employees, country, tools. What most of them have in common becomes a text that you can change."
        rows={12}
        spellCheck={false}
        placeholder={"Website\tIndustry\tEmployees\tCountry\nnordbank.example\tFintech\t220\tGermany"}
        style={{ fontFamily: "var(--font-mono)", fontSize: "0.8125rem" }}
        value={companies}
        onChange={({ target }) => setCompanies(target.value)}
      />
      <p className="mb-4 text-soft">
        It shows whom you would like to have, not who buys: companies that you never called cannot be in it.
      </p>
      <FaultLine fault={fault} />
      <Button type="submit" look="main" busy={busy} disabled={companies.trim() === ""}>
        What do they have in common
      </Button>
    </form>
  );
}
