import { expect, it } from "vitest";
import { testServer } from "./server.ts";

const { admin, viewer, nobody } = await testServer(async () => undefined);
const PATH = "/api/icp/messaging";

it("texts are kept by their place, with who wrote them, and an empty one goes", async () => {
  expect((await viewer("GET", PATH)).body).toEqual({ blocks: {} });
  await admin("PUT", PATH, { place: "fintech/line", text: "Audits hurt" });
  const two = await admin("PUT", PATH, { place: "retail/line", text: "=1+1" });
  expect(two.body.blocks).toMatchObject({
    "fintech/line": { text: "Audits hurt", by: "Ada" },
    "retail/line": { text: "=1+1", by: "Ada" },
  });
  await admin("PUT", PATH, { place: "fintech/line", text: " " });
  expect(Object.keys((await viewer("GET", PATH)).body.blocks)).toEqual(["retail/line"]);
  expect((await viewer("GET", `${PATH}?line=other`)).body).toEqual({ blocks: {} });
  expect((await viewer("PUT", PATH, { place: "a", text: "b" })).status).toBe(403);
  expect((await nobody("GET", PATH)).status).toBe(401);
});
