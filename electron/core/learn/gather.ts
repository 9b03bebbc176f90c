import type { PackManifest } from '#domain/pack.ts';
import { type LabelledExample, OUT_OF_SCOPE_LABEL } from '#domain/taxonomy.ts';
import { labelKey, textKey } from './check-rows.ts';
import { LearnRefusal } from './refusal.ts';

/** The part of a pack that its intents are made from. */
export type PackIntents = Pick<
  PackManifest,
  'name' | 'title' | 'version' | 'intents' | 'outOfScope'
>;

export interface Gathered {
  /** The admin's own examples as they are kept. */
  readonly own: LabelledExample[];
  /** What the head is trained from: the own ones, and the pack's where it builds on them. */
  readonly all: LabelledExample[];
  readonly warnings: string[];
  /** What each label is called, as one more example of it; never measured, never kept. */
  readonly descriptions: LabelledExample[];
}

/** Warnings of one kind that are spelled out; the rest is counted. */
const spelled = 5;

/** The pack's own examples, those of no intent included. */
export const examplesOfPack = (pack: PackIntents): LabelledExample[] => [
  ...pack.intents.flatMap(({ name, examples }) => examples.map((text) => ({ text, label: name }))),
  ...pack.outOfScope.map((text) => ({ text, label: OUT_OF_SCOPE_LABEL })),
];

/** What the labels are called: the pack's titles and descriptions, an admin's label in words. */
export function descriptionsOf(
  labels: Iterable<string>,
  pack: PackIntents | undefined,
): LabelledExample[] {
  return [...new Set(labels)]
    .filter((label) => label !== OUT_OF_SCOPE_LABEL)
    .map((label) => {
      const known = pack?.intents.find(({ name }) => name === label);
      const words =
        known === undefined
          ? label.replace(/[_-]+/gu, ' ')
          : [known.title, known.description].filter((part) => part !== '').join('. ');
      return { text: words, label };
    })
    .filter(({ text }) => (text.match(/\p{L}{3,}/gu)?.length ?? 0) > 0);
}

/**
 * Makes the set that a version is trained from. Texts are redacted here, before anything is kept.
 * Where the admin's example contradicts the pack's, the admin's counts. Throws LearnRefusal when
 * fewer than two labels are left.
 */
export function gather(input: {
  readonly pack: PackIntents;
  readonly base: 'pack' | 'none';
  readonly examples: readonly LabelledExample[];
  readonly redact: (text: string) => string;
  /** Whether the models know the language of a text. */
  readonly readable: (text: string) => boolean;
}): Gathered {
  const warnings: string[] = [];
  const fromPack = input.base === 'pack' ? examplesOfPack(input.pack) : [];
  const labels = knownLabels(input.base === 'pack' ? input.pack : undefined);
  const renamed = new Map<string, string>();
  const own = new Map<string, LabelledExample>();
  const twice: string[] = [];
  let masked = 0;
  for (const { text: given, label: written } of input.examples) {
    const text = input.redact(given).replace(/\s+/gu, ' ').trim();
    const label = labels.get(labelKey(written)) ?? written.trim();
    if (text === '' || label === '') continue;
    if (text !== given.replace(/\s+/gu, ' ').trim()) masked += 1;
    if (label !== written) renamed.set(written, label);
    labels.set(labelKey(written), label);
    const twin = own.get(textKey(text));
    if (twin === undefined) own.set(textKey(text), { text, label });
    else if (twin.label !== label)
      twice.push(`“${text}” is under “${twin.label}” and “${label}”; the first one is used.`);
  }
  const clashes = fromPack.flatMap(({ text, label }) => {
    const mine = own.get(textKey(text));
    return mine === undefined || mine.label === label
      ? []
      : [`“${text}” is “${label}” in the pack and “${mine.label}” here; yours is used.`];
  });
  const all = [...fromPack.filter(({ text }) => !own.has(textKey(text))), ...own.values()];
  const counts = new Map<string, number>();
  for (const { label } of all)
    if (label !== OUT_OF_SCOPE_LABEL) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (own.size === 0)
    throw new LearnRefusal(
      'INVALID',
      'There are no examples to learn from.',
      'Give some sentences of customers with the intent of each; five for an intent already help.',
    );
  if (counts.size < 2)
    throw new LearnRefusal(
      'INVALID',
      'There is only one intent in the examples, so there is nothing to tell apart.',
      'Give examples of at least two intents, or add yours to those of the pack.',
    );

  if (masked > 0)
    warnings.push(
      `${masked} ${masked === 1 ? 'example' : 'examples'} held personal data that is never kept; it was masked.`,
    );
  for (const [written, label] of renamed) warnings.push(`“${written}” is taken as “${label}”.`);
  warnings.push(...some(twice), ...some(clashes));
  const single = [...counts].filter(([, count]) => count === 1).map(([label]) => `“${label}”`);
  if (single.length > 0)
    warnings.push(
      `${list(single)} ${single.length === 1 ? 'has' : 'have'} one example only, so how well ${single.length === 1 ? 'it is' : 'they are'} recognised cannot be measured. Five already help.`,
    );
  const strange = [...own.values()].filter(({ text }) => !input.readable(text)).length;
  if (strange > 0)
    warnings.push(
      `${strange} ${strange === 1 ? 'example is' : 'examples are'} in a language that the models do not know; no intent is read from such turns.`,
    );
  const descriptions = descriptionsOf(
    counts.keys(),
    input.base === 'pack' ? input.pack : undefined,
  );
  return { own: [...own.values()], all, warnings, descriptions };
}

/** Labels by their key, so that "Refund status" is the pack's `refund_status`. */
function knownLabels(pack: PackIntents | undefined): Map<string, string> {
  const known = new Map([[labelKey(OUT_OF_SCOPE_LABEL), OUT_OF_SCOPE_LABEL]]);
  for (const { name, title } of pack?.intents ?? []) {
    known.set(labelKey(title), name);
    known.set(labelKey(name), name);
  }
  return known;
}

const some = (sentences: readonly string[]): string[] =>
  sentences.length <= spelled
    ? [...sentences]
    : [...sentences.slice(0, spelled), `And ${sentences.length - spelled} more like these.`];

const list = (names: readonly string[]): string =>
  names.length <= spelled
    ? names.join(', ')
    : `${names.slice(0, spelled).join(', ')} and ${names.length - spelled} more`;
