import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { readCsv } from "./cli/read-csv.ts";
import { needs } from "./need.ts";

const PROGRAM = "/usr/bin/soffice";

/** `beforeEach(needsLibreOffice)`. */
export const needsLibreOffice = needs(
  existsSync(PROGRAM),
  "LibreOffice Calc",
  "apt-get install libreoffice-calc-nogui",
);

/** Comma, double quotes, UTF-8, from line 1; values as shown off; every sheet to a file of its own. */
const FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";

/** What LibreOffice computes for a workbook: the rows of the sheets asked for, by heading. */
export async function computed(workbook: string, sheets: readonly string[]): Promise<Record<string, string>[][]> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-libreoffice-"));
  try {
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    await promisify(execFile)(PROGRAM, [profile, "--headless", "--convert-to", FILTER, "--outdir", folder, workbook]);
    const name = basename(workbook, ".xlsx");
    return sheets.map((sheet) => readCsv(join(folder, `${name}-${sheet}.csv`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
