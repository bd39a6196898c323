import type { IcpDocument } from "../icp/document.ts";
import { printJavascript, quoteJavascript } from "../sql/javascript.ts";
import { RUNTIME } from "../sql/runtime.ts";
import { stepList } from "../sql/steps.ts";
import { headersBySource } from "./columns.ts";
import { probabilityName } from "./probability.ts";
import { compileIcp, type ReasonSteps } from "./program.ts";

/**
 * A document as the source of a self-contained ES module, plain ASCII, without dependencies: `export const icp`, the document's id, and
 * `export function score(row)`, which gives what `scorer(document)` gives.
 */
export function toJavaScript(document: IcpDocument): string {
  const headers = headersBySource(document);
  const program = compileIcp(document, new Map([...headers.keys()].map((source) => [source, source])));
  const list = stepList(program.steps);
  const outputs = new Map(program.columns.map(({ name, expr }) => [name, list.add(name, expr)]));
  const taken = program.reasons.map(({ attribute, straddles }) =>
    straddles === null ? null : list.add(`${attribute}_taken`, straddles),
  );
  const readColumn = (source: string) => `cell(row, ${quoteJavascript(headers.get(source)!)})`;
  const { constants, statements, variable } = printJavascript(list.steps, readColumn);
  const output = (name: string) => variable(outputs.get(name)!);
  const p = probabilityName(document);
  return `// Made by OpenICP from an ICP document. Scores one raw account: score({ "Header": "cell", ... }).
export const icp = ${quoteJavascript(document.id)};

${RUNTIME}${CELL}
${constants.join("\n")}

export function score(row) {
${statements.map((statement) => `  ${statement}\n`).join("")}  return {
    fit: ${output("fit")},
    level: ${output("level")},
    sure: ${output("sure")},
    known: ${output("known")},
    segment: ${output("segment")},
    disqualified_by: ${output("disqualified_by")},
    ${p}: { value: ${output(p)}, low: ${output(`${p}_low`)}, high: ${output(`${p}_high`)} },
    timing: null,
    action: ${output("disqualified_by")} === null ? null : "suppress",
    tier: null,
    icp,
    reasons: [
${program.reasons.map((reason, i) => `      ${printReason(reason, taken[i]!, variable)},\n`).join("")}    ]${document.scorecard.parts === undefined ? "" : ".filter(({ of }) => of !== null)"},
  };
}
`;
}

const CELL = `const cell = (row, headers) => {
  const header = headers.find((h) => Object.hasOwn(row, h));
  const value = header === undefined ? null : (row[header] ?? null);
  return value === null ? null : String(value);
};
`;

function printReason(reason: ReasonSteps, taken: string | null, variable: (step: string) => string): string {
  const cell = reason.raw === null ? "null" : variable(reason.raw);
  const marked = `${cell} + " (taken as " + ${variable(reason.value)} + ")"`;
  const raw = taken === null ? cell : `${variable(taken)} === true ? ${marked} : ${cell}`;
  const band = variable(reason.said);
  const fields = [
    `attribute: ${quoteJavascript(reason.attribute)}`,
    `value: ${variable(reason.value)} === null ? null : ${raw}`,
    `band: ${band} === null ? ${quoteJavascript(reason.missing)} : ${quoteJavascript(reason.labels)}[${band}]`,
    `points: ${variable(reason.points)}`,
    typeof reason.of === "number"
      ? `of: ${reason.of}`
      : `of: ${band} === null ? null : ${JSON.stringify(reason.of)}[${band}]`,
  ];
  return `{ ${fields.join(", ")} }`;
}
