import { STATES } from "./places/states.ts";
import { type Entry, type Vocabulary, vocabulary } from "./vocabulary.ts";

function entriesOf(line: string): Entry[] {
  const [country, list] = line.split(": ");
  return list!.split("; ").map((item) => {
    const [, code, name] = /^(\S+) (.+)$/.exec(item)!;
    return {
      id: `${country}-${code}`,
      label: name!,
      within: [],
      spellings: [code!, `${country}-${code}`, `${country} ${code}`],
    };
  });
}

/** States of the USA, Canada and Australia by code and name. */
export const states: Vocabulary = vocabulary("state", STATES.trim().split("\n").flatMap(entriesOf));
