import { LevelRuler } from "../page/levels.tsx";

/** A fit between the levels, from 0 to 100. */
export function LevelLine({
  fit,
  levels: { high, medium },
}: {
  readonly fit: number;
  readonly levels: { readonly high: number; readonly medium: number };
}) {
  return (
    <LevelRuler
      total={fit}
      rules={[
        { level: "high", rule: `${high}+`, from: high, to: 100 },
        {
          level: "medium",
          rule: medium === high - 1 ? `${medium}` : `${medium}–${high - 1}`,
          from: medium,
          to: high - 1,
        },
        { level: "low", rule: `under ${medium}`, from: 0, to: medium - 1 },
      ]}
    />
  );
}
