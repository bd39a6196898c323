import { describe, expect, it } from "vitest";
import { base } from "../../src/sql/dialects/base.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { column, compare, fold, isIn, let_, lookup, nothing, number, ref, text, toNumber } from "../../src/sql/expr.ts";
import { printExpr } from "../../src/sql/print.ts";
import { printSelect } from "../../src/sql/select.ts";
import { stepList } from "../../src/sql/steps.ts";

describe("printSelect", () => {
  it("computes each step once, in layers, and hands on only what is needed", () => {
    const list = stepList();
    const industry = list.add("industry", fold(column("Industry")));
    const big = list.add("big", compare(toNumber(column("Size")), ">", number(5)));
    const soft = list.add("soft", isIn(ref(industry), ["software"]));
    const columns = [
      { name: "soft", expr: ref(soft) },
      { name: "big", expr: ref(big) },
      { name: "segment", expr: nothing("text") },
    ];
    const select = { table: ["crm", "accounts"], keep: ["Account Id"], steps: list.steps, columns };
    expect(
      printSelect(select, { ...duckdb, fold: (text) => `fold(${text})`, toNumber: (text) => `num(${text})` }),
    ).toMatchInlineSnapshot(`
        "select
          "key 1" as "Account Id",
          "soft",
          "big",
          cast(null as varchar) as "segment"
        from (
        select
          "key 1",
          "big",
          ("industry" in ('software')) as "soft"
        from (
        select
          "key 1",
          fold("industry_raw") as "industry",
          (num("big_raw") > 5e0) as "big"
        from (
        select
          "Account Id" as "key 1",
          cast("Industry" as varchar) as "industry_raw",
          cast("Size" as varchar) as "big_raw"
        from "crm"."accounts"
        ) as "layer 0"
        ) as "layer 1"
        ) as "layer 2""
      `);
  });

  it("reads the table itself when there is nothing to compute", () => {
    const columns = [{ name: "p", expr: number(0.25) }];
    expect(printSelect({ table: "t", keep: ["id"], steps: [], columns }, duckdb)).toMatchInlineSnapshot(`
      "select
        "id",
        0.25e0 as "p"
      from "t""
    `);
  });
});

describe("stepList", () => {
  it("finds the same value again and keeps names apart regardless of case", () => {
    const list = stepList();
    expect(list.add("a", fold(column("x")))).toBe("a");
    expect(list.add("b", fold(column("x")))).toBe("a");
    expect(list.add("A", fold(column("y")))).toBe("A_2");
    expect(list.steps.map(({ name }) => name)).toEqual(["a_raw", "a", "A_raw_2", "A_2"]);
  });

  it("lifts lets under the name of their owner", () => {
    const list = stepList();
    list.add(
      "size",
      let_("text", fold(column("Size")), (t) => compare(t, "=", t)),
    );
    expect(list.steps.map(({ name }) => name)).toEqual(["size_raw", "size_text", "size"]);
  });
});

describe("dialects", () => {
  it("base says what standard SQL can say", () => {
    const expr = lookup(ref("i"), "number", [0.5, null]);
    expect(printExpr(expr, base)).toBe('cast(case "i" when 0 then 0.5 when 1 then null end as double precision)');
  });

  it("names the dialect and the form that it cannot say", () => {
    expect(() => printExpr(fold(text("a")), base)).toThrow("base cannot print the form: fold");
  });
});
