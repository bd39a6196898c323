import type { Filter, FilterPlan } from "./filters.ts";
import { NEAREST } from "./settings.ts";

const SCORE_THEM = "Score what you find: openicp score FOUND --icp ICP --out scores.csv";

/** A plan as lines of text, a tool's filters first. @param next what to do with the companies found */
export function renderFilters(plan: FilterPlan, next = SCORE_THEM): string {
  const { tool_name, name, icp, filters, not_there, not_needed, tip } = plan;
  return `${[
    `Filters for ${tool_name}, from "${name}" (${icp.slice(0, 8)})`,
    "",
    "Set these, all together; when too few companies are found, give up the last first",
    ...(filters.length === 0 ? ["  nothing: none of the attributes has a filter there"] : filters.flatMap(linesOf)),
    ...(not_there.length === 0 ? [] : ["", "Cannot be set there"]),
    ...not_there.map(
      ({ attribute, why, unknown, of }) =>
        `  ${attribute} (${of} ${of === 1 ? "point" : "points"} at most, ${unknown} while not known): ${why}`,
    ),
    ...(not_needed.length === 0 ? [] : ["", `No filter needed, every value is good enough: ${not_needed.join(", ")}`]),
    "",
    "What they reach",
    ...reach(plan, next).map((line) => `  ${line}`),
    ...(tip === null ? [] : ["", tip]),
  ].join("\n")}\n`;
}

function linesOf({ filter, include, exclude, points, of, mind, bands }: Filter): readonly string[] {
  return [
    `  ${filter} (${points === of ? `${of}` : `at least ${points} of ${of}`} points: ${bands.join(" / ")})`,
    ...(include.length === 0 ? [] : [`    include: ${include.join("; ")}`]),
    ...(exclude.length === 0 ? [] : [`    exclude: ${exclude.join("; ")}`]),
    ...mind.map((text) => `    mind: ${text}`),
  ];
}

function reach({ fit, filters, not_there }: FilterPlan, next: string): readonly string[] {
  const { least, rest_unknown, most, high } = fit;
  const open = not_there.map(({ attribute }) => attribute);
  const scores =
    open.length === 0
      ? `A company that all filters find scores at least ${least}, ${most} at best; high begins at ${high}.`
      : `A company that all filters find scores at least ${rest_unknown} while the rest is not known, ${least} to ${most} once it is; high begins at ${high}.`;
  const better =
    open.length === 0
      ? "better bands than the filters ensure"
      : `${open.join(", ")}, or better bands than the filters ensure`;
  const enough =
    rest_unknown >= high
      ? "So every one of them is high before anything else is known."
      : `To be high it needs ${high - rest_unknown} more, from ${better}.`;
  const nearest = filters.some(({ include, exclude }) =>
    [...include, ...exclude].some((text) => text.endsWith(NEAREST)),
  );
  return [
    scores,
    enough,
    ...(nearest ? ["Where only the nearest value can be chosen, other companies come with it."] : []),
    next,
  ];
}
