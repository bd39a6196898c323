import { businessModels } from "./business-models.ts";
import { countries, worldRegions } from "./countries.ts";
import { dynamicsIndustries } from "./dynamics-industries.ts";
import { fundingStages } from "./funding-stages.ts";
import { industries } from "./industries.ts";
import { sicIndustries } from "./sic.ts";
import { states } from "./states.ts";
import { technologies } from "./technologies.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Names of fields (words of the name with blanks) and the vocabulary that their values may be in; the first that fits. */
const BY_NAME: readonly (readonly [pattern: RegExp, vocabulary: Vocabulary])[] = [
  [/\b(tech|technology|technologies|stack|tools|software|crm|erp|cloud|platforms?|integrations?)\b/, technologies],
  [/^industrycode$/, dynamicsIndustries],
  [/\bu?s?sic\d?\b/, sicIndustries],
  [
    /\b(industry|industries|sector|sectors|vertical|verticals|branche|naics|category|categories|secteur|sektor)\b/,
    industries,
  ],
  [/\b(country|countries|nation|land|pays)\b/, countries],
  [/\b(regions?|geo|geography|markets?|territory|area|theater|theatre)\b/, worldRegions],
  [/\b(state|province|bundesland)\b/, states],
  [/\b(funding|round|investment stage|company stage|ownership)\b/, fundingStages],
  [/\b(business model|business type|sells to|customer type|b2b)\b/, businessModels],
];

/** The vocabularies that a field of this name may speak, likeliest first. Whether it does its values tell. */
export function vocabulariesOf(name: string): readonly Vocabulary[] {
  const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return [...new Set(BY_NAME.filter(([pattern]) => pattern.test(words)).map(([, vocabulary]) => vocabulary))];
}
