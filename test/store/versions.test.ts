import { describe, expect, it } from "vitest";
import { approvalsOf, putInForce, versionBefore } from "../../src/store/approvals.ts";
import { addIcp, readIcp } from "../../src/store/icps.ts";
import { answerSignOff, askSignOff, signOffsOf } from "../../src/store/sign-offs.ts";
import {
  addDraft,
  newestDraft,
  readVersion,
  retireDraft,
  versionInForce,
  versionsOf,
} from "../../src/store/versions.ts";
import { onBothEngines } from "./engines.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute));
/** Keys in their order, spaces, and characters of all kinds must come back as they went. */
const TEXT = '{"b":1,\n  "a":"é \\u0000 🜚", "n": 1.0}';

describe("versions", () => {
  onBothEngines("versions", (opened) => {
    const draft = async (icp: string, id: string) =>
      opened.store.transaction((tx) =>
        addDraft(tx, { id, icp, document: TEXT, origin: "build", at: at(1), by: "ann" }),
      );
    const force = (icp: string, version: string, minute: number, kind: "publish" | "rollback" = "publish") =>
      opened.store.transaction((tx) => putInForce(tx, { icp, version, kind, at: at(minute), by: "bo", why: "better" }));

    it("are numbered, kept byte for byte, and the same document is one version", async () => {
      const { db } = opened.store;
      await addIcp(db, { id: "kept", name: "Kept", at: at(0) });
      await expect(addIcp(db, { id: "kept", name: "Again", at: at(0) })).rejects.toThrow(
        "there is a profile kept already",
      );
      expect((await draft("kept", "aa11")).version).toMatchObject({ number: 1, state: "draft", document: TEXT });
      expect((await draft("kept", "aa22")).version.number).toBe(2);
      expect(await draft("kept", "aa11")).toMatchObject({ isNew: false, version: { number: 1, created_at: at(1) } });
      expect(await readVersion(db, "kept", 2)).toMatchObject({ id: "aa22", created_by: "ann" });
      expect((await readVersion(db, "kept", "aa1")).id).toBe("aa11");
      await expect(readVersion(db, "kept", "aa")).rejects.toThrow("several versions of kept begin with aa");
      await expect(readVersion(db, "kept", 9)).rejects.toThrow("there is no version 9 of kept");
      expect((await versionsOf(db, "kept")).map(({ number }) => number)).toEqual([2, 1]);
      await addIcp(db, { id: "other", name: "Other", at: at(0) });
      await expect(draft("other", "aa11")).rejects.toThrow("is version 1 of the profile kept already");
      await expect(draft("nowhere", "zz")).rejects.toThrow("there is no profile nowhere: it has kept, other");
    });

    it("come into force one at a time, and go back by one step", async () => {
      const { db } = opened.store;
      await addIcp(db, { id: "line", name: "Line", at: at(0) });
      for (const id of ["l1", "l2", "l3"]) await draft("line", id);
      expect(await versionInForce(db, "line")).toBeNull();
      expect(await versionBefore(db, "line")).toBeNull();
      expect(await force("line", "l1", 1)).toEqual({ replaced: null });
      expect(await force("line", "l2", 2)).toEqual({ replaced: "l1" });
      expect(await force("line", "l3", 3)).toEqual({ replaced: "l2" });
      expect((await readIcp(db, "line")).in_force).toBe("l3");
      expect((await versionsOf(db, "line")).map(({ state }) => state)).toEqual(["approved", "retired", "retired"]);
      expect((await versionBefore(db, "line"))?.id).toBe("l2");
      expect(await force("line", "l2", 4, "rollback")).toEqual({ replaced: "l3" });
      expect(await versionInForce(db, "line")).toMatchObject({ id: "l2", approved_at: at(4), retired_at: null });
      expect((await versionBefore(db, "line"))?.id).toBe("l1");
      await force("line", "l1", 5, "rollback");
      expect(await versionBefore(db, "line")).toBeNull();
      expect((await approvalsOf(db, "line")).map(({ kind, version, replaced }) => [kind, version, replaced])).toEqual([
        ["publish", "l1", null],
        ["publish", "l2", "l1"],
        ["publish", "l3", "l2"],
        ["rollback", "l2", "l3"],
        ["rollback", "l1", "l2"],
      ]);
      await expect(force("line", "aa11", 6)).rejects.toThrow("there is no version aa11 of line");
    });

    it("take the approved envelope once, and stay as they are from then on, whoever writes", async () => {
      const { db } = opened.store;
      await addIcp(db, { id: "fixed", name: "Fixed", at: at(0) });
      await draft("fixed", "f1");
      await draft("fixed", "f2");
      const approve = (version: string, document: string) =>
        opened.store.transaction((tx) =>
          putInForce(tx, { icp: "fixed", version, kind: "publish", at: at(2), by: "bo", document }),
        );
      await approve("f1", '{"approved_by":"bo"}');
      await approve("f2", "{}");
      await approve("f1", '{"approved_by":"eve"}');
      expect((await readVersion(db, "fixed", "f1")).document).toBe('{"approved_by":"bo"}');
      const write = (text: string) => opened.store.execute(text);
      await expect(write("update openicp.versions set document = '{}' where id = 'f1'")).rejects.toThrow(
        "version f1 is approved: its document cannot change",
      );
      await expect(write("update openicp.versions set document = 'x' where id = 'f2'")).rejects.toThrow(
        "f2 is retired",
      );
      await expect(write("delete from openicp.versions where id = 'f2'")).rejects.toThrow("it cannot be deleted");
      await expect(
        write("update openicp.versions set state = 'draft', retired_at = null where id = 'f2'"),
      ).rejects.toThrow("cannot become a draft again");
      await expect(write("update openicp.approvals set why = 'no' where icp = 'fixed'")).rejects.toThrow(
        "only ever added to",
      );
    });

    it("are never two in force, and never other than the profile says", async () => {
      const write = (text: string) => opened.store.execute(text);
      const { db } = opened.store;
      await addIcp(db, { id: "one", name: "One", at: at(0) });
      await draft("one", "o1");
      await draft("one", "o2");
      await force("one", "o1", 1);
      const approve = "update openicp.versions set state = 'approved', approved_at = created_at, approved_by = 'eve'";
      await expect(write(`${approve} where id = 'o2'`)).rejects.toThrow("versions_one_in_force");
      await expect(write("update openicp.icps set in_force = 'o2' where id = 'one'")).rejects.toThrow(
        "are not the same",
      );
      await expect(write("update openicp.icps set in_force = 'aa11' where id = 'one'")).rejects.toThrow(
        "icps_in_force_is_its_version",
      );
      await expect(
        write("update openicp.versions set state = 'retired', retired_at = approved_at where id = 'o1'"),
      ).rejects.toThrow("are not the same");
      await expect(write("update openicp.versions set state = 'odd' where id = 'o2'")).rejects.toThrow(
        "versions_state",
      );
      expect((await versionInForce(db, "one"))?.id).toBe("o1");
      expect((await newestDraft(db, "one"))?.id).toBe("o2");
      await retireDraft(db, "o2", at(3));
      await expect(retireDraft(db, "o1", at(3))).rejects.toThrow("o1 is not a draft");
    });

    it("ask people, and know who has not answered", async () => {
      const { db } = opened.store;
      await addIcp(db, { id: "asked", name: "Asked", at: at(0) });
      await draft("asked", "q1");
      const question = { version: "q1", person: "ann", team: "sales", claims: ["industry", "size"] } as const;
      await askSignOff(db, question, at(1));
      await askSignOff(db, question, at(2));
      await askSignOff(db, { ...question, person: "cy", team: "customer success", claims: ["size"] }, at(2));
      await answerSignOff(
        db,
        { version: "q1", person: "ann", claim: "size", answer: "disagree", comment: "too wide" },
        at(3),
      );
      await expect(
        answerSignOff(db, { version: "q1", person: "cy", claim: "industry", answer: "agree" }, at(3)),
      ).rejects.toThrow("cy was not asked about industry");
      expect((await signOffsOf(db, "q1")).map((row) => [row.person, row.claim, row.answer, row.answered_at])).toEqual([
        ["ann", "industry", null, null],
        ["ann", "size", "disagree", at(3)],
        ["cy", "size", null, null],
      ]);
    });

    it("that two make at a time take different numbers", async () => {
      await addIcp(opened.store.db, { id: "race", name: "Race", at: at(0) });
      await Promise.all(["r1", "r2", "r3", "r4"].map((id) => draft("race", id)));
      expect((await versionsOf(opened.store.db, "race")).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    });
  });
});
