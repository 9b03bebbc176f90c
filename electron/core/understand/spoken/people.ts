import type { VocabularyTerm } from '#domain/speech.ts';
import { everydayWords } from '../entities/everyday-words.ts';
import { givenNames, surnames } from '../entities/given-names.ts';
import { namePlace } from './names.ts';
import { saidForms } from './said-forms.ts';
import type { Rewrite, Scene } from './scene.ts';
import { soundLikeness, soundsOf } from './sound.ts';

/** @file Names of known people where somebody says a name: "my name is priya near" -> Priya Nair. */

interface Form {
  readonly written: string;
  readonly words: number;
  readonly sounds: string;
}

/**
 * Likeness asked for: a whole name is sure sooner than a part of one. Settled on the cases of
 * people.test.ts.
 */
const ask = { whole: 0.74, part: 0.86 };
/** Confidence from which a name that is one is left as heard: "anna" is not "Hannah". */
const sure = 0.8;
const margin = 0.04;
const mostWords = 4;
const leastSounds = 4;

/** What comes after a name; "for" and "a" may be pieces of one ("oak a for"). */
const ends = /^(?:and|i|from|with|here|calling|speaking|about|my|is|it|but|so|how|can|what|you)$/u;

/** Finds the people of a vocabulary by sound, only where a name is due. */
export function createPeople(
  vocabulary: readonly VocabularyTerm[],
): (scene: Scene, free: (at: number, count: number) => boolean) => Rewrite[] {
  const forms = vocabulary
    .filter(({ kind }) => kind === 'person')
    .flatMap(({ written, heard }): Form[] => {
      const parts = written.split(/\s+/u).filter((part) => part.length > 2);
      const whole = [...saidForms(written), ...heard].map((said) => ({ written, said }));
      return [...whole, ...parts.map((part) => ({ written: part, said: part }))].map(
        ({ written: text, said }) => ({
          written: text,
          words: text.split(/\s+/u).length,
          sounds: soundsOf(said),
        }),
      );
    })
    .filter(({ sounds }) => sounds.length >= leastSounds);
  if (forms.length === 0) return () => [];
  return (scene, free) => {
    const found: Rewrite[] = [];
    for (let at = 0; at < scene.tokens.length; at += 1) {
      const place = namePlace(scene, at);
      if (place === undefined || !free(at, 1)) continue;
      const best = bestAt(scene, at, forms, place === 'strong', free);
      if (best !== undefined) found.push(best);
    }
    return found;
  };
}

function bestAt(
  scene: Scene,
  at: number,
  forms: readonly Form[],
  strong: boolean,
  free: (at: number, count: number) => boolean,
): Rewrite | undefined {
  let best: { score: number; count: number; written: string } | undefined;
  let second = 0;
  for (let count = 1; count <= mostWords && at + count <= scene.tokens.length; count += 1) {
    const words = scene.tokens.slice(at, at + count);
    if (!free(at, count) || ends.test(words.at(-1)?.said ?? '')) break;
    const known = words.every(({ said }) => givenNames.has(said) || surnames.has(said));
    const confidence = Math.min(...words.map((word) => word.confidence));
    if (known && confidence >= sure) continue;
    const sounds = soundsOf(words.map(({ said }) => said).join(' '));
    // A clear everyday word is no name, whatever it sounds like.
    const everyday = words.every(({ said }) => everydayWords.has(said)) && confidence >= sure;
    for (const form of forms) {
      if (everyday || Math.abs(form.words - count) > 2) continue;
      const needed = (form.words > 1 ? ask.whole : ask.part) + (strong ? 0 : 0.06);
      const score = soundLikeness(sounds, form.sounds, needed);
      if (score < needed) continue;
      // A whole name explains more than its part.
      const worth = score + (form.words > 1 ? 0.1 : 0);
      if (best === undefined || worth > best.score) {
        if (best !== undefined && best.written !== form.written && !overlaps(best.written, form))
          second = best.score;
        best = { score: worth, count, written: form.written };
      } else if (form.written !== best.written && !overlaps(best.written, form))
        second = Math.max(second, worth);
    }
  }
  return best !== undefined && best.score - second >= margin
    ? { at, count: best.count, text: best.written, kind: 'name' }
    : undefined;
}

/** "Priya" and "Priya Nair" are the same person. */
const overlaps = (written: string, form: Form): boolean =>
  written.includes(form.written) || form.written.includes(written);
