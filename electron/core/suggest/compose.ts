import type { Citation, PassageHit, RecordHit } from '#domain/knowledge.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { PackManifest } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { DraftSentence } from '#domain/suggestion.ts';
import type { Candidate } from './candidate.ts';
import { cite } from './citing.ts';
import { factOf, type Facts } from './facts.ts';
import type { FoundRecord } from './records.ts';
import { answering, type Room } from './answering.ts';
import { fill } from './template.ts';

/** How a reply is put around the cited sentences where the pack does not say. */
const patterns = {
  friendly: [
    'Here is what I can tell you, {customer.firstName}. {answer}',
    'Here is what I can tell you. {answer}',
  ],
  formal: [
    'Dear {customer.name}, thank you for your question. {answer}',
    'Thank you for your question. {answer}',
  ],
  short: ['{answer}'],
} as const satisfies Readonly<Record<Settings['tone'], readonly string[]>>;

/** Sentences of a reply, and the characters they may have together. */
const room: Readonly<Record<Settings['tone'], Room>> = {
  friendly: { sentences: 3, characters: 420 },
  formal: { sentences: 3, characters: 480 },
  short: { sentences: 2, characters: 240 },
};

/** The words around the answer; a slot that nothing fills makes the plainer pattern be used. */
function around(
  manifest: Pick<PackManifest, 'answer'>,
  tone: Settings['tone'],
  facts: Facts,
): { readonly before: string; readonly after: string } {
  const own = manifest.answer?.[tone] ?? manifest.answer?.friendly;
  for (const pattern of own === undefined ? patterns[tone] : [own, ...patterns[tone]]) {
    const [before = '', after = ''] = pattern.split('{answer}');
    const filled = [before, after].map((part) => fill(part, (slot) => factOf(facts, slot)));
    if (filled.every(({ missing }) => missing.length === 0))
      return { before: filled[0]?.text.trim() ?? '', after: filled[1]?.text.trim() ?? '' };
  }
  return { before: '', after: '' };
}

/** A drafted reply with what each sentence stands on. */
export interface ComposedReply {
  readonly text: string;
  readonly sentences: readonly DraftSentence[];
  readonly citations: readonly Citation[];
  readonly records: readonly RecordHit[];
}

/**
 * A reply made of the cited sentences, and of what the CRM says where that was asked. Undefined when
 * no passage that a customer may read says anything.
 * @param hits relevant ones, best first
 */
export function composeReply(input: {
  readonly hits: readonly PassageHit[];
  readonly records: readonly FoundRecord[];
  readonly question: string;
  /** What the customer said before, for "how long does that take?". */
  readonly before?: string;
  readonly tone: Settings['tone'];
  readonly facts: Facts;
  readonly manifest: Pick<PackManifest, 'answer'>;
}): ComposedReply | undefined {
  const { tone } = input;
  const hit = input.hits.find(({ audience }) => audience === 'customer');
  const said = hit === undefined ? [] : answering(hit.passage, input, room[tone]);
  const found = input.records.find(({ say }) => say !== undefined);
  if (said.length === 0 && found === undefined) return undefined;
  const citations =
    hit === undefined || said.length === 0 ? [] : [cite(hit.passage, said.join(' '))];
  const { before, after } = around(input.manifest, tone, input.facts);
  const sentences: DraftSentence[] = [
    ...(before === '' ? [] : [{ text: before }]),
    ...(found?.say === undefined ? [] : [{ text: found.say, record: 0 }]),
    ...said.map((text) => ({ text, citation: 0 })),
    ...(after === '' ? [] : [{ text: after }]),
  ];
  return {
    text: sentences.map(({ text }) => text).join(' '),
    sentences,
    citations,
    records: found === undefined ? [] : [recordHit(found)],
  };
}

/** What a card keeps of a record found: what the agent sees, not how it was said. */
export const recordHit = ({ say: _, ...hit }: FoundRecord): RecordHit => hit;

/** The drafted reply as a card. */
export function composedCandidate(
  composed: ComposedReply,
  card: {
    readonly title: string;
    readonly score: number;
    readonly trigger: Candidate['trigger'];
    readonly model: ModelRef;
  },
): Candidate {
  return {
    ...card,
    body: { kind: 'reply', text: composed.text, sentences: [...composed.sentences] },
    citations: composed.citations,
    ...(composed.records.length > 0 && { records: composed.records }),
  };
}
