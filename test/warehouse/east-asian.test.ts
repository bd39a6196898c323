import { afterAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/warehouse/database.ts";
import { eastAsianEncoding } from "../../src/warehouse/files/east-asian.ts";
import { scratchFiles } from "./files.ts";
import { reader } from "./reading.ts";

const database = await openDatabase({ threads: 1 });
afterAll(() => database.close());
const file = scratchFiles();
const read = reader(database);

/** Tables of company names in the encodings that Excel writes for each language, in base64. */
const FILES = new Map([
  [
    "gb18030",
    "w/uzxizQ0NK1LLPHytAKsbG+qbuq0MW/xry809DP3rmry74syO28/rrN0MXPory8yvW3/s7xLLGxvqkKyc+6o9S20fPO78H309DP3rmry74svbvNqNTLyuQsyc+6owrJ7tvaytDD97TvtefX09PQz965q8u+LNbG1OzStSzJ7tvaCrnj1t3M7LrTyczDs9PQz965q8u+LMX6t6K6zcHjytssuePW3Qo=",
  ],
  [
    "euc-kr",
    "wMy4pyy76r73LLW1vcMKwda9xMi4u+cgx9G6+7zSx8HGrr/+vu4swaS6uMXrvcUsvK2/7wrB1r3EyLi75yC068fRubC3+Sy/7rzbLLrOu+oKwda9xMi4u+cgucy3ocD8wNoswabBtr73LLz2v/gK",
  ],
  [
    "shift_jis",
    "lryRTyyLxo7tLJNzjnMKipSOronvjtCDVINOg4mNSIvGLJC7kaKLxiyTjIueCoN+g2mDZ4NmgVuDXoqUjq6J747QLI/ulfGSypBNLJHljeMK",
  ],
  [
    "latin",
    "TmFtZTtPcnQKTfxsbGVyICYgU/ZobmU7S/ZsbgpHcm/fbWFubjtN/G5jaGVuCsljb2xlIFN1cOlyaWV1cmU7T3Js6WFucwpDYWbpIFNvY2npdOk7QmVzYW7nb24KSvxyZ2VucztE/HNzZWxkb3JmClP4cmVuc2VuIMZy+DvFcmh1cwrRYW5k+jtDb3J18WEK",
  ],
  [
    "cyr",
    "zeDn4uDt6OU7w+7w7uQKzuH55fHy4u4g8SDu4/Dg7ej35e3t7ukg7vLi5fLx8uLl7e3u8fL8/iDQ7uzg+OrgO8zu8eri4ArH4OLu5CDo7OXt6CDK6PDu4uA7xerg8uXw6O3h8/DjCtHl4uXw7fvpIOLl8uXwO83u4u7x6OHo8PHqCg==",
  ],
  ["greek", "vO3v7OE70Pzr5wrF9OHp8eXf4SDQ6+fx7/bv8enq3vI7weje7eEKwunv7Of34e3f4SDU8e/23+z57TvI5fPz4evv7d/q5wo="],
  [
    "turk",
    "QWQ73mVoaXIKx2HwZGH+IFlhev1s/W073XN0YW5idWwKR/xuZf4gRW5lcmppc2kg3HJldGltaTvdem1pcgrWemf8ciDeaXJrZXRpO0RpeWFyYmFr/XIK",
  ],
  [
    "polish",
    "TmF6d2E7TWlhc3RvCq/zs+YgU3AuIHogby5vLjuj82SfCox3aep0YSBH83JhO0tyYWvzdwpQcnplZHNp6mJpb3JzdHdvIEhhbmRsb3dlIIxsuXphaztXcm9js2F3Cg==",
  ],
]);
const bytes = (name: string): Buffer => Buffer.from(FILES.get(name)!, "base64");

describe("the bytes of a file that is no UTF-8", () => {
  it.each([
    ["shift_jis", "shift_jis"],
    ["gb18030", "gb18030"],
    ["euc-kr", "euc-kr"],
    ["latin", null],
    ["cyr", null],
    ["greek", null],
    ["turk", null],
    ["polish", null],
  ])("in %s are taken for %s", (name, encoding) => {
    expect(eastAsianEncoding(bytes(name))).toBe(encoding);
  });

  it("say nothing where they are few", () => {
    expect(eastAsianEncoding(Buffer.from("43,caf\u00e9,M\u00fcller\n", "latin1"))).toBeNull();
    expect(eastAsianEncoding(bytes("gb18030").subarray(0, 12))).toBeNull();
  });

  it.each([
    ["shift_jis", "株式会社サクラ工業", "Japanese"],
    ["gb18030", "北京华信科技有限公司", "Chinese"],
    ["euc-kr", "주식회사 한빛소프트웨어", "Korean"],
  ])("in %s are decoded, and that is told", async (name, first, language) => {
    const { raw, rows } = await read(file(`${name}.csv`, bytes(name)));
    expect(Object.values(rows[0]!)).toContain(first);
    expect(raw.notes.join("\n")).toContain(`its bytes read like ${language} (${name}), so it was read so`);
  });

  it("are not doubted when a person says the encoding", async () => {
    const { raw } = await read(file("asked.csv", bytes("shift_jis")), { encoding: "windows-1252" });
    expect(raw.notes.join("\n")).not.toContain("read like");
    expect(raw.format).toContain("latin-1");
  });
});
