import type { Meter, Breadth as Part } from "../../../src/icp/page/page.ts";
import { Figure } from "../components/figure.tsx";
import { at } from "./dot.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { Section } from "./section.tsx";

/** How much of the market scores high, against the share that a page like this should leave. */
export function Breadth({ part: { title, meter, sentences } }: { readonly part: Part }) {
  return (
    <Section id="breadth" title={title} word="breadth">
      {meter === null ? null : <Share meter={meter} />}
      {sentences.map((words) => (
        <p key={plainText(words)} className="py-0.5">
          <Phrase words={words} />
        </p>
      ))}
    </Section>
  );
}

function Share({
  meter: { share, range, n, at: place, low, high, zone, zoneText, maxText },
}: {
  readonly meter: Meter;
}) {
  return (
    <div className="mb-3">
      <p>
        <span className="text-xl">
          <Figure value={share} />
        </span>{" "}
        <span className="text-soft">
          {range === "" ? "" : `${range}, `}n {n} of the universe scores high
        </span>
      </p>
      <svg
        role="img"
        aria-label={`${share} of the universe scores high; the mark is ${zoneText}`}
        className="mt-1 block h-6 w-full overflow-visible"
      >
        <rect x={at(zone[0])} width={at(zone[1] - zone[0])} height="100%" fill="var(--tint)" />
        <line x1="0" x2="100%" y1="100%" y2="100%" stroke="var(--line)" />
        {low === null || high === null ? null : (
          <line x1={at(low)} x2={at(high)} y1="50%" y2="50%" stroke="var(--accent)" strokeWidth="1.5" />
        )}
        <circle cx={at(place)} cy="50%" r="4.5" fill="var(--accent)" />
      </svg>
      <span className="relative block h-4 text-xs text-soft" aria-hidden="true">
        <span className="absolute">0</span>
        <span className="absolute -translate-x-1/2 whitespace-nowrap" style={{ left: at((zone[0] + zone[1]) / 2) }}>
          {zoneText}
        </span>
        <span className="absolute right-0">{maxText}</span>
      </span>
    </div>
  );
}
