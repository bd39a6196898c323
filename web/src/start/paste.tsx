import type { ReadPasted } from "../../../src/declared/pasted/read.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { LongField } from "../components/field.tsx";

interface PasteProps {
  readonly pasted: string;
  readonly onPaste: (pasted: string) => void;
  readonly onRead: (found: ReadPasted) => void;
}

/** An ICP that is written down somewhere: read as answers to the twelve questions. */
export function Paste({ pasted, onPaste, onRead }: PasteProps) {
  const { busy, fault, send } = useSend<ReadPasted>();
  const submit = async (): Promise<void> => {
    const answer = await send("POST", "/api/icp/declared/read", { pasted });
    if (answer.ok) onRead(answer.value);
  };
  return (
    <form
      className="max-w-[44rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LongField
        label="The ICP that you have"
        help="As it stands on a slide, in a document or an e-mail: lines, bullets, a table or sentences, in English or German."
        rows={14}
        maxLength={50_000}
        placeholder={
          "Industry: fintech, insurance\nCompany size: 50–500 employees\nRegion: DACH\nDecision maker: CFO\n\nBad fit:\n- agencies\n- fewer than 20 employees"
        }
        value={pasted}
        onChange={({ target }) => onPaste(target.value)}
      />
      <p className="mb-4 text-soft">
        It becomes answers to the twelve questions. Only what it says for certain is taken; the rest is listed for you.
      </p>
      <FaultLine fault={fault} />
      <Button type="submit" look="main" busy={busy} disabled={pasted.trim() === ""}>
        Read it
      </Button>
    </form>
  );
}
