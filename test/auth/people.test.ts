import { describe, expect, it } from "vitest";
import { type Auth, makeAuth } from "../../src/auth/auth.ts";
import { callers } from "../../src/auth/caller.ts";
import { demoLogin } from "../../src/auth/demo.ts";
import { newPasswordFor } from "../../src/auth/from-terminal.ts";
import { accept, invitationOf, invitationsOf, invite, takeBack } from "../../src/auth/invitations.ts";
import { addKey, keysOf, removeKey } from "../../src/auth/keys.ts";
import { addPerson, needsSetup, people, removePerson, setRole } from "../../src/auth/people.ts";
import { auditLines } from "../../src/store/audit.ts";
import type { Store } from "../../src/store/store.ts";
import { onBothEngines } from "../store/engines.ts";

const AT = new Date("2026-11-22T09:00:00Z");
const BY = { at: AT, by: "Ada" };
const LATER = new Date("2026-11-30T09:00:00Z");
const PASSWORD = "correct horse battery";

async function signsIn(auth: Auth, email: string, password: string): Promise<boolean> {
  return (await auth.api.signInEmail({ body: { email, password }, asResponse: true })).ok;
}

onBothEngines("people", (opened) => {
  describe("people", () => {
    const auth = (): Auth => makeAuth(opened.store, { secret: "s".repeat(40), origin: "http://127.0.0.1:1" });
    const store = (): Store => opened.store;

    it("are set up once, keep an admin, and cannot share an address", async () => {
      expect(await needsSetup(store())).toBe(true);
      const add = (email: string, role: "admin" | "viewer", password = PASSWORD) =>
        addPerson(auth(), store(), { name: "Ada", email, password, role }, BY);
      await expect(add("ada@a.example", "admin", "short")).rejects.toThrow("10 characters or more; this one has 5");
      const ada = await add("Ada@A.example ", "admin");
      expect(await needsSetup(store())).toBe(false);
      expect(ada.email).toBe("ada@a.example");
      await expect(add("ada@a.example", "viewer")).rejects.toThrow("is here already");
      await expect(setRole(store(), ada.id, "viewer", BY)).rejects.toThrow("the only admin");
      await expect(removePerson(store(), ada.id, BY)).rejects.toThrow("the only admin");
      const bo = await add("bo@a.example", "viewer");
      expect((await setRole(store(), bo.id, "admin", BY)).role).toBe("admin");
      await removePerson(store(), ada.id, BY);
      expect((await people(store())).map(({ email }) => email)).toEqual(["bo@a.example"]);
      const [row] = await store().execute("select password from openicp.logins");
      expect(String(row!.password)).not.toContain(PASSWORD);
      expect((await auditLines(store().db)).map(({ action }) => action)).toEqual([
        ...["remove person", "change role", "add person", "add person"],
      ]);
    });

    it("come in by an invitation, once, while it holds", async () => {
      const asked = await invite(store(), { email: "cy@a.example", role: "editor" }, BY);
      const again = await invite(store(), { email: "cy@a.example", role: "viewer" }, BY);
      await expect(invitationOf(store(), asked.token, AT)).rejects.toThrow("not valid any more");
      await expect(invitationOf(store(), again.token, LATER)).rejects.toThrow("not valid any more");
      expect(JSON.stringify(await store().execute("select * from openicp.invitations"))).not.toContain(again.token);
      const given = { token: again.token, name: "Cy", password: PASSWORD };
      const both = await Promise.allSettled([accept(auth(), store(), given, AT), accept(auth(), store(), given, AT)]);
      expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await people(store())).find(({ name }) => name === "Cy")!.role).toBe("viewer");
      const other = await invite(store(), { email: "di@a.example", role: "viewer" }, BY);
      await takeBack(store(), other.id, BY);
      expect(await invitationsOf(store())).toEqual([]);
    });

    it("who lost their password get another, and are signed out", async () => {
      expect(await signsIn(auth(), "cy@a.example", PASSWORD)).toBe(true);
      const fresh = await newPasswordFor(store(), "Cy@a.example", BY);
      expect(await store().execute("select id from openicp.sessions")).toEqual([]);
      expect(await signsIn(auth(), "cy@a.example", PASSWORD)).toBe(false);
      expect(await signsIn(auth(), "cy@a.example", fresh)).toBe(true);
      await expect(newPasswordFor(store(), "nobody@a.example", BY)).rejects.toThrow("nobody with the address");
    });

    it("in the demo have a password that nobody knows, another at each start", async () => {
      const first = await demoLogin(auth(), store(), AT);
      const second = await demoLogin(auth(), store(), AT);
      expect(await signsIn(auth(), second.email, first.password)).toBe(false);
      expect(await signsIn(auth(), second.email, second.password)).toBe(true);
    });

    it("give keys that may do what they were given and their owner may, and no more", async () => {
      const [bo] = await people(store());
      const { id, key } = await addKey(
        auth(),
        store(),
        { name: "Clay", scopes: ["score", "write"], expires_in_days: null },
        bo!.id,
        BY,
      );
      expect(JSON.stringify(await store().execute("select * from openicp.api_keys"))).not.toContain(key);
      const who = callers(auth(), store(), () => AT);
      const headers = new Headers({ "x-api-key": key });
      expect((await who.of(headers))!.scopes).toEqual(["score", "write"]);
      await addPerson(auth(), store(), { name: "Ed", email: "ed@a.example", password: PASSWORD, role: "admin" }, BY);
      await setRole(store(), bo!.id, "viewer", BY);
      // What was looked up holds for a moment, until the server says otherwise.
      expect((await who.of(headers))!.scopes).toEqual(["score", "write"]);
      who.forget();
      expect((await who.of(headers))!.scopes).toEqual(["score"]);
      expect((await keysOf(store()))[0]).toMatchObject({ name: "Clay", owner: "bo@a.example", start: key.slice(0, 6) });
      await removeKey(store(), id, BY);
      who.forget();
      expect(await who.of(headers)).toBeNull();
    });
  });
});
