import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { companyKey } from "../../src/ingest/company-name.ts";
import { domainOf } from "../../src/ingest/domain.ts";
import { families } from "../../src/ingest/family.ts";

describe("domainOf", () => {
  it.each([
    ["https://www.shop.acme.co.uk/x?y=1", "acme.co.uk"],
    ["ACME.com", "acme.com"],
    ["www.acme.com/", "acme.com"],
    ["http://acme.com:8080", "acme.com"],
    ["jane@mail.acme.de", "acme.de"],
    ["northwind.example", "northwind.example"],
    ["acme.myshopify.com", "acme.myshopify.com"],
    ["jane@gmail.com", null],
    ["https://www.linkedin.com/company/acme", null],
    ["facebook.com/acme", null],
    ["github.io", null],
    ["n/a", null],
    ["Acme Inc", null],
    ["127.0.0.1", null],
    ["", null],
  ])("%j is %j", (text, domain) => expect(domainOf(text)).toBe(domain));
});

describe("companyKey", () => {
  it.each([
    ["ACME, Inc.", "acme"],
    ["Acme Corporation", "acme"],
    ["Müller GmbH & Co. KG", "muller"],
    ["  Procter  &  Gamble Co ", "procter and gamble"],
    ["Nestlé S.A.", "nestle"],
    ["Co", "co"],
    ["東京 株式会社", "東京 株式会社"],
    ["!!!", null],
  ])("%j is %j", (name, key) => expect(companyKey(name)).toBe(key));
});

describe("families", () => {
  it("links over others, and names a family by its smallest node", () => {
    expect([
      ...families(7, [
        [5, 3],
        [1, 5],
        [6, 6],
        [4, 2],
      ]),
    ]).toEqual([0, 1, 2, 1, 2, 1, 6]);
  });

  it("does not depend on the order of the links (property)", () => {
    const links = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 30 });
    fc.assert(
      fc.property(links, (pairs) => {
        const flipped = pairs.toReversed().map(([a, b]) => [b, a] as const);
        expect([...families(20, pairs)]).toEqual([...families(20, flipped)]);
      }),
    );
  });
});
