import type { KnowledgeRepository } from '#core/ports.ts';
import { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { Connection } from './connection.ts';
import { damagedRow } from './failures.ts';
import { anyWord } from './full-text.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/** What bm25 multiplies a hit in the title, the heading and the text with. */
export const columnWeights = { title: 4, heading: 2, text: 1 } as const;

const passage = 'p.id, p.document, p.pack, p.ordinal, p.title, p.heading, p.anchor, p.text';

// Takes pack, day, day and audience: an agent may read everything, a customer only what is meant
// for customers.
const isCitable = `d.pack = ? and (d.valid_from is null or d.valid_from <= ?)
  and (d.valid_to is null or d.valid_to >= ?) and (? = 'agent' or d.audience = 'customer')`;

const rememberedWords = 20_000;

/** Articles, passages and vectors. A passage of an outdated or removed article is never found. */
export function createKnowledge(db: Connection): KnowledgeRepository {
  const idAtPath = db.prepare<{ id: string }>(
    'select id from documents where pack = ? and path = ?',
  );
  const remove = db.prepare('delete from documents where id = ?');
  const insertDocument = db.prepare('insert into documents (id, body) values (?, ?)');
  const insertPassage = db.prepare<{ row: number }>(
    `insert into passages (id, document, pack, ordinal, title, heading, anchor, text)
     values (?, ?, ?, ?, ?, ?, ?, ?) returning row`,
  );
  const insertVector = db.prepare('insert into vectors (passage, model, vector) values (?, ?, ?)');
  const document = db.prepare<BodyRow>('select body from documents where id = ?');
  const documents = db.prepare<{ id: string; path: string; title: string; hash: string }>(
    `select id, path, body ->> '$.title' as title, body ->> '$.hash' as hash
     from documents where pack = ? order by path`,
  );
  const { title, heading, text } = columnWeights;
  // The few that may not be cited are listed once; asking each of the many hits costs twice as much.
  const match = db.prepare<Passage>(
    `select ${passage} from (
       select rowid as row,
         bm25(passages_text, ${String(title)}.0, ${String(heading)}.0, ${String(text)}.0) as rank
       from passages_text
       where passages_text match ? and rowid not in (
         select p.row from documents d indexed by documents_citable
           cross join passages p on p.document = d.id
         where not (${isCitable})
       )
       order by rank, rowid limit ?
     ) best join passages p on p.row = best.row order by best.rank, best.row`,
  );
  const vectors = db.prepare<Passage & { vector: Buffer }>(
    `select ${passage}, v.vector from passages p
       join documents d on d.id = p.document
       join vectors v on v.passage = p.row and v.model = ?
     where ${isCitable} order by p.row`,
  );

  const holding = db.prepare<{ rows: number }>(
    'select count(*) as rows from passages_text where passages_text match ?',
  );
  // Counting walks a word's whole list, so the counts are kept until the articles change.
  const frequencies = new Map<string, number>();
  const frequency = (quotedWord: string): number => {
    const known = frequencies.get(quotedWord);
    if (known !== undefined) return known;
    const rows = holding.get(quotedWord)?.rows ?? 0;
    if (frequencies.size >= rememberedWords) frequencies.clear();
    frequencies.set(quotedWord, rows);
    return rows;
  };

  return {
    putDocument: (article, passages, embedded, model) => {
      if (embedded.length !== passages.length)
        throw new RangeError('putDocument: every passage needs its vector.');
      frequencies.clear();
      const body = encode(KnowledgeDocument, article);
      db.transaction(() => {
        const before = idAtPath.get(article.pack, article.path);
        if (before !== undefined) remove.run(before.id);
        insertDocument.run(article.id, body);
        for (const [index, item] of passages.entries()) {
          const { id, ordinal, title, heading, anchor, text } = Passage.parse(item);
          const place = [article.id, article.pack, ordinal] as const;
          const row = insertPassage.get(id, ...place, title, heading, anchor, text);
          const vector = embedded[index];
          if (row !== undefined && vector !== undefined)
            insertVector.run(row.row, model.sha256, toBytes(vector));
        }
      }, 'normal');
    },
    removeMissing: (pack, paths) => {
      frequencies.clear();
      const kept = new Set(paths);
      return db.transaction(() => {
        const gone = documents.all(pack).filter((item) => !kept.has(item.path));
        for (const item of gone) remove.run(item.id);
        return gone.length;
      }, 'normal');
    },
    document: (id) => {
      const row = document.get(id);
      return row && decode(KnowledgeDocument, 'article', row);
    },
    documents: (pack) =>
      documents.all(pack).map((row) => ({ ...row, id: KnowledgeDocument.shape.id.parse(row.id) })),
    matchText: (pack, query, today, limit, audience = 'agent') => {
      const words = anyWord(query, frequency);
      if (words === undefined) return [];
      return match.all(words, pack, today, today, audience, limit).map(toPassage);
    },
    vectors: (pack, model, today, audience = 'agent') =>
      vectors.all(model, pack, today, today, audience).map(({ vector, ...row }) => ({
        passage: toPassage(row),
        vector: fromBytes(vector),
      })),
  };
}

function toPassage(row: unknown): Passage {
  const read = Passage.safeParse(row);
  if (!read.success) throw damagedRow('passage', read.error);
  return read.data;
}

// Little-endian, as every machine is that Earshot runs on.
const toBytes = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** Copied, because a blob may begin anywhere and a Float32Array may not. */
const fromBytes = (blob: Buffer): Float32Array =>
  new Float32Array(new Uint8Array(blob).buffer, 0, Math.floor(blob.byteLength / 4));
