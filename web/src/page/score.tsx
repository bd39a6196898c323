import { useState } from "react";
import type { Score as Part, Scale, ScoreAttribute, ScoreBand } from "../../../src/icp/page/page.ts";
import { HeadWord } from "../app/term.tsx";
import { Button } from "../components/button.tsx";
import { Hint } from "../components/hint.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Wide } from "../components/wide.tsx";
import { AxisName, at, Dot } from "./dot.tsx";
import { Mark } from "./kinds.tsx";
import { LevelRuler } from "./levels.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { Fold, Section } from "./section.tsx";

/** Places of the ticked bands: attribute -> band. */
type Ticked = Readonly<Record<string, number>>;

/** The scorecard: weights as bars, bands with points and rates; ticking a band for each attribute adds up a company's score. */
export function Score({ score }: { readonly score: Part }) {
  const { title, lead, columns, levels, notes } = score;
  const [ticked, setTicked] = useState<Ticked>({});
  const attributes = columns.flat();
  const total = attributes.reduce((sum, { label, bands }) => sum + (bands[ticked[label] ?? -1]?.points ?? 0), 0);
  const count = attributes.filter(({ label }) => ticked[label] !== undefined).length;
  const level = levels.find(({ from, to }) => total >= from && total <= to);
  const shortened = attributes.flatMap(({ label, bands }) =>
    bands.flatMap(({ full }) => (full === null ? [] : [{ label, full }])),
  );
  const tick = (attribute: string, band: number): void => setTicked({ ...ticked, [attribute]: band });
  return (
    <Section id="score" title={title} word="scorecard" lead={<Phrase words={lead} />}>
      <div className="grid items-start gap-x-10 gap-y-6 xl:grid-cols-2">
        {columns.map((column, place) => (
          <Card
            key={column[0]?.label ?? place}
            column={column}
            score={score}
            part={place + 1}
            ticked={ticked}
            tick={tick}
          />
        ))}
      </div>
      <div className="mt-6 flex flex-wrap items-start gap-x-10 gap-y-3">
        <p className="min-h-8 min-w-64 whitespace-nowrap" aria-live="polite">
          {count === 0 ? (
            <span className="text-soft">Tick a band for each attribute</span>
          ) : (
            <>
              <strong className="text-xl text-accent">{total}</strong> <span className="text-soft">of 100</span>{" "}
              {level === undefined ? null : <LevelBadge level={level.level} />}{" "}
              <span className="text-soft">
                {count} of {attributes.length} ticked
              </span>
            </>
          )}
        </p>
        <div className="flex min-w-72 flex-1 items-start gap-4 max-sm:min-w-full">
          <LevelRuler rules={levels} total={count === 0 ? null : total} />
          <Button look="quiet" className={count === 0 ? "invisible" : ""} onClick={() => setTicked({})}>
            Clear
          </Button>
        </div>
      </div>
      <p className="mt-3 max-w-[60rem] text-sm text-soft">
        {notes.map((words) => (
          <span key={plainText(words)}>
            <Phrase words={words} />{" "}
          </span>
        ))}
      </p>
      {shortened.length === 0 ? null : (
        <Fold title="Bands in full">
          <ul className="list-disc pl-5">
            {shortened.map(({ label, full }) => (
              <li key={`${label} ${full}`}>
                <strong>{label}</strong> {full}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </Section>
  );
}

interface CardProps {
  readonly column: readonly ScoreAttribute[];
  readonly score: Part;
  readonly part: number;
  readonly ticked: Ticked;
  readonly tick: (attribute: string, band: number) => void;
}

function Card({ column, score: { title, rated, scale, rateWord }, part, ticked, tick }: CardProps) {
  return (
    <Wide label={`${title}, part ${part}`}>
      <table className="w-full border-collapse">
        <caption className="sr-only">
          {title}, part {part}: points{rated ? ` and ${rateWord}` : ""} by band
        </caption>
        <thead className="text-xs text-soft">
          <tr>
            <th scope="col">
              <span className="sr-only">band</span>
            </th>
            <th scope="col" className="pr-3 text-right">
              <HeadWord head="points" />
            </th>
            {rated ? (
              <>
                <th scope="col" className="w-1/5 min-w-20 pr-3 max-sm:hidden">
                  <span className="sr-only">chart</span>
                  <AxisName scale={scale} />
                </th>
                <th scope="col" className="pr-3 text-right whitespace-nowrap">
                  {rateWord}
                </th>
                <th scope="col" className="pr-3 text-right max-sm:hidden">
                  range
                </th>
                <th scope="col" className="text-right">
                  n
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        {column.map((attribute) => (
          <Attribute
            key={attribute.label}
            attribute={attribute}
            scale={rated ? scale : null}
            ticked={ticked[attribute.label] ?? null}
            tick={(band) => tick(attribute.label, band)}
          />
        ))}
      </table>
    </Wide>
  );
}

interface AttributeProps {
  readonly attribute: ScoreAttribute;
  readonly scale: Scale | null;
  readonly ticked: number | null;
  readonly tick: (band: number) => void;
}

function Attribute({
  attribute: { label, aboutDeal, weight, bar, hint, caution, bands },
  scale,
  ticked,
  tick,
}: AttributeProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={scale === null ? 2 : 6} className="border-b border-line pt-4">
          <span className="font-semibold">
            <Hint text={hint} quiet>
              {label} <span className="text-accent">{weight}</span>
            </Hint>
          </span>
          {aboutDeal ? <span className="ml-2 text-xs text-soft italic">about the deal</span> : null}
          {caution === null ? null : <Mark hint={plainText(caution)}>use with care</Mark>}
          <span className="-mb-px block h-[3px] bg-accent" style={{ width: at(bar) }} aria-hidden="true" />
        </th>
      </tr>
      {bands.map((band, place) => (
        <Band
          key={band.full ?? band.label}
          band={band}
          name={label}
          scale={scale}
          ticked={ticked === place}
          tick={() => tick(place)}
        />
      ))}
    </tbody>
  );
}

interface BandProps {
  readonly band: ScoreBand;
  readonly name: string;
  readonly scale: Scale | null;
  readonly ticked: boolean;
  readonly tick: () => void;
}

function Band({ band: { label, full, points, figure }, name, scale, ticked, tick }: BandProps) {
  return (
    <tr className={ticked ? "bg-tint" : "hover:bg-wash"}>
      <th scope="row" className="font-normal">
        <label className="flex items-center gap-2 py-0.5" data-hint={full ?? undefined}>
          <input
            type="radio"
            name={`band of ${name}`}
            checked={ticked}
            onChange={tick}
            aria-label={`${name}: ${full ?? label}, ${points} points`}
            className="size-3.5 shrink-0 accent-accent"
          />
          <span className="leading-5">{label}</span>
        </label>
      </th>
      <td className="pr-3 text-right font-semibold">{points}</td>
      {scale === null ? null : (
        <>
          <td className="pr-3 max-sm:hidden">
            <Dot figure={figure} scale={scale} />
          </td>
          <td className="pr-3 text-right font-semibold whitespace-nowrap">
            <Hint text={figure.hint} quiet>
              {figure.value}
            </Hint>
            <span className="inline-block w-14 text-left text-xs font-normal text-soft sm:hidden">
              &nbsp;{figure.range}
            </span>
          </td>
          <td className="pr-3 text-right whitespace-nowrap text-soft max-sm:hidden">{figure.range}</td>
          <td className="text-right text-soft">{figure.n}</td>
        </>
      )}
    </tr>
  );
}
