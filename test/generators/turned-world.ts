import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "./coded.ts";

/** Deals of companies of four sizes; five further attributes, each worth half a logit, win in large ones what they lose in small ones. */
export function turnedWorld(seed: number, deals: number): CodedMatrix {
  const random = createRandom(seed, 311);
  const size = Array.from({ length: deals }, () => 1 + random.int(4));
  const columns = [1, 2, 3, 4, 5].map(() => Array.from({ length: deals }, () => 1 + random.int(2)));
  const y = size.map((part, i) => {
    const sum = columns.reduce((s, codes) => s + (codes[i] === 2 ? 0.5 : -0.5), 0);
    return random.next() < 1 / (1 + Math.exp(-(part > 2 ? sum : -sum) - 0.4 * (part - 2.5))) ? 1 : 0;
  });
  const further = columns.map((codes, j) => codedAttribute(`a${j}`, "ordered", 2, codes));
  return codedMatrix([codedAttribute("size", "ordered", 4, size), ...further], y);
}
