import type { IcpDocument } from "../icp/document.ts";
import type { Held } from "../sql/closures.ts";
import { runner } from "../sql/evaluate.ts";
import { stepList } from "../sql/steps.ts";
import { headersBySource } from "./columns.ts";
import { probabilityName } from "./probability.ts";
import { compileIcp, type ReasonSteps } from "./program.ts";
import type { Reason, Score } from "./score.ts";

/** A raw account: cells by header. Numbers and booleans count as their text. */
export type RawRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A document as a function from raw rows to scores, the same to the point as its SQL. Cells are found under the headers of the build, else
 * under the attribute's source name.
 */
export function scorer(document: IcpDocument): (row: RawRow) => Score {
  const headers = headersBySource(document);
  const { steps, columns, reasons } = compileIcp(
    document,
    new Map([...headers.keys()].map((source) => [source, source])),
  );
  const list = stepList(steps);
  const outputs = columns.map(({ name, expr }) => [name, list.add(`output_${name}`, expr)] as const);
  const { columns: sources, run } = runner(list.steps);
  const slots = new Map(list.steps.map(({ name }, i) => [name, i]));
  const read = sources.map((source) => cellReader(headers.get(source)!));
  const slotOf = new Map(outputs.map(([name, step]) => [name, slots.get(step)!]));
  const p = probabilityName(document);
  const reasonOf = reasons.map((reason) => reasonReader(reason, slots));
  return (row) => {
    const frame = run(read.map((cell) => cell(row)));
    const of = (name: string) => frame[slotOf.get(name)!]!;
    return {
      fit: of("fit"),
      level: of("level"),
      sure: of("sure"),
      known: of("known"),
      segment: null,
      disqualified_by: null,
      [p]: { value: of(p), low: of(`${p}_low`), high: of(`${p}_high`) },
      timing: null,
      action: null,
      tier: null,
      icp: document.id,
      reasons: reasonOf.map((reason) => reason(frame)),
    } as Score;
  };
}

/** The first of the headers that the row has. */
function cellReader(headers: readonly string[]): (row: RawRow) => string | null {
  return (row) => {
    for (const header of headers) {
      if (!Object.hasOwn(row, header)) continue;
      const cell = row[header] ?? null;
      return cell === null ? null : String(cell);
    }
    return null;
  };
}

function reasonReader(steps: ReasonSteps, slots: ReadonlyMap<string, number>): (frame: readonly Held[]) => Reason {
  const raw = steps.raw === null ? null : slots.get(steps.raw)!;
  const value = slots.get(steps.value)!;
  const band = slots.get(steps.band)!;
  const points = slots.get(steps.points)!;
  return (frame) => ({
    attribute: steps.attribute,
    value: raw === null || frame[value] === null ? null : (frame[raw] as string),
    band: frame[band] === null ? steps.missing : steps.labels[frame[band] as number]!,
    points: frame[points] as number,
    of: steps.of,
  });
}
