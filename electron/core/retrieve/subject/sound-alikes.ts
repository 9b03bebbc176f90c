import { gramsOf, likeness, soundOf } from './name-words.ts';

/** Spellings to find again from one that is a little wrong. */
export interface SoundAlikes<T> {
  add(letters: string, item: T): void;
  /** What is near enough in letters and sound, with how near (0 to 1). */
  near(letters: string, least: number): { readonly item: T; readonly quality: number }[];
}

/** Share of a spelling's trigrams that a text must have to be compared with it letter by letter. */
const sharedGrams = 0.35;

export function createSoundAlikes<T>(): SoundAlikes<T> {
  const entries: { letters: string; sound: string; grams: number; item: T }[] = [];
  const withGram = new Map<string, number[]>();
  return {
    add: (letters, item) => {
      const sound = soundOf(letters);
      const grams = new Set(gramsOf(sound));
      for (const gram of grams) {
        const known = withGram.get(gram);
        if (known === undefined) withGram.set(gram, [entries.length]);
        else known.push(entries.length);
      }
      entries.push({ letters, sound, grams: grams.size, item });
    },
    near: (letters, least) => {
      const sound = soundOf(letters);
      const shared = new Map<number, number>();
      for (const gram of new Set(gramsOf(sound)))
        for (const at of withGram.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
      const found: { item: T; quality: number }[] = [];
      for (const [at, common] of shared) {
        const entry = entries[at];
        if (entry === undefined || common < entry.grams * sharedGrams) continue;
        // Neither half can make up for more than this in the other.
        const bySound = likeness(sound, entry.sound, 2 * least - 1);
        if (bySound === 0) continue;
        const quality = (bySound + likeness(letters, entry.letters, 2 * least - 1)) / 2;
        if (quality >= least) found.push({ item: entry.item, quality });
      }
      return found;
    },
  };
}
