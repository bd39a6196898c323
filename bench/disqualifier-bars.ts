const FOUND = 90;
const FALSE = 10;

/** Which bars are met, line by line, from the rows of the table: the counts themselves, not their limits. */
export function barsOf(rows: readonly string[]): string {
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const lines = cells.map(([, name = "", , found = "", wrong = ""]) => ({
    name,
    found: Number.parseInt(found, 10),
    wrong: Number.parseInt(wrong, 10),
  }));
  const planted = lines.filter(({ found }) => !Number.isNaN(found));
  const none = lines.filter(({ found }) => Number.isNaN(found));
  const told = (of: typeof planted): string =>
    of.length === 0 ? "none" : of.map(({ name, found }) => `${name}: ${found}%`).join("; ");
  return `## Which bars are met

The bar (issue 5) speaks of planted rules at 3% wins, with at least 350 deals at a base rate of .20, or 150 at .30 and more, and makes
no difference between rules of one condition and of two.

- **Found in ${FOUND}% of worlds, met**: ${told(planted.filter(({ found }) => found >= FOUND))}.
- **Found in ${FOUND}%, not met**: ${told(planted.filter(({ found }) => found < FOUND))}.
- **False in at most ${FALSE}% of worlds without any**: ${none.every(({ wrong }) => wrong <= FALSE) ? "met" : "not met"}, at most ${Math.max(...none.map(({ wrong }) => wrong))}% in ${none.length} kinds of worlds.

So the bar holds for one condition where deals end independently of each other. A rule of two conditions takes about half as many
deals more; where outcomes vary by account, deals of one account say less, and fewer rules are found.
`;
}
