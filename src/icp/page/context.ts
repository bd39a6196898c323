import type { DocumentAttribute, HeldOut, IcpDocument } from "../document.ts";
import { type Format, formatFor } from "./format.ts";
import { type GoalWords, goalWords } from "./goal-words.ts";
import { humanise } from "./label.ts";
import type { SampleAccount } from "./sample-account.ts";
import { type Axis, axisOf } from "./scale.ts";

/** What every section needs to word itself. */
export interface Context {
  readonly document: IcpDocument;
  readonly format: Format;
  readonly words: GoalWords;
  readonly axis: Axis;
  /** The held-out check that the verdict quotes: forward when it has enough deals, else cross-fit. */
  readonly quoted: HeldOut | null;
  /** True when a score was kept by force although nothing separates: it is shown, and nothing is claimed with it. */
  readonly forced: boolean;
  /** By machine name. */
  readonly attributes: ReadonlyMap<string, DocumentAttribute>;
  /** The document's sample accounts, as far as their file is at hand. */
  readonly samples: readonly SampleAccount[];
}

/** Gathers what the sections share. */
export function contextOf(document: IcpDocument, locale: string, samples: readonly SampleAccount[] = []): Context {
  const { forward, cross_fit } = document.validation;
  return {
    document,
    format: formatFor(locale),
    words: goalWords(document.goal),
    axis: axisOf(document),
    forced:
      document.separation.verdict === "none" &&
      document.scorecard.attributes.length > 0 &&
      document.declared?.scores !== true,
    quoted: forward !== null && forward.verdict !== "not enough data" ? forward : cross_fit,
    attributes: new Map(document.attributes.map((attribute) => [attribute.name, attribute])),
    samples,
  };
}

/** What a person calls an attribute; its machine name when the document has no entry for it. */
export function labelOf({ attributes }: Context, name: string): string {
  return nameOf(attributes.get(name) ?? { label: "", name });
}

/** The attribute's header in a person's words, else its machine name. */
export function nameOf({ label, name }: Pick<DocumentAttribute, "label" | "name">): string {
  return humanise(label) || humanise(name) || "no name";
}

/** True when the attribute describes the deal rather than the company: a prospect does not have it. */
export function isAboutDeal({ attributes }: Context, name: string): boolean {
  return attributes.get(name)?.about === "opportunity";
}
