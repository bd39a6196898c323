import { stat } from "node:fs/promises";
import { DECLARED_TEMPLATE } from "../declared/template.ts";
import { InputError } from "../errors.ts";
import { writeTogether } from "./write.ts";

/** The text of the declared ICP to start from. */
export function declaredTemplate(): string {
  return DECLARED_TEMPLATE;
}

/** Writes the declared ICP to start from. Throws `InputError` where a file is: it may hold somebody's answers. */
export async function writeTemplate(path: string): Promise<void> {
  if ((await stat(path).catch(() => null)) !== null)
    throw new InputError(`${path} is there already, and it may hold your answers: give another name`);
  await writeTogether([{ path, text: DECLARED_TEMPLATE }], async () => {});
}
