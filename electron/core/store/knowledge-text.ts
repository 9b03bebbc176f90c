import type { Passage } from '#domain/knowledge.ts';
import type { PassageFilter, PassageRow, TextHit } from '#core/ports.ts';
import type { Connection, Query } from './connection.ts';
import { anyWord, begunWords, codesIn } from './full-text.ts';
import { createTerms, type Terms } from './knowledge-terms.ts';

/** What bm25 multiplies a hit in the title, the heading and the text with. */
const columnWeights = { title: 4, heading: 2, text: 1 } as const;

/** SQL that is true of a document `d` the filter lets through; takes pack, day, day, audience. */
export const isCitable = `d.pack = ? and (d.valid_from is null or d.valid_from <= ?)
  and (d.valid_to is null or d.valid_to >= ?) and d.withdrawn_at is null
  and (? = 'agent' or d.audience = 'customer')`;

export const filterValues = ({ pack, today, audience }: PassageFilter): string[] => [
  pack,
  today,
  today,
  audience,
];

/** Counting stops here: a word that more passages have is common, however common. */
const countedRows = 2_500;
const rememberedWords = 50_000;

interface PackText {
  readonly insert: Query<never>;
  readonly remove: Query<never>;
  readonly holding: Query<{ rows: number }>;
  /** Leaves out the few that may not be cited, listed once per search. */
  readonly matchBarring: Query<{ row: number; rank: number }>;
  readonly matchSubjects: Query<{ row: number; rank: number }>;
  readonly frequencies: Map<string, number>;
}

export interface KnowledgeText {
  add(row: PassageRow, passage: Passage): void;
  remove(pack: string, row: PassageRow): void;
  match(query: string, filter: PassageFilter, limit: number, mode: 'any' | 'begun'): TextHit[];
}

const tableOf = (pack: string): string => `"passages_text_${pack.replaceAll('"', '')}"`;

/** The full text of each pack, in a table of its own; made with the pack's first passage. */
export function createKnowledgeText(db: Connection): KnowledgeText {
  const packs = new Map<string, PackText>();
  const terms: Terms = createTerms(db);
  // A table that was made in it is not there either.
  db.onRollback(() => packs.clear());
  const there = db.prepare<{ name: string }>(
    `select name from sqlite_schema where type = 'table' and name = ?`,
  );
  const { title, heading, text } = columnWeights;

  const open = (pack: string, make: boolean): PackText | undefined => {
    const known = packs.get(pack);
    if (known !== undefined) return known;
    const table = tableOf(pack);
    if (there.get(table.slice(1, -1)) === undefined) {
      if (!make) return undefined;
      db.exec(`create virtual table ${table} using fts5 (
        title, heading, text,
        content = '', contentless_delete = 1, tokenize = 'porter unicode61'
      )`);
    }
    const ranked = `select rowid as row, bm25(${table}, ${title}.0, ${heading}.0, ${text}.0) as rank
      from ${table} where ${table} match ?`;
    const opened: PackText = {
      insert: db.prepare(`insert into ${table} (rowid, title, heading, text) values (?, ?, ?, ?)`),
      remove: db.prepare(`delete from ${table} where rowid = ?`),
      holding: db.prepare(
        `select count(*) as rows from (select 1 from ${table} where ${table} match ? limit ${countedRows})`,
      ),
      // Asking each of the many hits whether it may be cited costs twice as much.
      matchBarring: db.prepare(
        `${ranked} and rowid not in (
           select p.row from documents d cross join passages p on p.document = d.id
           where d.pack = ? and not (${isCitable})
         ) order by rank, rowid limit ?`,
      ),
      // The plus keeps SQLite from asking the full text once for every row of the subject.
      matchSubjects: db.prepare(
        `${ranked} and +rowid in (
           select p.row from documents d cross join passages p on p.document = d.id
           where d.pack = ? and d.subject is not null
             and lower(d.subject) in (select lower(value) from json_each(?)) and ${isCitable}
         ) order by rank, rowid limit ?`,
      ),
      frequencies: new Map(),
    };
    packs.set(pack, opened);
    return opened;
  };

  /** How many passages hold a word or phrase; kept until the passages change. */
  const frequencyIn =
    (opened: PackText) =>
    (quoted: string): number => {
      const known = opened.frequencies.get(quoted);
      if (known !== undefined) return known;
      const rows = opened.holding.get(quoted)?.rows ?? 0;
      if (opened.frequencies.size >= rememberedWords) opened.frequencies.clear();
      opened.frequencies.set(quoted, rows);
      return rows;
    };

  return {
    add: (row, passage) => {
      const opened = open(passage.pack, true);
      opened?.frequencies.clear();
      opened?.insert.run(row, passage.title, passage.heading, passage.text);
      terms.learn(passage.pack, `${passage.title} ${passage.heading} ${passage.text}`);
    },
    remove: (pack, row) => {
      const opened = open(pack, false);
      opened?.frequencies.clear();
      opened?.remove.run(row);
    },
    match: (query, filter, limit, mode) => {
      const opened = open(filter.pack, false);
      if (opened === undefined) return [];
      const frequency = frequencyIn(opened);
      const nearest = (word: string): string | undefined =>
        terms.nearest(filter.pack, word, frequency);
      const words =
        (mode === 'begun' ? begunWords(query, frequency) : undefined) ??
        anyWord(query, frequency, { nearest, codes: codesIn(query) });
      if (words === undefined) return [];
      const values = filterValues(filter);
      const rows =
        filter.subjects === undefined
          ? opened.matchBarring.all(words, filter.pack, ...values, limit)
          : opened.matchSubjects.all(
              words,
              filter.pack,
              JSON.stringify(filter.subjects),
              ...values,
              limit,
            );
      return rows.map(({ row, rank }) => ({ row, score: -rank }));
    },
  };
}

/** Fills the full text from the passages; for migrations. */
export function indexKnowledge(db: Connection): void {
  const text = createKnowledgeText(db);
  const page = db.prepare<Passage & { row: number }>(
    `select row, id, document, pack, ordinal, title, heading, anchor, text
     from passages where row > ? order by row limit 500`,
  );
  for (let after = 0, rows = page.all(after); rows.length > 0; rows = page.all(after))
    for (const { row, ...passage } of rows) {
      text.add(row, passage);
      after = row;
    }
}
