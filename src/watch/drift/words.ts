import type { Format } from "../../icp/page/format.ts";
import { light, type Phrase, phrase, strong } from "../../icp/page/phrase.ts";
import { mostMoved } from "./mixes.ts";
import type { Judged, Monitor, WatchFigure } from "./monitor.ts";

/** `1 thing`, `3 things` */
export function many(format: Format, n: number, one: string, more = `${one}s`): string {
  return `${format.count(n)} ${n === 1 ? one : more}`;
}

/** `38%`, `64 days`, `0.71` */
export function valueText({ unit }: Pick<Monitor, "unit">, value: number, format: Format): string {
  if (unit === "share") return format.percent(value);
  return unit === "days" ? `${format.count(Math.round(value))} days` : format.decimal(value);
}

/** `(27–49%, n 72)` */
export function evidenceText(monitor: Pick<Monitor, "unit">, figure: WatchFigure, format: Format): string {
  const { interval, n } = figure;
  if (monitor.unit === "share" || interval === null) return format.evidence(interval, n);
  const ends =
    monitor.unit === "days"
      ? `${format.count(interval[0])}–${format.count(interval[1])}`
      : `${format.decimal(interval[0])}–${format.decimal(interval[1])}`;
  return `(${ends}, n ${format.count(n)})`;
}

/** `38% (27–49%, n 72)` */
export function figureText(monitor: Pick<Monitor, "unit">, figure: WatchFigure | null, format: Format): string {
  return figure === null ? "–" : `${valueText(monitor, figure.value, format)} ${evidenceText(monitor, figure, format)}`;
}

/** The same in a table, its evidence in lighter type. */
export function figureWords(monitor: Pick<Monitor, "unit">, figure: WatchFigure | null, format: Format): Phrase {
  return figure === null
    ? phrase("–")
    : phrase(valueText(monitor, figure.value, format), light(` ${evidenceText(monitor, figure, format)}`));
}

/** How far it moved, in its own measure: `PSI 0.25`, `-18 points`, `+22%`, `AUC -0.08`. */
export function effectText({ effect, measure }: Pick<Monitor, "effect" | "measure">, format: Format): string {
  if (effect === null) return "–";
  const sign = effect < 0 ? "−" : "+";
  const size = Math.abs(effect);
  if (measure === "PSI") return `PSI ${format.decimal(effect)}`;
  if (measure === "AUC") return `AUC ${sign}${format.decimal(size)}`;
  return measure === "points" ? `${sign}${Math.round(100 * size)} points` : `${sign}${format.percent(size)}`;
}

interface Said {
  readonly opening: string;
  /** What the figure is of. */
  readonly now: string;
  readonly before: string;
}

/** `score 42 to 56`, `have SAP`, `are without SAP`, `are Healthcare`: a value after "of them". */
function cellWords(kind: Monitor["kind"], label: string): string {
  if (kind === "score") return `score ${label}`;
  return label.startsWith("has ") ? `have ${label.slice(4)}` : `are ${label}`;
}

function said(monitor: Judged): Said {
  const fell = (monitor.effect ?? 0) < 0;
  switch (monitor.kind) {
    case "attribute":
    case "score": {
      const cell = mostMoved(monitor.cells);
      return {
        opening: `${monitor.name} of new opportunities has moved: `,
        now: ` of them ${cellWords(monitor.kind, cell?.label ?? "")}`,
        before: "when built",
      };
    }
    case "wins at high":
      return {
        opening: `Wins are ${fell ? "less" : "more"} concentrated at high: `,
        now: " of wins",
        before: "when built",
      };
    case "win rate":
      return {
        opening: `Deals at ${monitor.id.split(":")[1]} win ${fell ? "less" : "more"} often than the score forecasts: `,
        now: "",
        before: "forecast",
      };
    case "forecast":
      return { opening: `${fell ? "Fewer" : "More"} deals are won than forecast: `, now: "", before: "forecast" };
    case "ranking":
      return { opening: "The score ranks won deals above lost ones less well: AUC ", now: "", before: "when built" };
    case "cycle":
      return { opening: `Won deals take ${fell ? "less" : "more"} time: median `, now: "", before: "when built" };
  }
}

/** What an alarm says: what moved, from what to what, with n and limits. */
export function alarmSentence(monitor: Judged, format: Format): Phrase {
  const { opening, now, before } = said(monitor);
  const is = monitor.now;
  if (is === null) return phrase(monitor.name);
  return phrase(
    opening,
    strong(valueText(monitor, is.value, format)),
    `${now} `,
    light(evidenceText(monitor, is, format)),
    monitor.before === null ? null : `; ${before} ${valueText(monitor, monitor.before.value, format)} `,
    monitor.before === null ? null : light(evidenceText(monitor, monitor.before, format)),
    ".",
  );
}

/** What to do about it. */
export function nextStep({ kind, effect }: Judged): string {
  const fell = (effect ?? 0) < 0;
  switch (kind) {
    case "attribute":
    case "score":
      return "Ask whether this is meant: a new campaign, market or data provider. If it stays, build with the newest deals and look at what changes (openicp diff).";
    case "wins at high":
      return fell
        ? "Look at who wins below high (emerging kinds, below), then build with the newest deals."
        : "Good news: high finds more of the wins. Check that low deals are not simply closed faster.";
    case "win rate":
      return fell
        ? "Read this level's forecasts with care, and build with the newest deals."
        : "The score undersells these companies: build with the newest deals before you leave any of them out.";
    case "forecast":
      return "The forecasts (p_win) no longer hold on average: build with the newest deals; ranks may still hold.";
    case "ranking":
      return "The profile loses its grip: build with the newest deals, and ask what newly decides deals.";
    case "cycle":
      return fell
        ? "Find out what became easier, and whether it holds at every level."
        : "Look at the stalled deals: a new step in the buyers' process, or an attribute that the profile lacks.";
  }
}
