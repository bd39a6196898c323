import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CommitteeMember } from "../../../src/icp/buyers.ts";
import type { IcpDocument, IcpEnvelope } from "../../../src/icp/document.ts";
import type { Kind, Page } from "../../../src/icp/page/page.ts";
import { faultOf } from "../api/fault-error.ts";
import { pageQuery, queryOf, versionsQuery } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { hasPlace } from "../app/navigation.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { capital } from "../app/words.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { CopyBlock } from "../messaging/copy-block.tsx";
import { type Messaging, messagingQuery } from "../messaging/query.ts";
import { type Known, partsFor } from "../messaging/starters.ts";
import { Facts } from "../page/facts.tsx";
import { Phrase } from "../page/phrase.tsx";
import { Section } from "../page/section.tsx";

const TITLE = "Messaging";
/** Words and events that a card names. */
const MOST = 5;

/** What to say to each kind of company: who buys there, what they say, what goes before a deal, and texts to fill. */
export function MessagingPage() {
  const line = useLine();
  const versions = useQuery(versionsQuery(line));
  const all = versions.data?.items;
  const number = all === undefined ? null : ((all.find(({ state }) => state === "approved") ?? all[0])?.number ?? null);
  const asked = { enabled: number !== null };
  const page = useQuery({ ...pageQuery(line, number), ...asked });
  const document = useQuery({ ...queryOf<IcpEnvelope>("/api/icp/document", { line, version: number }), ...asked });
  const texts = useQuery(messagingQuery(line));
  const fault = versions.error ?? page.error ?? document.error ?? texts.error;
  if (fault !== null)
    return (
      <>
        <PageTitle title={TITLE} />
        <ErrorState
          title="The messaging could not be read"
          fault={faultOf(fault)}
          onRetry={() => void page.refetch()}
        />
      </>
    );
  if (all !== undefined && all.length === 0) return <NoProfile title={TITLE} />;
  if (page.data === undefined || document.data === undefined || texts.data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageTitle
        title={TITLE}
        lead={`For each kind of company of version ${page.data.number}: who buys there, what they say, and what you say`}
      />
      <Kinds page={page.data.page} document={document.data.document} texts={texts.data} />
    </>
  );
}

interface KindsProps {
  readonly page: Page;
  readonly document: IcpDocument;
  readonly texts: Messaging;
}

function Kinds({ page, document, texts }: KindsProps) {
  const { segments } = document;
  const whole = committeeOf(document);
  if (segments.length === 0)
    return (
      <>
        <EmptyState
          title="There is one kind of customer."
          text="No kinds stand apart in the data, so there is one message. Who buys inside is counted where contacts are imported."
        />
        <Personas people={whole} />
        <Texts place="all" known={knownOf(document, null)} texts={texts} />
        {page.inside === null ? null : (
          <Section id="inside" title={page.inside.title} lead={page.inside.lead}>
            <Facts facts={page.inside.facts} wide />
          </Section>
        )}
      </>
    );
  return segments.map((segment, place) => {
    const kind = page.kinds?.kinds[place];
    const own = segment.committee ?? [];
    return (
      <Section key={segment.id} id={segment.id} title={segment.name} lead={segment.rank}>
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
          <div className="min-w-0">
            {kind === undefined ? null : <About kind={kind} />}
            <Words segment={segment} />
            <Personas people={own.length > 0 ? own : whole} />
          </div>
          <Texts place={segment.id} known={knownOf(document, segment)} texts={texts} />
        </div>
      </Section>
    );
  });
}

type Segment = IcpDocument["segments"][number];
type Person = Pick<CommitteeMember, "role"> & {
  readonly titles: readonly string[];
  readonly said: readonly (readonly [name: string, values: readonly string[]])[];
  readonly message: string | null;
  readonly counted: boolean;
};

/** Who buys inside, over all: counted, else as people said. */
function committeeOf({ buyers, declared }: IcpDocument): readonly CommitteeMember[] {
  if (buyers !== undefined && buyers.committee.length > 0) return buyers.committee;
  return (declared?.personas ?? []).map(({ titles, ...one }) => ({
    ...one,
    won: 0,
    lost: 0,
    titles: titles.map((label) => ({ function: null, seniority: null, label, won: 0, accounts: 0 })),
  }));
}

function personOf(one: CommitteeMember): Person {
  const { role, source, titles, metrics = [], frustrations = [], objections = [], message = null } = one;
  return {
    role,
    titles: titles.slice(0, 3).map(({ label, won }) => (source === "counted" ? `${label} (${won} won)` : label)),
    said: [
      ["Is measured by", metrics],
      ["Is annoyed by", frustrations],
      ["Objects", objections],
    ],
    message,
    counted: source === "counted",
  };
}

function About({ kind: { rule, paragraph } }: { readonly kind: Kind }) {
  return (
    <>
      <p className="font-semibold">
        <Phrase words={rule} />
      </p>
      <p className="mt-1">
        <Phrase words={paragraph} />
      </p>
    </>
  );
}

/** What notes say, and what goes before a deal, with counts. */
function Words({ segment }: { readonly segment: Segment }) {
  const points = (segment.pain_points ?? []).slice(0, MOST);
  const events = [segment.triggers, segment.intent_topics].map((part) =>
    (part?.rows ?? []).filter(({ finding, lift }) => finding && (lift ?? 0) > 1).slice(0, MOST),
  );
  const rows: readonly (readonly [name: string, values: readonly (readonly [string, string])[]])[] = [
    ["Their words", points.map(({ label, deals, of }) => [label, `in ${deals} of ${of} notes`])],
    ["Before they buy", (events[0] ?? []).map(({ label, won }) => [label, `${won} won`])],
    ["They read about", (events[1] ?? []).map(({ label, won }) => [label, `${won} won`])],
  ];
  const told = rows.filter(([, values]) => values.length > 0);
  if (told.length === 0)
    return <p className="mt-3 text-soft">No notes or events tell what they say: import them with the deals.</p>;
  return (
    <dl className="mt-3">
      {told.map(([name, values]) => (
        <div key={name} className="grid gap-x-3 py-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <dt className="text-soft">{name}</dt>
          <dd>
            <ul className="flex flex-wrap gap-x-4">
              {values.map(([label, count]) => (
                <li key={label}>
                  <strong>{label}</strong> <span className="text-sm text-soft">{count}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Personas({ people }: { readonly people: readonly CommitteeMember[] }) {
  const may = useMay("editor");
  if (people.length === 0)
    return (
      <p className="mt-3 text-soft">
        Who buys inside is not known: import contacts with their roles
        {may && hasPlace("/start") ? (
          <>
            , or{" "}
            <Link to="/start" className="text-accent underline underline-offset-4">
              say who decides
            </Link>
          </>
        ) : null}
        .
      </p>
    );
  return (
    <div className="mt-4 grid gap-4 sm:grid-cols-2">
      {people.map(personOf).map(({ role, titles, said, message, counted }) => (
        <div key={`${role} ${titles.join()}`} className="border-l-2 border-accent pl-3">
          <h3 className="text-sm font-semibold">
            {capital(role)} <span className="font-normal text-soft">{counted ? "counted" : "as people said"}</span>
          </h3>
          <p>{titles.join(", ")}</p>
          {said
            .filter(([, values]) => values.length > 0)
            .map(([name, values]) => (
              <p key={name} className="text-sm">
                <span className="text-soft">{name}:</span> {values.join(", ")}
              </p>
            ))}
          {message === null ? null : <p className="mt-1 text-sm italic">{message}</p>}
        </div>
      ))}
    </div>
  );
}

function knownOf(document: IcpDocument, segment: Segment | null): Known {
  const findings = (
    rows: readonly { readonly label: string; readonly finding: boolean; readonly lift: number | null }[],
  ) => rows.filter(({ finding, lift }) => finding && (lift ?? 0) > 1).map(({ label }) => label);
  return segment === null
    ? {
        words: findings(document.pain_points?.rows ?? []).slice(0, 2),
        triggers: findings(document.triggers?.rows ?? []).slice(0, 2),
      }
    : {
        words: (segment.pain_points ?? []).slice(0, 2).map(({ label }) => label),
        triggers: findings(segment.triggers?.rows ?? []).slice(0, 2),
      };
}

function Texts({ place, known, texts }: { readonly place: string; readonly known: Known; readonly texts: Messaging }) {
  const may = useMay("editor");
  return (
    <div className="min-w-0">
      <h3 className="text-sm text-soft">What you say to them</h3>
      {partsFor(known).map((part) => {
        const id = `${place}/${part.id}`;
        return <CopyBlock key={id} place={id} part={part} kept={texts.blocks[id] ?? null} may={may} />;
      })}
    </div>
  );
}
