import type { TextGenerator } from '#core/ports.ts';
import type { Citation } from '#domain/knowledge.ts';
import type { Settings } from '#domain/settings.ts';
import type { DraftSentence } from '#domain/suggestion.ts';
import { claimsIn } from './grounding.ts';
import { looksLikeInstruction } from './instructions.ts';
import { containment, sentencesOf, wordsOf } from './words.ts';

/** Longer than the draft by this much is not a rephrasing. */
const longest = 1.6;
const patienceMs = 6_000;
/** A sentence stands on what has this share of its longer words. */
const supports = 0.34;

const manners: Readonly<Record<Settings['tone'], string>> = {
  friendly: 'warm and plain',
  formal: 'formal and polite',
  short: 'as short as possible',
};

/** What may begin a sentence with a capital and is no name. */
const openers = new Set(
  (
    'a about absolutely after all also an and any as at because before both but by certainly do each every for ' +
    'from glad good great happy he hello here hi how however i if im ill ive id in instead it its just kindly ' +
    'let lets many most my no not now of ok okay on once one only or our please simply since so sorry sure ' +
    'thank thanks that the then there these they this those to unfortunately until up we well what when where ' +
    'which while who why with without yes you your youll youre dear be can could may might must shall should ' +
    'will would have has had is are was were'
  ).split(' '),
);

/** Names of a text that no source has: capital words that neither stand there nor open a sentence. */
export function ungroundedNames(text: string, sources: readonly string[]): string[] {
  const there = new Set(sources.flatMap(wordsOf));
  return [...text.matchAll(/\p{Lu}[\p{L}\p{N}'’-]*/gu)]
    .filter(({ index }) => !/[\p{L}\p{N}]$/u.test(text.slice(0, index)))
    .map(([name]) => name.replace(/['’-]+$/, ''))
    .filter(
      (name) =>
        !wordsOf(name).every((word) => there.has(word) || openers.has(word)) &&
        !wordsOf(name.replaceAll('-', ' ')).every((word) => there.has(word) || openers.has(word)),
    );
}

const denial =
  /\b(?:not|no|never|cannot|without|nothing|none|neither|nor|unable|except)\b|n['’]t\b/gi;

/** What a rephrasing may stand on. */
export interface RephraseSources {
  /** The draft's words and the cited ones: links and money come from here alone. */
  readonly cited: readonly string[];
  /** What was said in the talk. */
  readonly said: readonly string[];
}

/** A time that is promised without a figure. */
const soon =
  /\b(?:today|tonight|tomorrow|yesterday|immediately|right away|next (?:day|week|month|year))\b/gi;

const onlyCited = /^(?:link|money|percent) /;

/**
 * Why a generated text may not be shown, in one sentence; undefined when it may: every number, date,
 * name and link in it stands in the sources, it denies what the draft denies, and it says nothing to
 * a machine. A customer cannot name a price or hand us a link.
 */
export function problemOf(
  text: string,
  draft: string,
  { cited, said }: RephraseSources,
): string | undefined {
  const inCited = new Set([draft, ...cited].flatMap((source) => [...claimsIn(source)]));
  const inSaid = new Set(said.flatMap((source) => [...claimsIn(source)]));
  const claim = [...claimsIn(text)].find(
    (each) => !inCited.has(each) && (onlyCited.test(each) || !inSaid.has(each)),
  );
  if (claim !== undefined) return `It says "${claim}", which stands nowhere.`;
  const stands = [draft, ...cited].join(' ').toLowerCase();
  const time = text.match(soon)?.find((each) => !stands.includes(each.toLowerCase()));
  if (time !== undefined) return `It says "${time}", which stands nowhere.`;
  if (looksLikeInstruction(text)) return 'It reads like an instruction, not like a reply.';
  const [name] = ungroundedNames(text, [draft, ...cited, ...said]);
  if (name !== undefined) return `It names "${name}", which stands nowhere.`;
  const denied = (words: string): boolean => words.search(denial) >= 0;
  if (denied(text) !== denied(draft)) return 'It says no where the draft says yes, or yes for no.';
  if (/<[a-z/!]|\]\(|```/i.test(text)) return 'It has markup in it.';
  return undefined;
}

/** The sentences of a rephrasing, each with what it stands on, as far as that can be told. */
export function relink(
  text: string,
  before: readonly DraftSentence[],
  citations: readonly Pick<Citation, 'quote'>[],
): DraftSentence[] {
  const sources = before.filter(
    ({ citation, record }) => citation !== undefined || record !== undefined,
  );
  return sentencesOf(text).map((sentence) => {
    const score = ({ text: said, citation }: DraftSentence): number =>
      Math.max(
        containment(sentence, said),
        citation === undefined ? 0 : containment(sentence, citations[citation]?.quote ?? ''),
      );
    const best = sources.toSorted((a, b) => score(b) - score(a))[0];
    if (best === undefined || score(best) < supports) return { text: sentence };
    const { citation, record } = best;
    return {
      text: sentence,
      ...(citation !== undefined && { citation }),
      ...(record !== undefined && { record }),
    };
  });
}

/** Rejects when the signal says so, also when the generator does not listen to it. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/**
 * Lets an installed generator put a drafted reply into better words. Gives the draft's words back,
 * with the reason, where it fails, is too slow or says what nobody gave it.
 * @param limitMs how long it may take, milliseconds
 */
export async function rephrase(
  generator: TextGenerator,
  draft: { readonly text: string; readonly tone: Settings['tone'] } & RephraseSources,
  call: { readonly signal?: AbortSignal; readonly limitMs?: number } = {},
): Promise<{ readonly text: string; readonly problem?: string }> {
  const limit = AbortSignal.timeout(call.limitMs ?? patienceMs);
  const signal = call.signal === undefined ? limit : AbortSignal.any([call.signal, limit]);
  const kept = (problem: string): { text: string; problem: string } => ({
    text: draft.text,
    problem,
  });
  let text: string;
  try {
    text = await orAborted(
      generator.generate(
        {
          system: `Rewrite the reply between the lines in ${manners[draft.tone]} words. Keep every fact, number and name as it is, add none. Answer with the reply alone.`,
          // The draft is quoted material: between lines, so that its words are not taken for the task.
          user: `---\n${draft.text}\n---`,
        },
        { maximumTokens: 200 },
        { priority: 'live', signal },
      ),
      signal,
    );
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return kept(`The generator did not answer: ${why}`);
  }
  const written = text.replaceAll(/^-{3,}|-{3,}$/gm, '').trim();
  if (written === '') return kept('The generator gave no text.');
  if (written.length > draft.text.length * longest + 40)
    return kept('The generator wrote much more than it was given.');
  const problem = problemOf(written, draft.text, draft);
  return problem === undefined ? { text: written } : kept(problem);
}
