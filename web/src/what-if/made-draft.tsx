import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { pageQuery } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { buttonClass } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Block } from "../page/block.tsx";

/** What a draft that a person made does: its own part of the page, and where to go with it. */
export function MadeDraft({ number, block, onClose }: MadeDraftProps) {
  const { data, error, refetch } = useQuery(pageQuery(useLine(), number));
  const made = data?.page.blocks.find(({ id }) => id === block);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Version ${number} is made, as a draft`}
      lead="What is in force stays in force."
    >
      {error === null ? null : (
        <ErrorState title="It could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null ? <Skeleton /> : null}
      {made === undefined ? null : <Block block={made} />}
      <DialogButtons>
        <Link to="/icp" search={{ version: number }} className={buttonClass("main")} onClick={onClose}>
          Read the draft
        </Link>
        <Link to="/icp/sign-off" search={{ version: number }} className={buttonClass()} onClick={onClose}>
          Ask who agrees
        </Link>
      </DialogButtons>
    </Dialog>
  );
}

interface MadeDraftProps {
  readonly number: number;
  /** The part of its page that tells what was changed. */
  readonly block: "edited" | "decisions";
  readonly onClose: () => void;
}
