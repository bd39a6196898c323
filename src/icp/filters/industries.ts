import { foldText } from "../../normalise/fold.ts";
import type { Tool } from "./tools.ts";

/** Industries as people write them, and as LinkedIn, Apollo and ZoomInfo list them; `-` where there is none of that meaning. */
const INDUSTRIES = `
accounting | Accounting | accounting | Accounting Services
advertising, marketing agency, marketing, marketing services | Advertising Services | marketing & advertising | Advertising & Marketing
automotive | Motor Vehicle Manufacturing | automotive | -
banking, banks | Banking | banking | Banking
biotechnology, biotech | Biotechnology Research | biotechnology | -
construction | Construction | construction | Construction
consulting, management consulting | Business Consulting and Services | management consulting | Management Consulting
education | Education | education management | Education
energy, utilities | Utilities | utilities | Energy, Utilities & Waste
financial services, finance | Financial Services | financial services | Finance
government, public sector | Government Administration | government administration | Government
healthcare, health care, hospitals | Hospitals and Health Care | hospital & health care | Healthcare Services
hospitality | Hospitality | hospitality | Hospitality
insurance | Insurance | insurance | Insurance
it services, information technology | IT Services and IT Consulting | information technology & services | -
legal, legal services, law firms | Legal Services | legal services | Law Firms & Legal Services
logistics, transportation and logistics | Transportation, Logistics, Supply Chain and Storage | logistics & supply chain | Transportation
manufacturing | Manufacturing | - | Manufacturing
non-profit, nonprofit | Non-profit Organizations | nonprofit organization management | -
pharmaceuticals, pharma | Pharmaceutical Manufacturing | pharmaceuticals | -
professional services | Professional Services | - | Business Services
real estate | Real Estate | real estate | Real Estate
retail | Retail | retail | Retail
software, saas, computer software | Software Development | computer software | Software
telecommunications, telecom | Telecommunications | telecommunications | Telecommunications`;

const COLUMN: Readonly<Record<Tool, number>> = { "sales-navigator": 1, "linkedin-ads": 1, apollo: 2, zoominfo: 3 };

const ROWS = INDUSTRIES.trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));
/** LinkedIn's own names, the older ones too (Apollo's, and HubSpot's in capitals), find the row as well as people's words do. */
const BY_NAME = new Map(
  [
    ...ROWS.flatMap((row) => [row[1]!, row[2]!].map((name) => [plain(name), row] as const)),
    ...ROWS.flatMap((row) => row[0]!.split(", ").map((name) => [plain(name), row] as const)),
  ].filter(([name]) => name !== ""),
);

/** Lower case without signs and "and": `HOSPITAL_HEALTH_CARE` is `Hospital & Health Care`. */
function plain(industry: string): string {
  return foldText(industry)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\band\b/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** How a tool lists an industry; null when we do not know, or it has none of that meaning. */
export function industryIn(tool: Tool, industry: string): string | null {
  const name = BY_NAME.get(plain(industry))?.[COLUMN[tool]] ?? "-";
  return name === "-" ? null : name;
}
