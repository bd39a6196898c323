import { LineCounter, parseDocument, visit } from "yaml";
import { InputError } from "../errors.ts";

/** A YAML file as values and their places. Every scalar is text as written: `No`, `007` and `1.0` are no booleans and numbers. */
export interface PlacedYaml {
  readonly value: unknown;
  /** Where a path stands in the file, in characters; null where it is not there. */
  readonly offsetOf: (path: readonly PropertyKey[]) => number | null;
  /** `icp.yaml:12:3` of an offset. */
  readonly place: (offset: number) => string;
  /** 1-based line of an offset. */
  readonly line: (offset: number) => number;
  /** Place of a path, or of the nearest around it that is there. */
  readonly placeOf: (path: readonly PropertyKey[]) => string;
}

/**
 * Reads a YAML file that people edit. @param otherwise what to do with a line that is no YAML
 *
 * @throws InputError with file, line and column, and what to do
 */
export function readPlacedYaml(source: string, file: string, otherwise: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(source, { schema: "failsafe", lineCounter: lines, prettyErrors: false, merge: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [fault] = document.errors;
  if (fault !== undefined) throw new InputError(`${place(fault.pos[0])}: ${worded(fault.message)}: ${otherwise}`);
  visit(document, {
    Alias: (_, { source, range }) => {
      throw new InputError(`${place(range?.[0] ?? 0)}: aliases (*${source}) are not read: write the text out`);
    },
  });
  const offsetOf = (path: readonly PropertyKey[]): number | null => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    return range?.[0] ?? null;
  };
  const placeOf = (path: readonly PropertyKey[]): string => place(nearestOffset(path, offsetOf));
  return { value: document.toJS(), offsetOf, place, line: (offset) => lines.linePos(offset).line, placeOf };
}

function worded(message: string): string {
  const line = message.split("\n")[0]!.replace(/[.:]+$/, "");
  return line === "Map keys must be unique" ? "the same key stands above already" : `this is no YAML: ${line}`;
}

function nearestOffset(path: readonly PropertyKey[], offsetOf: PlacedYaml["offsetOf"]): number {
  for (let length = path.length; length >= 0; length--) {
    const offset = offsetOf(path.slice(0, length));
    if (offset !== null) return offset;
  }
  return 0;
}
