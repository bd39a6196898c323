import { capital, countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { DialogButtons } from "../components/dialog.tsx";

/** What came of making a list: accounts = tiers + left out + below. */
export interface Made {
  readonly list: string;
  readonly accounts: number;
  readonly tiers: readonly { readonly tier: string; readonly accounts: number }[];
  readonly left_out: readonly { readonly label: string; readonly accounts: number }[];
  readonly below: number;
  readonly control: number;
  readonly first: boolean;
  readonly entered: readonly unknown[];
  readonly left: readonly unknown[];
  readonly notes: readonly string[];
}

/** Where each scored account went, and what is odd. */
export function MadeView({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const { accounts, tiers, left_out, below, first, entered, left, control, notes } = made;
  return (
    <div>
      <p>
        Of {countText(accounts, "scored account")}
        {first
          ? ":"
          : `; ${countText(entered.length, "came", "came")}, ${left.length.toLocaleString()} went since it was made last:`}
      </p>
      <table className="plain mt-2">
        <caption className="sr-only">Where each account went</caption>
        <tbody>
          {tiers.map(({ tier, accounts: held }) => (
            <Row key={tier} name={`Tier ${tier}`} accounts={held} strong />
          ))}
          {left_out.map(({ label, accounts: out }) => (
            <Row key={label} name={`Fits, and is left out: ${label}`} accounts={out} />
          ))}
          <Row
            name={`Below the line${control === 0 ? "" : `, ${control.toLocaleString()} of them kept aside`}`}
            accounts={below}
          />
        </tbody>
      </table>
      {notes.length === 0 ? null : (
        <ul className="mt-3 list-disc pl-5">
          {notes.map((text) => (
            <li key={text} className="py-0.5">
              {capital(text)}
            </li>
          ))}
        </ul>
      )}
      <DialogButtons>
        <Button look="main" onClick={onClose}>
          See the list
        </Button>
      </DialogButtons>
    </div>
  );
}

function Row({ name, accounts, strong = false }: RowProps) {
  return (
    <tr>
      <th scope="row">{strong ? <strong>{name}</strong> : name}</th>
      <td className="number">{accounts.toLocaleString()}</td>
    </tr>
  );
}

interface RowProps {
  readonly name: string;
  readonly accounts: number;
  readonly strong?: boolean;
}
