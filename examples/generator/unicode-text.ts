/** Excel's "Unicode Text" of an RFC 4180 text without quoted cells: UTF-16 with a byte order mark, tabs, CRLF. */
export function unicodeText(csv: string): Uint8Array {
  if (csv.includes('"') || csv.includes("\t")) throw new Error("only plain cells");
  return Buffer.from(`\uFEFF${csv.replaceAll(",", "\t").replaceAll("\n", "\r\n")}`, "utf16le");
}
