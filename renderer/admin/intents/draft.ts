import type { ExampleProblem, IntentModel, LabelledExample } from '#domain/taxonomy.ts';
import type { SuspectExample } from '#domain/taxonomy.ts';

/** @file A version being made: where its examples come from, and what they add up to. */

/** Pasted text, a file, or the examples of another version. */
export interface DraftSource {
  readonly id: string;
  readonly title: string;
  readonly examples: readonly LabelledExample[];
  readonly problems: readonly ExampleProblem[];
}

export interface Draft {
  readonly name: string;
  readonly base: IntentModel['base'];
  readonly paste: string;
  readonly sources: readonly DraftSource[];
}

export const emptyDraft: Draft = { name: '', base: 'pack', paste: '', sources: [] };

/** A source with this id takes the place of an earlier one with it; without examples and problems it goes. */
export function withSource(draft: Draft, source: DraftSource): Draft {
  const others = draft.sources.filter(({ id }) => id !== source.id);
  const empty = source.examples.length === 0 && source.problems.length === 0;
  return { ...draft, sources: empty ? others : [...others, source] };
}

export const withoutSource = (draft: Draft, id: string): Draft => ({
  ...draft,
  sources: draft.sources.filter((source) => source.id !== id),
});

const keyOf = ({ text, label }: LabelledExample): string => `${label}\u0000${text}`;

/** All examples of a draft, each once. */
export function draftExamples(draft: Draft): readonly LabelledExample[] {
  const all = new Map<string, LabelledExample>();
  for (const { examples } of draft.sources)
    for (const example of examples) {
      const key = keyOf(example);
      if (!all.has(key)) all.set(key, example);
    }
  return [...all.values()];
}

export interface LabelCount {
  readonly label: string;
  readonly examples: number;
}

export interface DraftSummary {
  readonly examples: number;
  /** Most examples first. */
  readonly labels: readonly LabelCount[];
  /** Examples that stood there more than once. */
  readonly repeated: number;
  /** Texts under more than one label. */
  readonly contradictory: readonly string[];
}

export function summarise(draft: Draft): DraftSummary {
  const examples = draftExamples(draft);
  const counts = new Map<string, number>();
  const labelsOf = new Map<string, Set<string>>();
  for (const { text, label } of examples) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    const labels = labelsOf.get(text) ?? new Set();
    labelsOf.set(text, labels.add(label));
  }
  const given = draft.sources.reduce((sum, source) => sum + source.examples.length, 0);
  return {
    examples: examples.length,
    labels: [...counts]
      .map(([label, number]) => ({ label, examples: number }))
      .toSorted((a, b) => b.examples - a.examples || a.label.localeCompare(b.label)),
    repeated: given - examples.length,
    contradictory: [...labelsOf].filter(([, labels]) => labels.size > 1).map(([text]) => text),
  };
}

/** Why a draft cannot be trained yet, or undefined when it can. */
export function notYet(draft: Draft, summary: DraftSummary): string | undefined {
  if (summary.examples === 0) return 'Paste or choose examples first.';
  if (draft.base === 'none' && summary.labels.length < 2)
    return 'A version that stands alone needs at least two labels.';
  if (draft.name.trim() === '') return 'Give it a name.';
  return undefined;
}

export type Correction = 'keep' | 'suggested' | 'remove';

/** Which examples look wrong is told by text and label. */
export const suspectKey = (suspect: SuspectExample): string => keyOf(suspect);

/** The examples after an admin's word on those that look mislabelled. */
export function corrected(
  examples: readonly LabelledExample[],
  suspects: readonly SuspectExample[],
  decisions: Readonly<Record<string, Correction>>,
): readonly LabelledExample[] {
  const suggested = new Map(suspects.map((suspect) => [suspectKey(suspect), suspect.suggested]));
  return examples.flatMap((example) => {
    const decision = decisions[keyOf(example)] ?? 'keep';
    if (decision === 'remove') return [];
    const label = suggested.get(keyOf(example));
    return decision === 'suggested' && label !== undefined ? [{ ...example, label }] : [example];
  });
}

/**
 * What a version starts from when another one is made of it. A correction of one of the pack's own
 * examples only counts when the pack's are taken in and the new version stands alone.
 */
export function startFrom(
  model: IntentModel,
  own: readonly LabelledExample[],
  packs: readonly LabelledExample[],
  changed: readonly string[],
): { readonly base: IntentModel['base']; readonly examples: readonly LabelledExample[] } {
  if (model.origin === 'pack' || model.base === 'none') return { base: 'none', examples: own };
  const packKeys = new Set(packs.map(keyOf));
  if (!changed.some((key) => packKeys.has(key)))
    return { base: 'pack', examples: own.filter((example) => !packKeys.has(keyOf(example))) };
  const ownKeys = new Set(own.map(keyOf));
  return {
    base: 'none',
    examples: [...own, ...packs.filter((example) => !ownKeys.has(keyOf(example)))],
  };
}
