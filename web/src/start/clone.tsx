import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { LongField } from "../components/field.tsx";

interface CloneProps {
  readonly companies: string;
  readonly onCompanies: (companies: string) => void;
  readonly onText: (text: string) => void;
}

/** Companies one would clone, as a table: what they have in common becomes a text. */
export function Clone({ companies, onCompanies, onText }: CloneProps) {
  const { busy, fault, send } = useSend<{ readonly text: string }>();
  const submit = async (): Promise<void> => {
    const answer = await send("POST", "/api/icp/declared/text", { companies });
    if (answer.ok) onText(answer.value.text);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LongField
        label="Ten companies you would clone"
        help="Copied from a spreadsheet, a company a row, the first row with the names of the columns: website, industry, employees, country, tools. What most of them have in common becomes a text that you can change."
        rows={12}
        spellCheck={false}
        placeholder={"Website\tIndustry\tEmployees\tCountry\nnordbank.example\tFintech\t220\tGermany"}
        style={{ fontFamily: "var(--font-mono)", fontSize: "0.8125rem" }}
        value={companies}
        onChange={({ target }) => onCompanies(target.value)}
      />
      <p className="mb-4 text-soft">
        It shows whom you would like to have, not who buys: companies that you never called cannot be in it.
      </p>
      <FaultLine fault={fault} />
      <Button type="submit" look="main" busy={busy} disabled={companies.trim() === ""}>
        What do they have in common
      </Button>
    </form>
  );
}
