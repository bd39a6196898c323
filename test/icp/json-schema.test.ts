import { expect, it } from "vitest";
import { icpJsonSchema } from "../../src/icp/json-schema.ts";

it("schema/icp.schema.json is fresh (write it again with: npx vitest run test/icp/json-schema.test.ts -u)", async () => {
  await expect(icpJsonSchema()).toMatchFileSnapshot("../../schema/icp.schema.json");
});
