import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../../src/stats/random.ts";

/** Writes the files of this folder: who was written to, a control treated alike, and what the sending tool logged. `npx tsx examples/live-test/generate.ts`. */
const random = createRandom(20261122, 1);
const SIDES = [
  { file: "list.csv", from: 0, companies: 300, replies: 0.15, meetings: 0.4 },
  { file: "control.csv", from: 300, companies: 200, replies: 0.05, meetings: 0.3 },
] as const;

const day = (after: number): string => new Date(Date.UTC(2026, 6, 6) + after * 86_400_000).toISOString().slice(0, 10);
const log: { readonly day: string; readonly line: string }[] = [];
for (const { file, from, companies, replies, meetings } of SIDES) {
  const lines = ["Company,Website,Email"];
  for (let i = from; i < from + companies; i++) {
    const name = `Company ${i + 1}`;
    const domain = `company-${i + 1}.example`;
    const email = `buyer@${domain}`;
    lines.push(`${name},https://www.${domain},${email}`);
    const sent = random.int(40);
    const say = (type: string, after: number): void => {
      log.push({ day: day(sent + after), line: `${email},${type},${day(sent + after)}` });
    };
    if (random.next() < 0.38) say("Email opened", random.int(4));
    if (random.next() < replies) {
      say("Email replied", 1 + random.int(12));
      if (random.next() < meetings) say("Meeting booked", 14 + random.int(9));
    } else if (random.next() < 0.04) say("Auto reply", 1);
  }
  writeFileSync(join(import.meta.dirname, file), `${lines.join("\n")}\n`);
}
log.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
writeFileSync(join(import.meta.dirname, "log.csv"), `email,type,date\n${log.map(({ line }) => line).join("\n")}\n`);
