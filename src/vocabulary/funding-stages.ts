import { readOutline } from "./outline.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

const STAGES = `
Early stage: early stage venture; early-stage; early
  Pre-seed: pre seed round; preseed; angel; angel round; family & friends; friends & family; convertible note
  Seed: seed round; seed stage; seed funding; seed plus; seed+; seed extension
  Series A: a; a round; round a; series a round; series a-1; series a - i; series a - ii; series a - iii; series a1; series a2; series_a; series a+
  Series B: b; b round; round b; series b round; series b - i; series b - ii; series b - iii; series b1; series b2; series b+
Late stage: late stage venture; late-stage; growth stage; growth; late; series c or later; series c and later; later stage; late vc
  Series C: c; c round; round c; series c round; series c - i; series c - ii; series c1; series c2
  Series C+: series c plus; c+
  Series D: d; d round; round d; series d round; series d - i; series d - ii; series d1
  Series D+: series d plus; d+; series d or later
  Series E: e; e round; series e round; series e - i; series e1
  Series E+: series e plus; e+
  Series F: f; f round; series f round
  Series G: g; series g round
  Series H: h; series h round
  Series I: series i round
  Series J: series j round
Private equity: pe; private equity round; pe backed; pe-backed; private equity backed; buyout; lbo; private equity owned
Public: ipo; publicly traded; public company; listed; post ipo equity; post-ipo; post ipo debt; post-ipo equity; post-ipo debt; post-ipo secondary; initial public offering; publicly listed; publicly held; stock market; went public
Bootstrapped: self-funded; self funded; no funding; unfunded; founder funded; not funded; none raised; never raised; bootstrap; self-financed
Debt: debt financing; debt round; venture debt
Grant: grants; non-equity assistance; government grant
Acquired: m&a; merger/acquisition; acquisition; merged
Corporate: corporate round; strategic investment
Crowdfunding: equity crowdfunding; product crowdfunding
Venture (series unknown): venture; venture - series unknown; venture round; series unknown; venture capital; unspecified vc; vc backed; vc-backed; venture backed
Secondary market: secondary
Initial coin offering: ico; token sale
`;

/** Stages of funding, as Crunchbase, Apollo, PitchBook and people write them. */
export const fundingStages: Vocabulary = vocabulary("funding stage", readOutline(STAGES));
