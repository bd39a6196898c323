import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type ServeOptions, type Serving, serve } from "../../src/api/serve.ts";
import { PAGES } from "../../src/cli/workspace/pages.ts";
import { type SmallWorkspace, smallWorkspace } from "../engine/workspace/small-workspace.ts";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the server answered; tests say what they expect of it
  readonly body: any;
  readonly headers: Headers;
}

/** Asks as somebody: `GET /api/x`, `POST /api/x` with a value. */
export type Ask = (method: string, path: string, value?: unknown) => Promise<Answer>;

/** A server on a small workspace, and people to ask it as. */
export interface TestServer extends SmallWorkspace {
  readonly folder: string;
  readonly serving: Serving;
  readonly admin: Ask;
  readonly viewer: Ask;
  readonly nobody: Ask;
  /** Asks as whom a cookie lets in. */
  as(cookie: string): Ask;
  /** The cookie of the admin, for requests of one's own. */
  readonly cookie: string;
  /** Waits for the job of a 202; its result. Throws with its error. */
  // biome-ignore lint/suspicious/noExplicitAny: what a job gives is its own
  done(begun: Answer): Promise<any>;
}

export const PASSWORD = "correct horse battery";

/** Starts one for a test file; it ends with the file. `fill` puts something into the workspace before. */
export async function testServer(
  fill: (small: SmallWorkspace) => Promise<void>,
  options: Partial<ServeOptions> = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "openicp-api-"));
  const small = await smallWorkspace(folder);
  await fill(small);
  const serving = await serve(small.workspace, {
    ...{ host: "127.0.0.1", port: 0, origin: null, app: join(folder, "no-app"), logLevel: "silent" as const },
    ...{ logTo: process.stderr, pages: PAGES, now: () => new Date(), ...options },
  });
  afterAll(async () => {
    await serving.close();
    await small.workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const as =
    (cookie: string): Ask =>
    async (method, path, value) => {
      const answer = await fetch(`${serving.origin}${path}`, {
        method,
        headers: {
          origin: serving.origin,
          ...(cookie === "" ? {} : { cookie }),
          ...(value === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(value === undefined ? {} : { body: JSON.stringify(value) }),
      });
      const text = await answer.text();
      const json = text !== "" && answer.headers.get("content-type")?.includes("json") === true;
      return { status: answer.status, body: json ? JSON.parse(text) : text, headers: answer.headers };
    };
  const nobody = as("");
  const cookieOf = ({ headers, status, body }: Answer): string => {
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
  };
  const token = serving.entry!.split("#token=")[1]!;
  const admin = { token, name: "Ada", email: "ada@calvanto.example", password: PASSWORD };
  const cookie = cookieOf(await nobody("POST", "/api/setup", admin));
  const asked = await as(cookie)("POST", "/api/invitations", { email: "vic@calvanto.example", role: "viewer" });
  const invited = (asked.body as { url: string }).url.split("#token=")[1]!;
  const joined = await nobody("POST", `/api/invitations/${invited}/accept`, { name: "Vic", password: PASSWORD });
  const ask = as(cookie);
  return {
    ...small,
    ...{ folder, serving, cookie, as, admin: ask, viewer: as(cookieOf(joined)), nobody },
    done: async (begun) => {
      if (begun.status !== 202) throw new Error(`${begun.status}: ${JSON.stringify(begun.body)}`);
      for (;;) {
        const { body } = await ask("GET", `/api/jobs/${begun.body.id}`);
        if (body.state === "done") return body.result;
        if (body.finished_at !== null) throw new Error(body.error);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
  };
}
