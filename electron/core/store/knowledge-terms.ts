import type { Connection } from './connection.ts';
import { codesIn, wordsOf, type DocumentFrequency } from './full-text.ts';

/** The words of each pack: a customer's misspelt word is read as the nearest that a passage has. */
export interface Terms {
  learn(pack: string, text: string): void;
  /** The quoted phrase to look for instead of a word that no passage has. */
  nearest(pack: string, word: string, frequency: DocumentFrequency): string | undefined;
}

/** Shorter words are near to too many others. */
const shortest = 4;
const longest = 40;
/** Terms that share the most trigrams are looked at one by one. */
const candidates = 40;
const rememberedAnswers = 5_000;

/** Trigrams as an OR of quoted strings, which is how FTS5's trigram tokenizer is asked. */
function trigramQuery(word: string): string {
  const letters = [...word];
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= letters.length; at += 1) grams.add(letters.slice(at, at + 3).join(''));
  return [...grams].map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' OR ');
}

/**
 * Damerau-Levenshtein distance (optimal string alignment: Boytsov 2011, section 2.2), or more than
 * `most` when it is above that: insert, delete, replace, swap of neighbours cost 1.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      now.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = now;
  }
  return last[b.length] ?? most + 1;
}

/** Numbers must be right: one digit off is another part. Words may be off by one in six letters. */
const allowance = (word: string): number => (/\d/.test(word) ? 0 : word.length >= 8 ? 2 : 1);

export function createTerms(db: Connection): Terms {
  const known = new Map<string, Set<string>>();
  const answers = new Map<string, string | undefined>();
  const all = db.prepare<{ term: string }>('select term from terms where pack = ?');
  const insert = db.prepare<{ row: number }>(
    'insert into terms (pack, term, phrase) values (?, ?, ?) on conflict do nothing returning row',
  );
  const insertText = db.prepare('insert into terms_text (rowid, term) values (?, ?)');
  const exact = db.prepare<{ phrase: string }>(
    'select phrase from terms where pack = ? and term = ?',
  );
  const alike = db.prepare<{ term: string; phrase: string }>(
    `select t.term, t.phrase from terms_text join terms t on t.row = terms_text.rowid
     where terms_text match ? and t.pack = ? order by terms_text.rank limit ${candidates}`,
  );

  db.onRollback(() => {
    known.clear();
    answers.clear();
  });

  const ofPack = (pack: string): Set<string> => {
    let set = known.get(pack);
    if (set === undefined) {
      set = new Set(all.all(pack).map(({ term }) => term));
      known.set(pack, set);
    }
    return set;
  };

  const look = (pack: string, word: string, frequency: DocumentFrequency): string | undefined => {
    const quoted = (phrase: string): string => `"${phrase}"`;
    const code = exact.get(pack, word);
    if (code !== undefined && frequency(quoted(code.phrase)) > 0) return quoted(code.phrase);
    const most = allowance(word);
    const found = alike
      .all(trigramQuery(word), pack)
      .map(({ term, phrase }) => ({
        phrase: quoted(phrase),
        // A number may be given in part: "4410" of AX-4410-B. A word may not.
        distance: /\d/.test(word) && term.includes(word) ? 0 : editDistance(word, term, most),
      }))
      .filter(({ distance, phrase }) => distance <= most && frequency(phrase) > 0)
      .sort((a, b) => a.distance - b.distance || frequency(b.phrase) - frequency(a.phrase));
    return found[0]?.phrase;
  };

  return {
    learn: (pack, text) => {
      const set = ofPack(pack);
      const add = (term: string, phrase: string): void => {
        if (term.length < shortest || term.length > longest || set.has(term)) return;
        set.add(term);
        const row = insert.get(pack, term, phrase)?.row;
        if (row !== undefined) insertText.run(row, term);
        answers.clear();
      };
      for (const word of wordsOf(text)) add(word, word);
      for (const { term, phrase } of codesIn(text)) add(term, phrase);
    },
    nearest: (pack, word, frequency) => {
      const { length } = [...word];
      if (length < shortest || length > longest) return undefined;
      const key = `${pack} ${word}`;
      if (answers.has(key)) return answers.get(key);
      const answer = look(pack, word, frequency);
      if (answers.size >= rememberedAnswers) answers.clear();
      answers.set(key, answer);
      return answer;
    },
  };
}
