import { Button } from "../components/button.tsx";
import { LongField } from "../components/field.tsx";
import type { Foot } from "./foot.ts";

interface TextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly foot: Foot;
  readonly onBuild: () => void;
}

/** The declared ICP as a text, for whoever wants points and bands of their own. */
export function Text({ text, onText, foot, onBuild }: TextProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onBuild();
      }}
    >
      <LongField
        label="The declared ICP"
        help="Bands with points of your own, who buys inside, whom to leave alone. The highest points of all attributes sum to 100. Any other text is read under “An ICP you have”."
        rows={24}
        spellCheck={false}
        style={{ fontFamily: "var(--font-mono)", fontSize: "0.8125rem", lineHeight: "1.25rem" }}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      {foot.fault}
      <Button type="submit" look="main" busy={foot.busy} disabled={text.trim() === ""}>
        Make the draft
      </Button>
    </form>
  );
}
