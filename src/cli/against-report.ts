import type { AgainstResult } from "../engine/proof/against.ts";

const whole = new Intl.NumberFormat("en-US");

function wins(n: number): string {
  return String(Number(n.toFixed(n < 10 ? 1 : 0)));
}

function percent(x: number): string {
  return `${Math.round(100 * x)}%`;
}

const VERDICTS: Readonly<Record<AgainstResult["verdict"], string>> = {
  "ours is better": "this profile ranks these deals better",
  "theirs is better": "the other score ranks these deals better",
  "no difference shown": "no difference is shown",
  "not enough data": "not enough data",
  "no verdict": "no verdict: the other score probably knows the outcome",
};

function ranked(name: string, width: number, { auc, interval, top_wins }: AgainstResult["ours"], top: number): string {
  return `  ${name.padEnd(width)}  AUC ${auc.toFixed(3)} (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}), ${wins(top_wins)} wins in its best ${whole.format(top)}`;
}

/** The profile against the score that the company has, in lines. */
export function againstLines(result: AgainstResult): string[] {
  const { column, read, ours, theirs, difference, difference_interval: limits, top, n, won, needed, verdict } = result;
  const width = Math.max("this profile".length, column.length);
  const lead = result.top_lead;
  const leads = `${lead < 0 ? "" : "+"}${wins(lead)} wins (${wins(result.top_lead_interval[0])} to ${wins(result.top_lead_interval[1])})`;
  const { theirs_unknown, ours_unknown } = result.left_out;
  return [
    "",
    `AGAINST ${column.toUpperCase()} (${read})`,
    `  ${whole.format(n)} deals that both score, ${whole.format(won)} won`,
    ranked("this profile", width, ours, top),
    ranked(column, width, theirs, top),
    `  difference ${difference < 0 ? "" : "+"}${difference.toFixed(3)} (${limits[0].toFixed(3)} to ${limits[1].toFixed(3)}); ${leads} in the best fifth`,
    `  ${VERDICTS[verdict]}${needed === null ? "" : `; about ${whole.format(needed)} deals would show a difference of 0.05`}`,
    ...result.values.map(
      ({ value, n: of, won: hit, interval }) =>
        `    ${value}: won ${whole.format(hit)} of ${whole.format(of)}${of === 0 ? "" : ` (${percent(interval[0])} to ${percent(interval[1])})`}`,
    ),
    ...(theirs_unknown > 0 ? [`  ${whole.format(theirs_unknown)} deals have no ${column}`] : []),
    ...(ours_unknown > 0 ? [`  of ${whole.format(ours_unknown)} too little is known for this profile`] : []),
    result.suspicion === null
      ? `  Mind: ${column} is read as it stands today. If it goes on changing after a deal is closed, it knows the outcome; a field history (--history) tells what it was.`
      : `  Warning: ${column} probably knows the outcome: ${result.suspicion}. Compare what it was when the deals were created (--history).`,
  ];
}
