import { folded, isOneOf, type Steps } from "./steps.ts";

/** What a cell says that holds something, but no number that the formulas can read. */
export const CANNOT_READ = "cannot read";

/**
 * Adds the steps that read a number cell as `numberExpr` does, as far as formulas go: plain and grouped numbers, a currency sign, `k`, `m`,
 * `b`, ranges (the middle), `500+` (1.5 times). The last step is the number, `""` when missing, or `CANNOT_READ`: never another number.
 *
 * @param key names the steps @param cell address of the raw cell, by row `{row}` @param missing range with the texts that mean missing
 */
export function numberSteps(
  steps: Steps,
  key: string,
  heading: string,
  cell: string,
  decimal: "." | ",",
  missing: string | null,
): string {
  const add = (part: string, text: string): string => {
    const named = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name === "row" ? whole : `{${key}_${name}}`));
    return `{${steps.add(`${key}_${part}`, `${heading}: ${part}`, named)}}`;
  };
  add("text", folded(`${cell}&""`));
  const point = decimal === "." ? "{text}" : `SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({text},".","|"),",","."),"|",",")`;
  add("signs", `SUBSTITUTE(SUBSTITUTE(${point},"–","-")," to ","-")`);
  add("plus", `IF(RIGHT({signs},1)="+",1,0)`);
  add("bare", `IF({plus}=1,TRIM(LEFT({signs},LEN({signs})-1)),{signs})`);
  add("minus", `IF(LEFT({bare},1)="-",1,0)`);
  add("rest", `IF({minus}=1,TRIM(MID({bare},2,255)),{bare})`);
  add("dash", `IFERROR(FIND("-",{rest}),0)`);
  amountSteps(add, "low", `IF({dash}>0,TRIM(LEFT({rest},{dash}-1)),{rest})`);
  amountSteps(add, "high", `IF({dash}>0,TRIM(MID({rest},{dash}+1,255)),"")`);
  const grouping = [",", ...(decimal === "," ? ["."] : [])].map(
    (sign) => `ISERROR(FIND("${sign}",{low_digits}&{high_digits}))`,
  );
  const inherits = `AND({low_power}=0,{high_power}>0,{low_value}*10^{high_power}<{high_value},${grouping.join(",")})`;
  add(
    "from",
    `IF({dash}=0,"",IF(OR({low_value}="",{high_value}=""),"",IF(${inherits},ROUND({low_value}*10^{high_power},6),{low_value})))`,
  );
  const single = `IF(OR({low_value}="",{plus}+{minus}=2),"${CANNOT_READ}",{low_value}*IF({minus}=1,-1,1)*IF({plus}=1,1.5,1))`;
  const between = `IF(OR({from}="",{plus}+{minus}>0),"${CANNOT_READ}",IF({from}<={high_value},({from}+{high_value})*0.5,"${CANNOT_READ}"))`;
  const read = `IF(ISNUMBER(${cell}),${cell},IF({dash}=0,${single},${between}))`;
  const known = missing === null ? read : `IF(${isOneOf("{text}", missing)},"",${read})`;
  return add("number", `IF({text}="","",${known})`);
}

const SIGNS = ["$", "€", "£"];

/** Steps of one amount: without currency sign, its power of ten, its digits, what is left of them without digits, whole part, fraction, value. */
function amountSteps(add: (part: string, text: string) => string, name: string, text: string): void {
  const own = (part: string): string => `{${name}_${part}}`;
  add(name, text);
  const opens = SIGNS.map((sign) => `LEFT({${name}},1)="${sign}"`).join(",");
  add(`${name}_opened`, `IF(OR(${opens}),TRIM(MID({${name}},2,255)),{${name}})`);
  const closes = SIGNS.map((sign) => `RIGHT(${own("opened")},1)="${sign}"`).join(",");
  add(`${name}_amount`, `IF(OR(${closes}),TRIM(LEFT(${own("opened")},LEN(${own("opened")})-1)),${own("opened")})`);
  const last = `RIGHT(${own("amount")},1)`;
  add(`${name}_power`, `IF(${last}="k",3,IF(${last}="m",6,IF(${last}="b",9,0)))`);
  add(`${name}_digits`, `IF(${own("power")}>0,TRIM(LEFT(${own("amount")},LEN(${own("amount")})-1)),${own("amount")})`);
  const left = [..."0123456789"].reduce((inner, digit) => `SUBSTITUTE(${inner},"${digit}","")`, own("digits"));
  add(`${name}_left`, left);
  const point = `FIND(".",${own("digits")})`;
  add(`${name}_whole`, `IF(ISNUMBER(${point}),LEFT(${own("digits")},${point}-1),${own("digits")})`);
  add(`${name}_fraction`, `IF(ISNUMBER(${point}),MID(${own("digits")},${point}+1,255),"")`);
  add(`${name}_groups`, `LEN(SUBSTITUTE(${own("left")},".",""))`);
  add(`${name}_value`, valueFormula(own));
}

/** A number when whole part and fraction are digits and thousands are grouped right, else `""`. Independent of the language of the program. */
function valueFormula(own: (part: string) => string): string {
  const [whole, fraction, left, groups] = [own("whole"), own("fraction"), own("left"), own("groups")];
  const signs = `OR(${left}=REPT(",",${groups}),AND(${left}=REPT(",",${groups})&".",LEN(${fraction})>0))`;
  const comma = (back: number): string => `MID(REPT("x",12)&${whole},LEN(${whole})+12-${back},1)=","`;
  const inPlace = `AND(${groups}<=3,${groups}=INT((LEN(${whole})-${groups}-1)/3),${comma(3)},OR(${groups}<2,${comma(7)}),OR(${groups}<3,${comma(11)}))`;
  const value = `VALUE(SUBSTITUTE(${whole},",",""))+IF(LEN(${fraction})>0,VALUE(${fraction})/10^LEN(${fraction}),0)`;
  const scaled = `IF(${own("power")}=0,${value},ROUND((${value})*10^${own("power")},6))`;
  return `IFERROR(IF(AND(LEN(${whole})>0,LEN(${whole})-${groups}<=15,${signs},OR(${groups}=0,${inPlace})),${scaled},""),"")`;
}
