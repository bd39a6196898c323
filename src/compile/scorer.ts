import type { IcpDocument } from "../icp/document.ts";
import { runner } from "../sql/evaluate.ts";
import { nothing, type Value } from "../sql/expr.ts";
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
  const sources = new Map([...headers.keys()].map((source) => [source, source]));
  const { steps, columns, reasons } = compileIcp(document, sources);
  const list = stepList(steps);
  const p = probabilityName(document);
  const names = ["fit", "level", "sure", "known", "segment", "disqualified_by", p, `${p}_low`, `${p}_high`];
  const head = names.map((name) => list.add(name, columns.find((column) => column.name === name)!.expr));
  const tail = reasons.flatMap(({ attribute, raw, value, said, points, straddles }) => {
    const taken = straddles ?? nothing("boolean");
    return [raw ?? value, value, said, points, list.add(`${attribute}_taken`, taken)];
  });
  const run = runner(list.steps, [...head, ...tail]);
  const cells = run.columns.map((source) => cellReader(headers.get(source)!));
  const reasonOf = reasons.map((steps, i) => reasonReader(steps, names.length + 5 * i));
  return (row) => {
    const values = run.run(cells.map((cell) => cell(row)));
    const [fit, level, sure, known, segment, disqualified_by, value, low, high] = values;
    return {
      fit,
      level,
      sure,
      known,
      segment,
      disqualified_by,
      [p]: { value, low, high },
      timing: null,
      action: disqualified_by === null ? null : "suppress",
      tier: null,
      icp: document.id,
      reasons: reasonOf.flatMap((reason) => reason(values) ?? []),
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

/**
 * Reads a reason from five values that begin at `at`: raw cell, normalised value, band, points, whether it is a bracket across bands. Null
 * where the card of the row's part does not hold the attribute.
 */
function reasonReader(
  { attribute, missing, labels, of }: ReasonSteps,
  at: number,
): (values: readonly Value[]) => Reason | null {
  return (values) => {
    const band = values[at + 2] as number | null;
    if (band === null && typeof of !== "number") return null;
    const [cell, read] = [values[at] as string, values[at + 1]];
    const taken = values[at + 4] === true ? `${cell} (taken as ${read})` : cell;
    return {
      attribute,
      value: read === null ? null : taken,
      band: band === null ? missing : labels[band]!,
      points: values[at + 3] as number,
      of: typeof of === "number" ? of : of[band!]!,
    };
  };
}
