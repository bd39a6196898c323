import { InputError } from "../errors.ts";
import { nearest } from "../ingest/nearest.ts";
import { foldText } from "../normalise/fold.ts";
import type { Prepared } from "./prepare.ts";

/** What leaves the choice of the attribute to the build. */
const AUTO = "auto";

/**
 * The attribute that `--parts` names, by its place among those that take part; null where the build is to choose, undefined where nobody asked.
 *
 * @throws InputError for a column that is not there, takes no part, or stands for several attributes
 */
export function partsBy({ examined, eligible }: Prepared, asked: string | null): number | null | undefined {
  if (asked === null) return undefined;
  const own = (name: string): boolean => foldText(name) === foldText(asked);
  const named = examined.filter(({ feature: f }) => [f.header, f.label, f.source, f.name].some(own));
  if (named.length === 0 && own(AUTO)) return null;
  if (named.length === 0) throw new InputError(`--parts: there is no attribute "${asked}"; ${hint(asked, eligible)}`);
  const open = named.filter((one) => eligible.includes(one));
  const exact = open.filter(({ feature }) => own(feature.name) || own(feature.label));
  const [found, another] = exact.length === 1 ? exact : open;
  if (found === undefined) throw new InputError(`--parts: "${asked}" takes no part: ${named[0]!.reason}`);
  if (another !== undefined)
    throw new InputError(
      `--parts: "${asked}" holds several attributes; name one of them: ${open
        .slice(0, 5)
        .map(({ feature }) => feature.name)
        .join(", ")}`,
    );
  return eligible.indexOf(found);
}

function hint(asked: string, eligible: Prepared["eligible"]): string {
  const headers = [...new Set(eligible.map(({ feature }) => feature.header))];
  const near = nearest(asked, headers);
  return near.length > 0
    ? `did you mean ${near.map((n) => `"${n}"`).join(" or ")}?`
    : `these take part: ${headers.slice(0, 8).join(", ")}; or --parts auto`;
}
