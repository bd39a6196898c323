import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makeIndexes } from "../../src/api/indexes.ts";
import { streamOf } from "../../src/api/lines.ts";
import { account, accounts, profile, smallWorkspace } from "../engine/workspace/small-workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-indexes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ALL = { picked: {}, words: "", fitFrom: null, fitTo: null, sort: "-fit", offset: 0, limit: 10 };

it("accounts are laid anew where they are others, and who asks meanwhile gets them as they were", async () => {
  const small = await smallWorkspace(folder);
  await small.bring("accounts", accounts(account(1), account(2)));
  await small.inForce(profile("one"));
  const indexes = makeIndexes(small.workspace);
  await indexes.early();
  const count = (): Promise<number> => indexes.use("main", async (index) => (await index.page(ALL)).total);
  const same = (): Promise<unknown> => indexes.use("main", async (index) => index);
  const first = await same();
  await indexes.renew();
  expect(await same()).toBe(first);
  await small.bring("accounts", accounts(account(1), account(2), account(3)));
  await small.score();
  const renewed = indexes.renew();
  expect(await count()).toBe(2);
  await renewed;
  expect(await count()).toBe(3);
  await small.inForce(profile("two", 50));
  await indexes.renew();
  const fit = await indexes.use("main", async (index) => (await index.page(ALL)).items[0]?.fit);
  expect(fit).toBe(90);
  const lent = (): AsyncGenerator<string> =>
    indexes.lend("main", async function* () {
      yield "a";
      yield "b";
    });
  // Begun, and the answer that was to give the rest never read: closing it ends it all the same.
  const pieces = lent();
  expect(await pieces.next()).toMatchObject({ value: "a" });
  let closed = 0;
  const never = streamOf(
    (async function* () {
      yield* pieces;
    })(),
    async () => {
      closed++;
      await pieces.return(undefined);
    },
  );
  await never.cancel();
  expect([closed, (await pieces.next()).done]).toEqual([1, true]);
  expect(await new Response(streamOf(lent(), async () => void closed++)).text()).toBe("ab");
  expect(closed).toBe(2);
  await indexes.close();
  const reader = makeIndexes(small.workspace, 50);
  const kept = reader.lend("main", async function* (index) {
    yield index;
    yield index;
  });
  await kept.next();
  // Whoever reads on and on is not waited for without an end, and lets go when they end.
  await reader.close();
  await kept.return(undefined);
  await reader.close();
  await small.workspace.close();
});
