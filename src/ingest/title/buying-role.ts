/** A person's part in a purchase. */
export type BuyingRole = "buyer" | "champion" | "user" | "influencer" | "blocker";

/** Words of the CRMs (Salesforce's contact roles, HubSpot's `hs_buying_role`) and their translations, folded. The first that matches counts. */
const ROLES: readonly (readonly [BuyingRole, RegExp])[] = [
  ["blocker", /block|gatekeeper|detractor|opponent|gegner|opposant/],
  ["champion", /champion|coach|sponsor|advocate|ambassador|promoter|mentor|furs[pb]recher/],
  [
    "influencer",
    /technical buyer|technical decision|evaluator|influenc|recommend|adviser|advisor|legal|compliance|beeinfluss|prescripteur|consultant|procurement|purchasing/,
  ],
  [
    "buyer",
    /decision|economic|budget|buyer|approver|signatory|signer|purchaser|executive|entscheid|decideur|decisor|decisore|beslisser/,
  ],
  ["user", /user|nutzer|anwender|utilisateur|usuario|utente|utilizador|gebruiker/],
];

/** The buying role that a CRM's field says; null for none (`Other`, empty). Several joined by `;`: the first that is known. */
export function readBuyingRole(text: string): BuyingRole | null {
  const parts = text
    .slice(0, 200)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(";")
    .map((part) => part.replace(/[^a-z]+/g, " ").trim());
  for (const part of parts) {
    const found = ROLES.find(([, words]) => words.test(part));
    if (found !== undefined) return found[0];
  }
  return null;
}
