import { z } from "zod";
import { InputError, NotFoundError } from "../../../errors.ts";
import { LIVE_OUTCOMES } from "../../../ingest/live-outcomes.ts";
import { putSetting, readSetting } from "../../../store/settings.ts";
import type { Db } from "../../../store/store.ts";
import type { LiveTest } from "./shapes.ts";

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);
const kept = z.array(
  z.object({
    ...{ id: z.string(), list: z.string(), list_id: z.number().int(), outcome: z.enum(LIVE_OUTCOMES), usual: share },
    ...{ since: z.string(), until: z.string(), started_at: z.string(), ended_at: z.string().nullable() },
    ...{ sides: z.object({ list: count, control: count }), smallest: share.nullable() },
  }),
);

const keyOf = (icp: string): string => `live-tests:${icp}`;

/** The live tests of a profile, the oldest first. */
export async function testsOf(db: Db, icp: string): Promise<readonly LiveTest[]> {
  const found = kept.safeParse(await readSetting(db, keyOf(icp), []));
  return found.success ? found.data : [];
}

/** @throws NotFoundError */
export async function requireTest(db: Db, icp: string, id: string): Promise<LiveTest> {
  const found = (await testsOf(db, icp)).find((one) => one.id === id);
  if (found === undefined) throw new NotFoundError("there is no such live test");
  return found;
}

/** Keeps a test, in the place of the one with its id. Inside a transaction. @throws InputError where another version of OpenICP kept tests that this one cannot read */
export async function putTest(tx: Db, icp: string, test: LiveTest, at: Date, by: string): Promise<void> {
  if (!kept.safeParse(await readSetting(tx, keyOf(icp), [])).success)
    throw new InputError("the live tests that are kept were written by a newer OpenICP: use that, nothing was changed");
  const tests = await testsOf(tx, icp);
  const there = tests.some(({ id }) => id === test.id);
  const value = there ? tests.map((one) => (one.id === test.id ? test : one)) : [...tests, test];
  await putSetting(tx, { key: keyOf(icp), value, at, by });
}
