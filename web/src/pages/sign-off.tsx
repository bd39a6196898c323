import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Asked, type Claim, type SignOff, signOffPath, signOffQuery, TEAMS } from "../api/decisions.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf, versionsQuery } from "../api/queries.ts";
import type { Items, Person } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Choice, Field, LongField, Tick } from "../components/field.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { Section } from "../page/section.tsx";
import { STATE_WORDS } from "./icp.tsx";

/** What a version claims, who was asked about it, and what they say. */
export function SignOffPage() {
  const line = useLine();
  const { version = null } = useSearch({ from: "/shell/icp/sign-off" });
  const versions = useQuery(versionsQuery(line));
  const all = versions.data?.items ?? [];
  const number = version ?? all.find(({ state }) => state === "draft")?.number ?? all[0]?.number ?? null;
  const { data, error, refetch } = useQuery({ ...signOffQuery(line, number ?? 0), enabled: number !== null });
  const may = useMay("editor");
  const [asking, setAsking] = useState(false);
  const fault = error ?? versions.error;
  if (fault !== null)
    return (
      <>
        <PageTitle title="Sign-off" />
        <ErrorState title="What it claims could not be read" fault={faultOf(fault)} onRetry={() => void refetch()} />
      </>
    );
  if (versions.data !== undefined && all.length === 0) return <NoProfile title="Sign-off" />;
  if (data === undefined) return <PageSkeleton />;
  const state = all.find((one) => one.number === data.number)?.state ?? null;
  const own = data.asked.filter(({ own: mine }) => mine);
  return (
    <>
      <PageTitle
        title={`Sign-off of version ${data.number}`}
        lead={
          <>
            {state === null ? "" : `${capital(STATE_WORDS[state])} · `}
            <Standing asked={data.asked} /> ·{" "}
            <Link to="/icp" search={{ version: data.number }} className="text-accent underline underline-offset-4">
              read the version
            </Link>
          </>
        }
      >
        {may ? (
          <>
            <Button onClick={() => setAsking(true)}>Ask somebody</Button>
            {state === "draft" ? (
              <Link to="/versions" className={buttonClass("main")}>
                Approve
              </Link>
            ) : null}
          </>
        ) : null}
      </PageTitle>
      {own.length === 0 ? null : <Mine own={own} data={data} />}
      <Section id="claims" title="What it claims" lead={countText(data.claims.length, "claim")}>
        <ol>
          {data.claims.map((claim) => (
            <ClaimLine key={claim.id} claim={claim} asked={data.asked.filter((one) => one.claim === claim.id)} />
          ))}
        </ol>
      </Section>
      <People data={data} />
      {asking ? <Ask data={data} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** People, each with their answers. */
function byPerson(asked: readonly Asked[]): readonly { readonly person: string; readonly own: readonly Asked[] }[] {
  return [...new Set(asked.map(({ person }) => person))].map((person) => ({
    person,
    own: asked.filter((one) => one.person === person),
  }));
}

function isOpen({ answered_at }: Asked): boolean {
  return answered_at === null;
}

function Standing({ asked }: { readonly asked: readonly Asked[] }) {
  const people = byPerson(asked);
  const open = people.filter(({ own }) => own.some(isOpen)).map(({ person }) => person);
  if (people.length === 0) return "nobody was asked yet";
  if (open.length === 0)
    return people.length === 1
      ? "the one person asked has answered"
      : `all ${countText(people.length, "person", "people")} asked have answered`;
  return (
    <>
      not answered by <strong className="text-ink">{open.join(", ")}</strong>
    </>
  );
}

function ClaimLine({ claim: { sentence, kind }, asked }: { readonly claim: Claim; readonly asked: readonly Asked[] }) {
  const agree = asked.filter(({ answer }) => answer === "agree").length;
  const disagree = asked.filter(({ answer }) => answer === "disagree");
  return (
    <li className="grid gap-x-6 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_14rem]">
      <div>
        <p>{sentence}</p>
        {asked
          .filter(({ comment, answer }) => comment !== null || answer === "disagree")
          .map(({ person, team, answer, comment }) => (
            <p key={person} className="mt-1 border-l-2 border-line pl-3 text-sm wrap-anywhere">
              <strong>{person}</strong>{" "}
              <span className="text-soft">
                {team}
                {answer === null ? "" : `, ${answer}s`}
              </span>
              {comment === null ? null : <span className="block">{comment}</span>}
            </p>
          ))}
      </div>
      <p className="text-sm text-soft sm:text-right">
        <span className="sr-only">{kind}: </span>
        {asked.length === 0 ? (
          "nobody asked"
        ) : (
          <>
            {agree} of {asked.length} agree
            {disagree.length === 0 ? null : <strong className="text-harm">, {disagree.length} disagree</strong>}
          </>
        )}
      </p>
    </li>
  );
}

function People({ data: { asked } }: { readonly data: SignOff }) {
  if (asked.length === 0) return null;
  return (
    <Section id="people" title="Who was asked">
      <table className="plain">
        <caption className="sr-only">Who was asked</caption>
        <thead>
          <tr>
            <th scope="col">person</th>
            <th scope="col">team</th>
            <th scope="col" className="number">
              answered
            </th>
            <th scope="col" className="number max-sm:hidden">
              asked on
            </th>
          </tr>
        </thead>
        <tbody>
          {byPerson(asked).map(({ person, own }) => {
            const open = own.filter(isOpen).length;
            return (
              <tr key={person}>
                <th scope="row">
                  <strong>{person}</strong>
                </th>
                <td>{own[0]?.team}</td>
                <td className={`number ${open > 0 ? "font-semibold" : "text-soft"}`}>
                  {own.length - open} of {own.length}
                </td>
                <td className="number text-soft max-sm:hidden">{dayText(own[0]?.asked_at ?? "")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

/** The questions to whoever is signed in, answered one by one or all at once. */
function Mine({ own, data }: { readonly own: readonly Asked[]; readonly data: SignOff }) {
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const { busy, fault, send } = useSend<SignOff>();
  const open = own.filter(isOpen);
  const say = async (body: Readonly<Record<string, string | null>>, done: string): Promise<void> => {
    const answer = await send("POST", `${signOffPath(data.number)}/answers`, body, { line });
    if (!answer.ok) return;
    client.setQueryData(signOffQuery(line, data.number).queryKey, answer.value);
    void client.invalidateQueries({ queryKey: ["/api/icp/versions"] });
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
    toast({ text: done });
  };
  return (
    <Section
      id="mine"
      title="You were asked"
      lead={open.length === 0 ? "and have answered; you may still change it" : ""}
    >
      {own.map((one) => {
        const claim = data.claims.find(({ id }) => id === one.claim);
        return claim === undefined ? null : (
          <Answer key={one.claim} one={one} sentence={claim.sentence} busy={busy} say={say} />
        );
      })}
      <FaultLine fault={fault} />
      {open.length < 2 ? null : (
        <Button className="mt-3" busy={busy} onClick={() => void say({ answer: "agree" }, "You agree with the rest.")}>
          Agree with all {open.length} that are open
        </Button>
      )}
    </Section>
  );
}

interface AnswerProps {
  readonly one: Asked;
  readonly sentence: string;
  readonly busy: boolean;
  readonly say: (body: Readonly<Record<string, string | null>>, done: string) => Promise<void>;
}

function Answer({ one, sentence, busy, say }: AnswerProps) {
  const [comment, setComment] = useState<string | null>(null);
  const tell = (answer: "agree" | "disagree"): void => {
    const said = comment ?? one.comment ?? "";
    setComment(null);
    const words = said.trim() === "" ? null : said.trim();
    void say({ claim: one.claim, answer, comment: words }, answer === "agree" ? "You agree." : "You disagree.");
  };
  return (
    <div className="border-b border-line py-2">
      <p className="mb-1">{sentence}</p>
      <div className="flex flex-wrap items-center gap-2">
        {(["agree", "disagree"] as const).map((answer) => (
          <Button
            key={answer}
            disabled={busy}
            aria-pressed={one.answer === answer}
            aria-label={`${capital(answer)}: ${sentence}`}
            className={one.answer === answer ? "border-accent bg-tint font-semibold" : ""}
            onClick={() => tell(answer)}
          >
            {capital(answer)}
          </Button>
        ))}
        {comment === null ? (
          <Button
            look="quiet"
            onClick={() => setComment(one.comment ?? "")}
            aria-label={`${one.comment === null ? "Comment" : "Change the comment"}: ${sentence}`}
          >
            {one.comment === null ? "Comment" : "Change the comment"}
          </Button>
        ) : null}
      </div>
      {comment === null ? (
        one.comment === null ? null : (
          <p className="mt-1 text-sm text-soft wrap-anywhere">{one.comment}</p>
        )
      ) : (
        <div className="mt-2">
          <LongField
            label="Comment"
            help="It goes with your answer: agree or disagree."
            maxLength={5000}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
          {comment.trim() === "" ? null : (
            <Button
              busy={busy}
              onClick={() => {
                setComment(null);
                void say({ claim: one.claim, comment: comment.trim() }, "Your comment is kept.");
              }}
            >
              Comment only
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Ask({ data, onClose }: { readonly data: SignOff; readonly onClose: () => void }) {
  const line = useLine();
  const client = useQueryClient();
  const admin = useMay("admin");
  const { data: known } = useQuery({ ...queryOf<Items<Person>>("/api/people"), enabled: admin });
  const [person, setPerson] = useState("");
  const [team, setTeam] = useState<string>(TEAMS[0]);
  const [claims, setClaims] = useState<readonly string[]>(data.claims.map(({ id }) => id));
  const { busy, fault, send } = useSend<SignOff>();
  const submit = async (): Promise<void> => {
    const wanted = claims.length === data.claims.length ? [] : claims;
    const answer = await send(
      "POST",
      signOffPath(data.number),
      { person: person.trim(), team, claims: wanted },
      { line },
    );
    if (!answer.ok) return;
    client.setQueryData(signOffQuery(line, data.number).queryKey, answer.value);
    void client.invalidateQueries({ queryKey: ["/api/icp/versions"] });
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
    onClose();
  };
  const toggle = (id: string): void =>
    setClaims(claims.includes(id) ? claims.filter((one) => one !== id) : [...claims, id]);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Ask somebody"
      lead="They find the questions on this page when they sign in. Approval does not wait for them; it shows who has not answered."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="grid gap-x-6 sm:grid-cols-2">
          <Field
            label="Person"
            help="The address that they sign in with, or a name"
            list="people-known"
            required
            maxLength={200}
            value={person}
            onChange={({ target }) => setPerson(target.value)}
          />
          <datalist id="people-known">
            {(known?.items ?? []).map(({ id, name, email }) => (
              <option key={id} value={email} label={name} />
            ))}
          </datalist>
          <Choice
            label="Team"
            help="For which they answer"
            value={team}
            onChange={({ target }) => setTeam(target.value)}
          >
            {TEAMS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Choice>
        </div>
        <fieldset>
          <legend className="mb-1 font-semibold">About</legend>
          {data.claims.map(({ id, sentence }) => (
            <Tick key={id} label={sentence} checked={claims.includes(id)} onChange={() => toggle(id)} />
          ))}
        </fieldset>
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy} disabled={claims.length === 0}>
            Ask
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
