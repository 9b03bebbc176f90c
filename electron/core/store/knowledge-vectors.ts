import type { KnowledgeRepository, PassageRow } from '#core/ports.ts';
import type { Passage } from '#domain/knowledge.ts';
import type { Connection } from './connection.ts';
import { toPassage } from './passage-row.ts';

type VectorPart = Pick<
  KnowledgeRepository,
  'vectors' | 'embedded' | 'unembedded' | 'countUnembedded' | 'putVectors' | 'dropOtherVectors'
>;

/** The vectors of passages, per model; in pages, because a pack may have a hundred thousand. */
export function createKnowledgeVectors(
  db: Connection,
  changed: (pack: string) => void,
): VectorPart & {
  /** In the open transaction. */
  insert(row: PassageRow, model: string, vector: Float32Array): void;
} {
  const ids = new Map<string, number>();
  db.onRollback(() => ids.clear());
  const known = db.prepare<{ id: number }>('select id from encoders where sha256 = ?');
  const learn = db.prepare<{ id: number }>('insert into encoders (sha256) values (?) returning id');
  /** One that nobody wrote with has no rows: no id is 0. */
  const idOf = (model: string): number => {
    const id = ids.get(model) ?? known.get(model)?.id;
    if (id !== undefined) ids.set(model, id);
    return id ?? 0;
  };
  const idFor = (model: string): number => {
    const id = idOf(model) || (learn.get(model)?.id ?? 0);
    ids.set(model, id);
    return id;
  };
  const insert = db.prepare(
    `insert into vectors (passage, model, vector) values (?, ?, ?)
     on conflict (passage, model) do update set vector = excluded.vector`,
  );
  const packOf = db.prepare<{ pack: string }>('select pack from passages where row = ?');
  const page = db.prepare<{ row: number; vector: Buffer }>(
    `select p.row, v.vector from passages p indexed by passages_by_pack
       cross join vectors v on v.passage = p.row and v.model = ?
     where p.pack = ? and p.row > ? order by p.row limit ?`,
  );
  const without = `passages p indexed by passages_by_pack where p.pack = ? and not exists (
    select 1 from vectors v where v.passage = p.row and v.model = ?)`;
  const unembedded = db.prepare<Passage & { row: number }>(
    `select p.row, p.id, p.document, p.pack, p.ordinal, p.title, p.heading, p.anchor, p.text
     from ${without} and p.row > ? order by p.row limit ?`,
  );
  const ofDocument = db.prepare<Passage & { vector: Buffer | null }>(
    `select p.id, p.document, p.pack, p.ordinal, p.title, p.heading, p.anchor, p.text, v.vector
     from passages p left join vectors v on v.passage = p.row and v.model = ?
     where p.document = ? order by p.ordinal`,
  );
  const countUnembedded = db.prepare<{ rows: number }>(`select count(*) as rows from ${without}`);
  const dropOthers = db.prepare(
    `delete from vectors where model <> ? and passage in (select row from passages where pack = ?)`,
  );

  return {
    insert: (row, model, vector) => {
      insert.run(row, idFor(model), toBytes(vector));
    },
    vectors: (pack, model, after, limit) =>
      page
        .all(idOf(model), pack, after, limit)
        .map(({ row, vector }) => ({ row, vector: fromBytes(vector) })),
    embedded: (document, model) =>
      ofDocument.all(idOf(model), document).map(({ vector, ...found }) => ({
        passage: toPassage(found),
        vector: vector === null ? undefined : fromBytes(vector),
      })),
    unembedded: (pack, model, limit, after = 0) =>
      unembedded
        .all(pack, idOf(model), after, limit)
        .map(({ row, ...found }) => ({ row, passage: toPassage(found) })),
    countUnembedded: (pack, model) => countUnembedded.get(pack, idOf(model))?.rows ?? 0,
    putVectors: (model, vectors) => {
      const packs = new Set<string>();
      db.transaction(() => {
        const id = idFor(model);
        for (const { row, vector } of vectors) {
          // The passage may have been replaced while its vector was made.
          const pack = packOf.get(row)?.pack;
          if (pack === undefined) continue;
          insert.run(row, id, toBytes(vector));
          packs.add(pack);
        }
      }, 'normal');
      for (const pack of packs) changed(pack);
    },
    dropOtherVectors: (pack, model) =>
      db.transaction(() => dropOthers.run(idOf(model), pack), 'normal'),
  };
}

// Little-endian, as every machine is that Earshot runs on.
const toBytes = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** Copied, because a blob may begin anywhere and a Float32Array may not. */
const fromBytes = (blob: Buffer): Float32Array =>
  new Float32Array(new Uint8Array(blob).buffer, 0, Math.floor(blob.byteLength / 4));
