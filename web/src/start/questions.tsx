import { type ReactNode, useId } from "react";
import { capital } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Field, LongField } from "../components/field.tsx";
import type { Typed } from "./answers.ts";
import type { Foot } from "./foot.ts";

interface QuestionsProps {
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  readonly foot: Foot;
  readonly onBuild: () => void;
  /** The text was changed by hand since: answers would take its place. */
  readonly byHand: boolean;
}

const COMMAS = "separated by commas";

/** The twelve questions. */
export function Questions({ typed, onType, foot, onBuild, byHand }: QuestionsProps) {
  const put = (key: keyof Typed) => ({
    value: typed[key],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      onType({ ...typed, [key]: target.value }),
  });
  return (
    <form
      className="max-w-[44rem]"
      onSubmit={(event) => {
        event.preventDefault();
        onBuild();
      }}
    >
      {byHand ? (
        <p className="mb-4 border-l-2 border-accent py-1 pl-4">
          The text was written by hand. What you answer here takes its place.
        </p>
      ) : null}
      <Question n={1} ask="What goes wrong for them without you?">
        <LongField
          label="The problem"
          help="In their words, in a sentence or two"
          maxLength={2000}
          {...put("problem")}
        />
      </Question>
      <Question n={2} ask="Who feels it most?">
        <Field
          label="Job titles of those who would use it"
          help={capital(COMMAS)}
          placeholder="e.g. Controller, Analyst"
          {...put("feels")}
        />
      </Question>
      <Question n={3} ask="Who decides?">
        <div className="grid gap-x-6 sm:grid-cols-2">
          <Field label="Who signs" help={capital(COMMAS)} placeholder="e.g. CFO" {...put("buyers")} />
          <Field
            label="Who argues for you inside"
            help={capital(COMMAS)}
            placeholder="e.g. Head of FP&A"
            {...put("champions")}
          />
        </div>
      </Question>
      <Question n={4} ask="Which industries are the best?">
        <Field
          label="The best industries"
          help={`As your data spell them, ${COMMAS}`}
          placeholder="e.g. Fintech, Insurance"
          {...put("industries")}
        />
      </Question>
      <Question n={5} ask="Which are nearly as good?">
        <Field
          label="Industries beside these"
          help={`They earn half the points; ${COMMAS}`}
          placeholder="e.g. Banking"
          {...put("near")}
        />
      </Question>
      <Question n={6} ask="How large are they?">
        <div className="grid grid-cols-2 gap-x-6">
          <Field label="Employees, from" inputMode="numeric" placeholder="e.g. 50" {...put("from")} />
          <Field label="Employees, to" inputMode="numeric" placeholder="e.g. 500" {...put("to")} />
        </div>
      </Question>
      <Question n={7} ask="Where are they?">
        <Field label="Countries" help={capital(COMMAS)} placeholder="e.g. Germany, France" {...put("countries")} />
      </Question>
      <Question n={8} ask="What must they run for you to work well?">
        <Field
          label="Tools they should have"
          help={capital(COMMAS)}
          placeholder="e.g. Salesforce, SAP"
          {...put("tools")}
        />
      </Question>
      <Question n={9} ask="What happens before they buy?">
        <Field
          label="Triggers"
          help={`As a column named Trigger would say it, ${COMMAS}`}
          placeholder="e.g. New CFO, New funding"
          {...put("triggers")}
        />
      </Question>
      <Question n={10} ask="Which tools tell you that they will not switch?">
        <Field label="Red-flag tools" help={capital(COMMAS)} placeholder="e.g. Anaplan" {...put("red_flags")} />
      </Question>
      <Question n={11} ask="Who is out, whatever else is true?">
        <div className="grid gap-x-6 sm:grid-cols-3">
          <Field label="Fewer employees than" inputMode="numeric" placeholder="e.g. 20" {...put("floor")} />
          <Field label="Industries" placeholder="e.g. Hospitals" {...put("not_industries")} />
          <Field label="Countries not served" placeholder="e.g. Brazil" {...put("not_countries")} />
        </div>
      </Question>
      <Question n={12} ask="Whom else should nobody sell to?">
        <LongField
          label="Others to leave alone"
          help="One a line. No file tells it, so sellers are shown it and ask."
          placeholder="e.g. Agencies that resell to others"
          {...put("not")}
        />
      </Question>
      {foot.fault}
      <div className="mt-4 flex items-center gap-4">
        <Button type="submit" look="main" busy={foot.busy}>
          Make the draft
        </Button>
        <span className="text-soft">Leave out what you do not know.</span>
      </div>
    </form>
  );
}

function Question({ n, ask, children }: { readonly n: number; readonly ask: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-4 border-t border-line pt-4 sm:grid-cols-[2rem_minmax(0,1fr)]">
      <p className="text-xl text-soft max-sm:hidden" aria-hidden="true">
        {n}
      </p>
      <div className="min-w-0">
        <h2 id={id} className="mb-2 text-lg">
          {ask}
        </h2>
        {children}
      </div>
    </section>
  );
}
