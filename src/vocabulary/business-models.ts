import { readOutline } from "./outline.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

const MODELS = `
B2B: business to business; business-to-business; business2business; b to b; b-to-b; sells to businesses; geschäftskunden
B2C: business to consumer; business-to-consumer; consumer; b to c; dtc; d2c; direct to consumer; direct-to-consumer; business2consumer; privatkunden; b2c/d2c
B2B2C: business to business to consumer; b2b & b2c; b2b and b2c; b2b/b2c; both; b2b+b2c; b2c & b2b; b2c/b2b; mixed; hybrid
B2G: business to government; business-to-government; b2a; government sales
C2C: consumer to consumer; peer to peer; p2p; peer-to-peer
Marketplace: two-sided marketplace; multi-sided platform; market place; two sided marketplace
`;

/** Whom a company sells to. */
export const businessModels: Vocabulary = vocabulary("business model", readOutline(MODELS));
