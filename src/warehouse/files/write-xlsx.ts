import { unzipSync } from "fflate";
import writeExcelFile, { type CellObject, type Row } from "write-excel-file/node";
import { zipOf } from "./write-zip.ts";

/** A cell: text, number, formula (without its `=`), share (shown as a percentage), or nothing. */
export type XlsxCell = string | number | null | { readonly formula: string } | { readonly share: number };

/** A sheet as data. */
export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly { readonly width: number; readonly entry: boolean }[];
  readonly headings: number;
  readonly rows: readonly (readonly XlsxCell[])[];
}

/** No results are stored with the formulas, so programs are told to compute them when they open the file. */
const computeOnOpening = (tag: string, attributes: Record<string, string | number>): Record<string, string | number> =>
  tag === "calcPr" ? { ...attributes, fullCalcOnLoad: 1 } : attributes;

/** A workbook with formulas as the bytes of an XLSX file, the same for the same cells. Texts are never formulas; entry columns keep what is typed as text. */
export async function xlsxOf(sheets: readonly XlsxSheet[]): Promise<Uint8Array> {
  const parts = sheets.map(({ name, columns, headings, rows }) => ({
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    ...(headings === 0 ? {} : { stickyRowsCount: headings }),
    data: rows.map((cells, i): Row => cells.map((cell, k) => cellOf(cell, i < headings, columns[k]?.entry === true))),
  }));
  const written = writeExcelFile(parts, {
    features: [{ files: { transform: { "xl/workbook.xml": { transformElementAttributes: computeOnOpening } } } }],
  });
  return zipOf(unzipSync(await written.toBuffer()));
}

function cellOf(cell: XlsxCell, heading: boolean, entry: boolean): CellObject | null {
  if (cell === null) return entry ? { type: String, format: "@" } : null;
  if (typeof cell === "number") return { type: Number, value: cell };
  if (typeof cell === "object")
    return "share" in cell
      ? { type: Number, value: cell.share, format: "0%" }
      : { type: "Formula", value: cell.formula };
  if (heading) return { type: String, value: cell, fontWeight: "bold" };
  return entry ? { type: String, value: cell, format: "@" } : { type: String, value: cell };
}
