import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { IcpEnvelope } from "../../../src/icp/document.ts";
import { labelOf } from "../../../src/icp/edit.ts";
import { bandLabel } from "../../../src/icp/page/band-label.ts";
import { readSample, type WhatIfSample, type WrittenSample } from "../../../src/whatif/sample.ts";
import { type WhatIf, whatIf } from "../../../src/whatif/what-if.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { Term } from "../app/term.tsx";
import { capital, countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Fold, Section } from "../page/section.tsx";
import {
  bandsOf,
  type Carded,
  cardOf,
  isSet,
  mostOf,
  type Trial,
  UNTOUCHED,
  weightOf,
  withLevels,
  withoutAttribute,
  withPoints,
  withWeight,
} from "../what-if/card-edits.ts";
import { Slider, Steps } from "../what-if/knobs.tsx";
import { MakeDraft } from "../what-if/make-draft.tsx";
import { Outcome, percent } from "../what-if/outcome.tsx";

/** The share of accounts that a profile should leave at high. */
const ZONE = [0.2, 0.3] as const;

/** Moves weights, points and levels of a version's card, and shows at once what that makes of the accounts and the deals. */
export function WhatIfPage() {
  const line = useLine();
  const { version = null } = useSearch({ from: "/shell/icp/what-if" });
  const asked = { line, version };
  const sample = useQuery({
    ...queryOf<WrittenSample & { readonly number: number }>("/api/icp/what-if", asked),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const envelope = useQuery(queryOf<IcpEnvelope>("/api/icp/document", asked));
  const read = useMemo(() => (sample.data === undefined ? null : readSample(sample.data, bytes)), [sample.data]);
  const fault = envelope.error ?? sample.error;
  if (fault !== null)
    return (
      <>
        <PageTitle title="What if" />
        <ErrorState
          title="This card cannot be tried"
          fault={faultOf(fault)}
          onRetry={() => void Promise.all([sample.refetch(), envelope.refetch()])}
        />
      </>
    );
  if (read === null || sample.data === undefined || envelope.data === undefined) return <PageSkeleton />;
  const { document } = envelope.data;
  const { number } = sample.data;
  if (document.scorecard.attributes.length === 0)
    return (
      <>
        <PageTitle title="What if" lead={<Back number={number} />} />
        <EmptyState
          title="This version has no scorecard."
          text="Nothing in its deals tells won from lost, so there are no points to move."
        />
      </>
    );
  return <Try key={`${line} ${number}`} number={number} document={document} sample={read} />;
}

function Back({ number }: { readonly number: number }) {
  return (
    <Link to="/icp" search={{ version: number }} className="text-accent underline underline-offset-4">
      Version {number}
    </Link>
  );
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

interface TryProps {
  readonly number: number;
  readonly document: Carded;
  readonly sample: WhatIfSample;
}

function Try({ number, document, sample }: TryProps) {
  const [trial, setTrial] = useState<Trial>(UNTOUCHED);
  const may = useMay("editor");
  const before = useMemo(() => whatIf(document.scorecard, sample), [document, sample]);
  const card = cardOf(document, trial);
  const now = useMemo(
    () => (trial.edited === null ? before : whatIf(trial.edited, sample)),
    [trial.edited, before, sample],
  );
  const changed = trial.edited !== null;
  return (
    <>
      <PageTitle
        title="What if"
        lead={
          <>
            <Back number={number} />, with other points: nothing is kept until you make a draft
          </>
        }
      >
        <Button onClick={() => setTrial(UNTOUCHED)} disabled={trial === UNTOUCHED}>
          As it was
        </Button>
        {may ? <MakeDraft number={number} document={document} trial={trial} /> : null}
      </PageTitle>
      <Headline before={before} now={now} />
      <p role="status" className={`min-h-6 ${trial.fault === null ? "text-soft" : "text-harm"}`}>
        {trial.fault === null ? (changed ? saidOf(trial) : "") : `${capital(trial.fault)}.`}
      </p>
      <div className="grid items-start gap-x-12 lg:grid-cols-2">
        <div className="min-w-0">
          <Weights document={document} trial={trial} onTrial={setTrial} />
          <Levels document={document} trial={trial} onTrial={setTrial} />
        </div>
        <div className="min-w-0 lg:sticky lg:top-4">
          <Section id="outcome" title="What that makes of them">
            {sample.accounts.rows === 0 ? (
              <p className="mb-4 text-soft">There are no accounts in the workspace yet, so the shares are empty.</p>
            ) : null}
            <Outcome before={before} now={now} levels={card.levels} unit="deals" />
            <p className="mt-3 text-sm text-soft">
              {sample.deals.rows === 0
                ? "There are no closed deals, so nothing says whether another card would rank them better."
                : `These ${countText(sample.deals.rows, "deal")} are those that the card learned from. A card that is moved until they look well is fitted to them by hand: that is no proof. A draft is also held against newer deals, where there are any.`}
            </p>
          </Section>
        </div>
      </div>
    </>
  );
}

/** What was set, and what gave way. */
function saidOf({ edited }: Trial): string {
  const changes = edited?.changes ?? [];
  const way = changes.filter((one) => one.kind === "weight" && !one.typed).length;
  const set = changes.length - way;
  return `${countText(set, "change")}${way === 0 ? "" : `; ${countText(way, "other weight gives", "other weights give")} way, as all sum to 100`}.`;
}

/** The three figures that say whether a card is better. */
function Headline({ before, now }: { readonly before: WhatIf; readonly now: WhatIf }) {
  const { share } = now.accounts;
  const where = share < ZONE[0] ? "narrower than" : share > ZONE[1] ? "broader than" : "within";
  const high = (of: WhatIf): string => {
    const level = of.deals.levels.find((one) => one.level === "high");
    return level === undefined || level.n === 0 ? "–" : `${level.won} of ${level.n}`;
  };
  const auc = (of: WhatIf): string => of.deals.auc?.toFixed(3) ?? "–";
  return (
    <dl className="sticky top-12 z-10 grid grid-cols-3 gap-x-4 border-t-2 border-ink bg-paper py-3 md:top-0 md:gap-x-10">
      <Key
        name="accounts at high"
        was={percent(before.accounts.share)}
        value={percent(share)}
        note={now.accounts.rows === 0 ? "" : `${where} the 20–30% mark`}
      />
      <Key name="won at high" was={high(before)} value={high(now)} note="deals it learned from" />
      <Key name="ranking (AUC)" word="auc" was={auc(before)} value={auc(now)} note="0.5 is a coin, 1 never errs" />
    </dl>
  );
}

function Key({
  name,
  word,
  was,
  value,
  note,
}: Readonly<Record<"name" | "was" | "value" | "note", string>> & { readonly word?: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{word === undefined ? name : <Term word={word}>{name}</Term>}</dt>
      <dd>
        <strong className="text-xl whitespace-nowrap max-sm:text-lg">{value}</strong>{" "}
        {was === value ? null : <span className="text-soft max-sm:block">was {was}</span>}
        <span className="block text-xs text-soft max-sm:hidden">{note}</span>
      </dd>
    </div>
  );
}

interface PartProps {
  readonly document: Carded;
  readonly trial: Trial;
  readonly onTrial: (trial: Trial) => void;
}

function Weights({ document, trial, onTrial }: PartProps) {
  return (
    <Section id="weights" title="Weights and points" word="weight" lead="what is not set gives way; all sum to 100">
      {document.scorecard.attributes.map(({ attribute, weight, bands }) => {
        const label = labelOf(document, attribute);
        const held = isSet(trial, attribute);
        return (
          <div key={attribute} className="border-b border-line py-2">
            <Slider
              name={label}
              label={<strong>{label}</strong>}
              value={weightOf(document, trial, attribute)}
              before={weight}
              most={mostOf(document, trial, attribute)}
              onChange={(value) => onTrial(withWeight(document, trial, attribute, value))}
            />
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <div className="min-w-0 flex-1 [&>details]:mt-1">
                <Fold title="Points by band">
                  {bandsOf(document, trial, attribute).map((band, place) => (
                    <Steps
                      key={bandLabel(band)}
                      label={bandLabel(band)}
                      name={`${label}, ${bandLabel(band)}`}
                      value={band.points}
                      before={bands[place]?.points ?? 0}
                      onChange={(points) => onTrial(withPoints(document, trial, attribute, place, points))}
                    />
                  ))}
                </Fold>
              </div>
              {held ? (
                <Button
                  look="quiet"
                  onClick={() => onTrial(withoutAttribute(document, trial, attribute))}
                  aria-label={`Let go of ${label}`}
                >
                  Let go
                </Button>
              ) : null}
            </div>
          </div>
        );
      })}
    </Section>
  );
}

function Levels({ document, trial, onTrial }: PartProps) {
  const { levels } = cardOf(document, trial);
  const before = document.scorecard.levels;
  return (
    <Section id="cuts" title="Levels" word="level" lead="from how many points on">
      {(["high", "medium"] as const).map((level) => (
        <div key={level} className="py-1">
          <Slider
            name={level}
            label={<strong>{level}</strong>}
            least={1}
            most={100}
            value={levels[level]}
            before={before[level]}
            onChange={(value) => onTrial(withLevels(document, trial, { ...levels, [level]: value }))}
          />
        </div>
      ))}
    </Section>
  );
}
