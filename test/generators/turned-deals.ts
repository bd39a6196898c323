import { createRandom } from "../../src/stats/random.ts";

const INDUSTRIES = ["Software", "Retail", "Banking", "Logistics"] as const;
const SOURCES = ["Referral", "Event", "Website", "Outbound"] as const;

/** A file of closed deals, one company each: industries that win with 200 employees or more lose with fewer; a tenth hide their size. */
export function turnedDeals(seed: number, deals: number): string {
  const random = createRandom(seed, 313);
  const lines = Array.from({ length: deals }, (_, i) => {
    const employees = Math.round(10 * 10 ** (2.6 * random.next()));
    const [industry, source] = [random.int(4), random.int(4)];
    const audited = random.int(2);
    const turning = 0.9 * (industry - 1.5) + 0.5 * (source - 1.5);
    const steady = (audited === 1 ? 0.6 : -0.6) - 0.3;
    const won = random.next() < 1 / (1 + Math.exp(employees >= 200 ? -steady - 0.6 - turning : turning - steady));
    const size = random.next() < 0.1 ? "" : String(employees);
    const cells = [
      `D-${1000 + i}`,
      `Company ${i}`,
      size,
      INDUSTRIES[industry],
      SOURCES[source],
      audited === 1 ? "Yes" : "No",
    ];
    return [...cells, won ? "Closed Won" : "Closed Lost"].join(",");
  });
  return `Deal Id,Company,Employees,Industry,Lead Source,Audited,Stage\n${lines.join("\n")}\n`;
}
