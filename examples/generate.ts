import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateSampleCompany, SAMPLE_FOLDER } from "./generator/sample-company.ts";

/** Writes the sample company: `npx tsx examples/generate.ts`. */
function main(): void {
  const folder = join(dirname(fileURLToPath(import.meta.url)), SAMPLE_FOLDER);
  for (const [path, content] of generateSampleCompany()) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    process.stdout.write(`${path}: ${Buffer.byteLength(content)} bytes\n`);
  }
}

main();
