import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { CheckResult } from "../accounts/check-result.tsx";
import { type Answers, QuestionForm } from "../accounts/question-form.tsx";
import { site } from "../accounts/site.ts";
import { type Account, answersQuery, checkQuery, questionsQuery } from "../api/accounts.ts";
import { faultOf } from "../api/fault-error.ts";
import { useInForce } from "../app/in-force.ts";
import { levelOf } from "../app/levels.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Icon } from "../components/icon.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Section } from "../page/section.tsx";

/** Is this company one for us: by what is known of it, or by a few answers. */
export function CheckPage() {
  const line = useLine();
  const inForce = useInForce();
  const { q = "" } = useSearch({ from: "/shell/check" });
  if (!inForce) return <NoProfile title="Check" />;
  return (
    <>
      <PageTitle title="Check" lead="Is this company one for us?" />
      <SearchForm key={q} q={q} />
      {q === "" ? <ByAnswers line={line} /> : <ByName line={line} q={q} />}
    </>
  );
}

function SearchForm({ q }: { readonly q: string }) {
  const navigate = useNavigate();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("q") ?? "").trim();
    void navigate({ to: "/check", search: typed === "" ? {} : { q: typed } });
  };
  return (
    <search className="mb-6 block max-w-[40rem]">
      <form onSubmit={submit} className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <span className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-soft">
            <Icon name="search" />
          </span>
          <input
            type="search"
            name="q"
            aria-label="Domain, website, e-mail or name"
            placeholder="acme.com, or a name"
            defaultValue={q}
            maxLength={300}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="search"
            className="block min-h-10 w-full rounded-md border border-edge bg-paper py-1 pr-2 pl-9 text-lg placeholder:text-soft"
          />
        </div>
        <Button type="submit" look="main" className="min-h-10">
          Check
        </Button>
      </form>
    </search>
  );
}

function ByName({ line, q }: { readonly line: string; readonly q: string }) {
  const { data, error, refetch } = useQuery(checkQuery(line, q));
  if (error !== null)
    return <ErrorState title="It could not be checked" fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={8} />;
  if (data.account !== null && data.checked !== null)
    return (
      <>
        <h2 className="mb-3 text-lg">
          {data.account.name ?? data.account.key}{" "}
          <span className="font-normal text-soft">{site(data.account.website)}</span>
        </h2>
        <CheckResult told={data.checked} account={data.account} />
      </>
    );
  if (data.found === "several") return <Candidates q={q} candidates={data.candidates} />;
  return (
    <>
      <div className="mb-6">
        <EmptyState title="No account is called that." text={closed(data.why ?? "")} />
      </div>
      <ByAnswers line={line} />
    </>
  );
}

function closed(sentence: string): string {
  return sentence === "" || /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The server tells no more of them. */
const MOST = 20;

/** Accounts that may be meant: one is chosen. */
function Candidates({ q, candidates }: { readonly q: string; readonly candidates: readonly Account[] }) {
  return (
    <Section
      id="which"
      title="Which one?"
      lead={`${countText(candidates.length, "account is", "accounts are")} like "${q}"${candidates.length < MOST ? "" : ", and maybe more"}`}
    >
      <ul>
        {candidates.map(({ source, key, name, website, fit, level }) => (
          <li key={`${source}:${key}`} className="border-b border-line">
            <Link
              to="/accounts/$source/$key"
              params={{ source, key }}
              className="flex min-h-10 flex-wrap items-center gap-x-3 py-1 -outline-offset-2 hover:bg-wash"
            >
              <strong>{name ?? key}</strong>
              <span className="text-soft">{site(website)}</span>
              <span className="ml-auto flex gap-2 whitespace-nowrap">
                {fit ?? ""} <LevelBadge level={levelOf(level)} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-4">
        <Link to="/check" search={{}} className="text-accent underline underline-offset-4">
          None of these: answer questions about it
        </Link>
      </p>
    </Section>
  );
}

/** The score of a company nobody imported, anew with every answer. */
function ByAnswers({ line }: { readonly line: string }) {
  const [answers, setAnswers] = useState<Answers>({});
  const questions = useQuery(questionsQuery(line));
  const given = Object.keys(answers).length > 0;
  const { data, error, refetch } = useQuery({
    ...answersQuery(line, answers),
    enabled: given,
    placeholderData: keepPreviousData,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another profile asks other questions
  useEffect(() => setAnswers({}), [line]);
  if (questions.error !== null)
    return (
      <ErrorState
        title="The questions could not be read"
        fault={faultOf(questions.error)}
        onRetry={() => void questions.refetch()}
      />
    );
  if (questions.data === undefined) return <Skeleton lines={8} />;
  const all = questions.data.items;
  if (all.length === 0)
    return <EmptyState title="This profile asks nothing." text="It has no score that answers could add up to." />;
  const told = given ? (data ?? null) : null;
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
      <Section id="questions" title="Answer what you know" lead="the most telling first" className="mt-0">
        <QuestionForm questions={all} answers={answers} onChange={setAnswers} />
      </Section>
      <div className="min-w-0 lg:mt-8" id="answer">
        {error !== null ? (
          <ErrorState title="It could not be scored" fault={faultOf(error)} onRetry={() => void refetch()} />
        ) : told === null ? (
          <EmptyState
            title="No answer yet."
            text="The fit stands here with the first answer, and moves with each one after it."
          />
        ) : (
          <CheckResult told={told} account={null} />
        )}
      </div>
      {told === null || told.fit === null ? null : (
        <a
          href="#answer"
          className="no-print fixed inset-x-0 bottom-14 z-20 flex min-h-12 items-center justify-between border-t border-line bg-raised px-4 lg:hidden"
        >
          <span>
            <strong className="text-xl">{told.fit}</strong> <span className="text-soft">of 100</span>{" "}
            <LevelBadge level={levelOf(told.level)} />
          </span>
          <span className="text-accent">Why</span>
        </a>
      )}
    </div>
  );
}
