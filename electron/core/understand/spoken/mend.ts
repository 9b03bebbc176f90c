import type { VocabularyTerm } from '#domain/speech.ts';
import { everydayWords } from '../entities/everyday-words.ts';
import { saidAt, wordsBefore, type Rewrite, type Scene } from './scene.ts';
import { consonantsOf, leastApart, soundLikeness, soundsOf } from './sound.ts';
import { saidForms } from './said-forms.ts';

/** @file A pack's own words put in the place of what a recogniser made of them. */

interface Form {
  readonly term: VocabularyTerm;
  readonly said: readonly string[];
  readonly sounds: string;
  readonly consonants: number;
  /** Written by an agent who corrected exactly this. */
  readonly learned: boolean;
  /** As written, lower case. */
  readonly small: string;
  /** Written without a capital: words that the recogniser knows. */
  readonly plain: boolean;
}

/** A vocabulary, ready to be looked for. */
export interface Mender {
  /** Words of the vocabulary said as such: learned corrections first, then longer before shorter. */
  exact(scene: Scene): Rewrite[];
  /** Words that sound like one of the vocabulary, where `free` says that nothing else was written. */
  bySound(scene: Scene, free: (at: number, count: number) => boolean): Rewrite[];
}

/** Sounds a phrase must have to be found by sound: shorter ones are like too many others. */
const leastSounds = 5;
/** With fewer sounds, or as a plain phrase ("free trial"), a term must be more alike. */
const fullSounds = 7;
/** Likeness asked for, and what makes it easier or harder; settled on the pairs in mending.fixture.ts. */
const ask = {
  base: 0.84,
  topical: 0.06,
  cued: 0.05,
  unsure: 0.06,
  everyday: 0.1,
  plain: 0.06,
  least: 0.72,
};
/** Confidence from which the recogniser is taken at its word, and below which it is not. */
const sure = 0.85;
const unsure = 0.6;
const margin = 0.03;

const edge =
  /^(?:a|an|the|my|your|our|his|her|its|this|that|these|to|for|of|in|on|at|is|was|are|am|be|i|i'm|you|we|it|it's|and|or|but|with|from|about|by|do|did|have|has|had|not|so|if|as|me|can|will|would|please|what|how|get|got|want|need|ordered|bought|called|using|use)$/u;
const cue =
  /\b(?:called|named|a|an|the|my|your|our|new|ordered|bought|using|use|with|got|for|about|from|cancel|return|plan|subscription|model|your) $/u;

export function createMender(vocabulary: readonly VocabularyTerm[]): Mender {
  const forms = vocabulary.flatMap((term): Form[] => {
    const learned = term.kind === 'learned';
    const own = [...new Set([...term.heard, ...(learned ? [] : saidForms(term.written))])];
    return own.map((said) => ({
      term,
      said: said.toLowerCase().split(/\s+/u),
      sounds: soundsOf(said),
      consonants: consonantsOf(soundsOf(said)),
      learned,
      small: term.written.toLowerCase(),
      plain: !/\p{Lu}/u.test(term.written),
    }));
  });
  const exactForms = [...forms].sort(
    (a, b) => Number(b.learned) - Number(a.learned) || b.said.length - a.said.length,
  );
  const byFirst = new Map<string, Form[]>();
  for (const form of exactForms)
    byFirst.set(form.said[0] ?? '', [...(byFirst.get(form.said[0] ?? '') ?? []), form]);
  const soundForms = forms.filter(
    ({ sounds, learned, term }) =>
      sounds.length >= leastSounds && !learned && term.kind !== 'person',
  );

  return {
    exact: (scene) => {
      const all = scene.tokens
        .flatMap(({ said }, at) => (byFirst.get(said) ?? []).map((form) => ({ at, form })))
        .filter(({ at, form }) => form.said.every((word, k) => saidAt(scene, at + k) === word))
        .filter(({ form }) => form.learned || !isPlainWord(form))
        .sort((a, b) => exactForms.indexOf(a.form) - exactForms.indexOf(b.form));
      return withoutOverlap(
        all.map(({ at, form }) => rewrite(scene, at, form.said.length, form.term)),
      );
    },
    bySound: (scene, free) => {
      const found: (Rewrite & { readonly score: number })[] = [];
      for (let at = 0; at < scene.tokens.length; at += 1)
        for (let count = 1; count <= 5 && at + count <= scene.tokens.length; count += 1) {
          if (!free(at, count)) break;
          const best = closest(scene, at, count, soundForms);
          if (best !== undefined)
            found.push({ ...rewrite(scene, at, count, best.form.term), score: best.score });
        }
      return withoutOverlap(found.sort((a, b) => b.score - a.score || b.count - a.count));
    },
  };
}

/** One everyday word ("Basic", "Go") is not made a name wherever it is said. */
const isPlainWord = ({ said, term }: Form): boolean =>
  said.length === 1 && everydayWords.has(said[0] ?? '') && term.written.toLowerCase() === said[0];

function rewrite(scene: Scene, at: number, count: number, term: VocabularyTerm): Rewrite {
  const raw = scene.tokens.slice(at, at + count).map(({ said }) => said);
  const same = raw.join(' ') === term.written.toLowerCase();
  return { at, count, text: term.written, kind: same ? 'case' : 'vocabulary' };
}

function withoutOverlap(rewrites: readonly Rewrite[]): Rewrite[] {
  const kept: Rewrite[] = [];
  for (const { at, count, text, kind } of rewrites)
    if (!kept.some((other) => other.at < at + count && at < other.at + other.count))
      kept.push({ at, count, text, kind });
  return kept;
}

/** The form that these words sound like most, if like enough. */
function closest(
  scene: Scene,
  at: number,
  count: number,
  forms: readonly Form[],
): { readonly form: Form; readonly score: number } | undefined {
  const words = scene.tokens.slice(at, at + count);
  const [first, last] = [words[0]?.said ?? '', words.at(-1)?.said ?? ''];
  if (words.some(({ said }) => !/^\p{Ll}[\p{L}']*$/u.test(said))) return undefined;
  const sounds = soundsOf(words.map(({ said }) => said).join(' '));
  if (sounds.length < leastSounds - 1) return undefined;
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / count;
  const everyday = words.every(({ said }) => everydayWords.has(said) || edge.test(said));
  // A common word said clearly is never a rare product.
  if (everyday && confidence >= sure && count === 1) return undefined;
  const consonants = consonantsOf(sounds);
  const cued = cue.test(wordsBefore(scene, at, 1));
  let best: { form: Form; score: number } | undefined;
  let second = 0;
  for (const form of forms) {
    if (Math.abs(form.said.length - count) > 2) continue;
    // Most terms are nowhere near: not worth an alignment.
    const most = (1 - ask.least) * Math.max(sounds.length, form.sounds.length);
    if (leastApart(consonants, form.consonants) > most) continue;
    if (edge.test(first) && first !== form.said[0]) continue;
    if (edge.test(last) && last !== form.said.at(-1)) continue;
    const needed = Math.max(
      ask.least,
      ask.base -
        (isTopical(scene, form) ? ask.topical : 0) -
        (cued ? ask.cued : 0) -
        (confidence < unsure ? ask.unsure : 0) +
        (everyday ? ask.everyday : 0) +
        (count === 1 && confidence >= sure ? ask.everyday / 2 : 0) +
        (form.sounds.length < fullSounds ? ask.plain : 0) +
        (form.plain ? ask.plain : 0),
    );
    const score = soundLikeness(sounds, form.sounds, needed);
    if (score < needed || sharedEnds(words, form)) continue;
    if (best === undefined || score > best.score) {
      if (best !== undefined && best.form.term.written !== form.term.written) second = best.score;
      best = { form, score };
    } else if (best.form.term.written !== form.term.written) second = Math.max(second, score);
  }
  return best !== undefined && best.score - second >= margin ? best : undefined;
}

/** "possible gas" is not "Prairie Gas" because both end in gas: the rest must sound alike by itself. */
function sharedEnds(words: readonly { readonly said: string }[], form: Form): boolean {
  const said = words.map((word) => word.said);
  const shared = said.filter((word) => form.said.includes(word));
  if (shared.length === 0) return false;
  const rest = (from: readonly string[]): string =>
    soundsOf(from.filter((word) => !shared.includes(word)).join(' '));
  return soundLikeness(rest(said), rest(form.said)) < 0.7;
}

const isTopical = (scene: Scene, { small }: Form): boolean =>
  scene.recent !== '' && scene.recent.includes(small);
