import { type Numbered, numbered } from './head-model.ts';
import { type Example, OUT_OF_SCOPE } from './softmax-head.ts';

/** @file The examples as they are given, made ready: what cannot teach anything is left out, what is odd is said. */

export interface Prepared {
  readonly samples: readonly Numbered[];
  /** Label of each sample: its place among `labels`; `labels.length` is out of scope. */
  readonly numbers: Int32Array;
  /** In scope, sorted. */
  readonly labels: readonly string[];
  readonly notes: readonly string[];
}

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
const some = (names: readonly string[]): string =>
  names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/gu, ' ');

/** Throws one sentence when nothing can be learnt from the examples. */
export function prepare(examples: readonly Example[], outside: string = OUT_OF_SCOPE): Prepared {
  const width = examples[0]?.vector.length ?? 0;
  if (examples.some(({ vector }) => vector.length !== width))
    throw new Error('All example vectors must have the same number of dimensions.');
  const kept = examples.flatMap((example, index) =>
    example.text.trim() === '' ||
    example.label.trim() === '' ||
    example.vector.every((x) => x === 0)
      ? []
      : [{ sample: numbered(example, index), label: example.label.trim() }],
  );
  const labels = [...new Set(kept.map(({ label }) => label))]
    .filter((label) => label !== outside)
    .sort();
  if (labels.length < 2) throw new Error('A head needs examples of at least two labels.');
  const places = new Map(labels.map((label, place) => [label, place]));
  return {
    samples: kept.map(({ sample }) => sample),
    numbers: Int32Array.from(kept, ({ label }) => places.get(label) ?? labels.length),
    labels,
    notes: notesOn(kept, examples.length, labels),
  };
}

function notesOn(
  kept: readonly { readonly sample: Numbered; readonly label: string }[],
  given: number,
  labels: readonly string[],
): string[] {
  const notes: string[] = [];
  const dropped = given - kept.length;
  if (dropped > 0)
    notes.push(`${plural(dropped, 'example', 'examples')} without a text or a label left out.`);
  const counts = new Map<string, number>();
  for (const { label } of kept) counts.set(label, (counts.get(label) ?? 0) + 1);
  const single = labels.filter((label) => counts.get(label) === 1);
  if (single.length > 0)
    notes.push(
      `${plural(single.length, 'label has', 'labels have')} one example only and cannot be measured: ${some(single)}.`,
    );
  const labelsOf = new Map<string, Set<string>>();
  let repeated = 0;
  for (const { sample, label } of kept) {
    const own = labelsOf.get(plain(sample.text)) ?? new Set<string>();
    if (own.has(label)) repeated += 1;
    labelsOf.set(plain(sample.text), own.add(label));
  }
  if (repeated > 0)
    notes.push(`${plural(repeated, 'example repeats', 'examples repeat')} an earlier one.`);
  const torn = [...labelsOf.values()].filter(({ size }) => size > 1);
  if (torn.length > 0)
    notes.push(
      `${plural(torn.length, 'text is', 'texts are')} filed under more than one label, for example ${some([...(torn[0] ?? [])])}.`,
    );
  const spelled = Map.groupBy(labels, (label) =>
    label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const alike = [...spelled.values()].filter((group) => group.length > 1);
  if (alike.length > 0)
    notes.push(
      `${plural(alike.length, 'label is', 'labels are')} spelled in more than one way: ${(alike[0] ?? []).join(', ')}.`,
    );
  return notes;
}
