/** Whether a text is the template as it was written: nothing of it is anybody's answer. */
export function isTemplate(text: string): boolean {
  return withoutCommands(text.replaceAll("\r\n", "\n")).trim() === withoutCommands(DECLARED_TEMPLATE).trim();
}

/** A declared ICP without the comments that name commands: the app has buttons for them. */
export function withoutCommands(text: string): string {
  return text.replace(/^#.*openicp .*\n/gm, "");
}

/**
 * A declared ICP to start from: the scorecard of the literature (industry 25, size 20, tech 20, geography 15, trigger 20; 70 and 40), with
 * examples for answers. It can be read as it is.
 */
export const DECLARED_TEMPLATE = `# Your ideal customer, as you see it today: a hypothesis until your deals speak.
# Every answer below is an example: put your own in its place, and take out what you do not know.
# Then: openicp build --declared icp.yaml --accounts accounts.csv --page icp.html --scores scores.csv
# With deals: openicp build deals.csv --declared icp.yaml --page icp.html

name: Our ideal customer

# Why such a company buys, in a sentence or two; who answers for this page; when it is looked at again.
narrative: >-
  Mid-size financial companies whose sales teams outgrow spreadsheets
  buy to see which deals will close.
owner: Head of Marketing
review: 2027-06-30

# From how many points on a company fits well, and fairly.
levels:
  high: 70
  medium: 40

# What a company earns points for. The highest points of all attributes sum to 100.
# A band holds words (in), tools (has) or numbers (from this one on, below that one).
# other: points of whatever no band names. unknown: points where nothing is known.
score:
  - attribute: Industry
    columns: [Industry, Sector] # headers that your files use for it
    bands:
      - label: in the profile
        in: [Fintech, Insurance]
        points: 25
      - label: adjacent
        in: [Banking, Accounting]
        points: 12
    other: 0
    unknown: 12

  - attribute: Employees
    bands:
      - label: in the band
        from: 50
        below: 500
        points: 20
      - label: within 25%
        within: 25%
        points: 10
    other: 0
    unknown: 10

  - attribute: Tech Stack
    bands:
      - label: required tools
        has: [Salesforce, HubSpot]
        points: 20
      - label: a competitor's tools
        has: [Clari, Gong]
        points: 10
    other: 5
    unknown: 5

  - attribute: Country
    bands:
      - label: where we sell
        in: [United States, Canada, United Kingdom]
        points: 15
      - label: where partners sell
        in: [Germany, France, Netherlands]
        points: 7
    other: 0
    unknown: 7

  # Something that happened lately, in words of your own: a column that you or a provider fill in.
  - attribute: Trigger
    bands:
      - label: a clear reason to buy now
        in: [New funding, New sales leader]
        points: 20
      - label: a weak one
        in: [Hiring in sales, New office]
        points: 10
    other: 0
    unknown: 0

# Who buys inside. Nothing of this is counted: the page says that people said it.
personas:
  - role: buyer
    titles: [VP Sales, Chief Revenue Officer]
    metrics: [forecast accuracy, sales cycle in days]
    frustrations: [deals that slip at the end of the quarter]
    objections: [one more tool for the team to fill in]
    message: Know on Monday which deals will close this quarter.
  - role: champion
    titles: [Head of Sales Operations]
    metrics: [hours spent on reports]
    frustrations: [numbers that nobody believes]
    objections: [data is not clean enough]
  - role: user
    titles: [Account Executive]
    metrics: [quota attainment]

# Whom not to sell to, whatever the score. What a file can tell is filtered out; the rest is shown to sellers.
# Templates: headcount-floor, regulated-industry, prior-failure, no-champion, recent-acquisition, red-flag-tool,
# geography-not-served. Your own: who, why, and where a file can tell it, column with in, has, from or below.
disqualifiers:
  - template: headcount-floor
    answer: 20
  - template: regulated-industry
    answer: [Hospitals, Government]
  - template: geography-not-served
    answer: [Brazil, Japan]
  - template: red-flag-tool
    answer: [SAP]
  - template: prior-failure
  - who: Agencies that resell to others
    why: they never use it themselves
    column: Business Model
    in: [Agency]
`;
