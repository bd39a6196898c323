import { InputError } from "../../errors.ts";

/** Refuses exports named .csv or .xls that hold something else: a sentence that says what, and what to export instead. */
export function refuseOtherText(head: string, file: string): void {
  const text = head.trimStart();
  if (/^<\?xml|^<workbook/i.test(text) && /<workbook|excel\.sheet/i.test(text.slice(0, 4000)))
    throw new InputError(
      `${file} is an XML spreadsheet (Excel 2003): open it in a spreadsheet and save it as XLSX or CSV, and give that`,
    );
  if (
    /^(<!doctype html|<html|<head|<table|<meta|<style|<!--)/i.test(text) ||
    /^<\?xml[^>]*>\s*<(!doctype )?html/i.test(text)
  ) {
    const table = /<(table|tr|td)\b/i.test(text);
    throw new InputError(
      table
        ? `${file} is a web page named like a spreadsheet (Salesforce's old Excel export is one): export the report as CSV or XLSX, or open it in a spreadsheet and save it as XLSX`
        : `${file} is a web page without a table, perhaps a login page saved in place of the file: export it again as CSV`,
    );
  }
  if (/^(<\?xml|<!doctype|<[a-z][\w:-]*[\s>])/i.test(text))
    throw new InputError(`${file} is XML, not a table: export it as CSV`);
  if (text.startsWith("%PDF-") || text.startsWith("{\\rtf"))
    throw new InputError(`${file} is a document, not a table: export the table as CSV`);
}
