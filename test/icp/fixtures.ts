import type { IcpDocument } from "../../src/icp/document.ts";
import { believed } from "./fixtures/believed.ts";
import { dense } from "./fixtures/dense.ts";
import { edited } from "./fixtures/edited.ts";
import { forced } from "./fixtures/forced.ts";
import { hypothesis } from "./fixtures/hypothesis.ts";
import { inside } from "./fixtures/inside.ts";
import { kinds } from "./fixtures/kinds.ts";
import { none } from "./fixtures/none.ts";
import { rich } from "./fixtures/rich.ts";
import { untested } from "./fixtures/untested.ts";
import { weak } from "./fixtures/weak.ts";

/** Every fixture document by the name of its snapshot. */
export const FIXTURES: Readonly<Record<string, IcpDocument>> = {
  rich,
  kinds,
  inside,
  dense,
  weak,
  none,
  forced,
  untested,
  hypothesis,
  believed,
  edited,
};
