import { zipOf } from "../../src/warehouse/files/write-zip.ts";
import type { Column } from "./csv.ts";
import { dayOf, excelSerial } from "./dates.ts";

/** A sheet as the XML of its rows. */
export interface Sheet {
  readonly name: string;
  readonly rows: string;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Cell formats, by their place in styles.xml. */
const STYLE = { date: 1, moment: 2 } as const;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `A`, `Z`, `AA`: the column's letters. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

/** A cell of the kind that Excel would make of the text: date, moment, boolean, number, text; nothing for an empty one. */
function cellXml(text: string, at: string): string {
  if (text === "") return "";
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `<c r="${at}" s="${STYLE.date}"><v>${excelSerial(dayOf(text))}</v></c>`;
  const moment = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)\.000\+0000$/.exec(text);
  if (moment !== null) {
    const [hour, minute, second] = moment.slice(2).map(Number);
    const fraction = ((hour! * 60 + minute!) * 60 + second!) / 86_400;
    return `<c r="${at}" s="${STYLE.moment}"><v>${excelSerial(dayOf(moment[1]!)) + Number(fraction.toFixed(10))}</v></c>`;
  }
  if (text === "true" || text === "false") return `<c r="${at}" t="b"><v>${text === "true" ? 1 : 0}</v></c>`;
  if (/^(0|[1-9]\d{0,14})$/.test(text)) return `<c r="${at}"><v>${text}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function rowXml(row: readonly string[], index: number): string {
  const cells = row.map((text, column) => cellXml(text, `${letters(column)}${index + 1}`));
  return `<row r="${index + 1}">${cells.join("")}</row>`;
}

/** A sheet of a table, its header in the first row. */
export function tableSheet<Row>(name: string, columns: readonly Column<Row>[], rows: readonly Row[]): Sheet {
  const cells = [columns.map((column) => column.header), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  return { name, rows: cells.map(rowXml).join("\n") };
}

function part(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function contentTypes(sheets: readonly Sheet[]): string {
  const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const override = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${spreadsheet}.${type}+xml"/>`;
  const parts = [
    override("xl/workbook.xml", "sheet.main"),
    override("xl/styles.xml", "styles"),
    ...sheets.map((_, index) => override(part(index), "worksheet")),
  ];
  const rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  return `${XML}<Types xmlns="${PACKAGE}/content-types">${rels}<Default Extension="xml" ContentType="application/xml"/>${parts.join("")}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`;
}

const STYLES = `${XML}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** An XLSX workbook: dates, moments, booleans and numbers as what they are, texts inline. The same sheets give the same bytes. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return zipOf({
    "[Content_Types].xml": contentTypes(sheets),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, index) => ["worksheet", `worksheets/sheet${index + 1}.xml`] as const),
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": STYLES,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        part(index),
        `${XML}<worksheet ${MAIN}><sheetData>\n${rows}\n</sheetData></worksheet>`,
      ]),
    ),
  });
}
