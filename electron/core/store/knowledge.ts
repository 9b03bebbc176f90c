import type { KnowledgeRepository, PassageFilter, PassageRow } from '#core/ports.ts';
import type { ModelRef } from '#domain/insight.ts';
import { DocumentId, SourceId } from '#domain/ids.ts';
import { DocumentListing } from '#domain/knowledge-import.ts';
import { KnowledgeDocument, Passage } from '#domain/knowledge.ts';
import type { Connection } from './connection.ts';
import { createKnowledgeText, filterValues, isCitable } from './knowledge-text.ts';
import { createKnowledgeVectors } from './knowledge-vectors.ts';
import { toPassage } from './passage-row.ts';
import { decode, encode, type BodyRow } from './rows.ts';

const passage = 'p.row, p.id, p.document, p.pack, p.ordinal, p.title, p.heading, p.anchor, p.text';

type PassageRecord = Passage & { readonly row: PassageRow };

interface DocumentRow {
  readonly id: string;
  readonly source: string;
  readonly path: string;
  readonly title: string;
  readonly hash: string;
  readonly version: number;
}

/** Articles, passages and vectors. A passage of an outdated or withdrawn article is never found. */
export function createKnowledge(db: Connection): KnowledgeRepository {
  const text = createKnowledgeText(db);
  const revisions = new Map<string, number>();
  const counts = new Map<string, { readonly revision: number; readonly rows: number }>();
  const changed = (pack: string): void => {
    revisions.set(pack, (revisions.get(pack) ?? 0) + 1);
  };
  const vectors = createKnowledgeVectors(db, changed);

  const idAtPath = db.prepare<{ id: string }>(
    'select id from documents where pack = ? and source = ? and path = ?',
  );
  const packOf = db.prepare<{ pack: string }>('select pack from documents where id = ?');
  const rowsOf = db.prepare<{ row: number }>('select row from passages where document = ?');
  const remove = db.prepare('delete from documents where id = ?');
  const removePassage = db.prepare('delete from passages where row = ?');
  const insertDocument = db.prepare('insert into documents (id, body) values (?, ?)');
  const updateDocument = db.prepare('update documents set body = ? where id = ?');
  const insertPassage = db.prepare(
    `insert into passages (row, id, document, pack, ordinal, title, heading, anchor, text)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const takeRows = db.prepare<{ next: number }>(
    `insert into passage_rows (only, next) values (1, 1 + ?)
     on conflict (only) do update set next = next + ? returning next`,
  );
  const document = db.prepare<BodyRow>('select body from documents where id = ?');
  const documents = db.prepare<DocumentRow>(
    `select id, source, path, title, hash, version from documents
     where pack = ? and (? is null or source = ?) order by source, path`,
  );
  const listed = `d.pack = ? and (? is null or d.source = ?)
    and (? is null or d.title like ? escape '\\' or d.path like ? escape '\\')`;
  const listing = db.prepare<BodyRow & { passages: number; citable: number }>(
    `select json_remove(d.body, '$.body') as body,
       (select count(*) from passages p where p.document = d.id) as passages,
       (${isCitable}) as citable
     from documents d where ${listed} order by d.imported_at desc, d.title, d.id limit ? offset ?`,
  );
  const listedCount = db.prepare<{ total: number }>(
    `select count(*) as total from documents d where ${listed}`,
  );
  const passages = db.prepare<PassageRecord>(
    `select ${passage} from json_each(?) wanted join passages p on p.row = wanted.value
     order by wanted.key`,
  );
  const passageOf = db.prepare<PassageRecord>(
    `select ${passage} from passages p where p.id = ? order by p.row desc limit 1`,
  );
  const passagesOf = db.prepare<PassageRecord>(
    `select ${passage} from passages p join documents d on d.id = p.document
     where p.document = ? and ${isCitable} order by p.ordinal`,
  );
  const inSubjects = `(? is null or coalesce(lower(d.subject), '') in (select lower(value) from json_each(?)))`;
  const barred = db.prepare<{ row: number }>(
    `select p.row from documents d cross join passages p on p.document = d.id
     where d.pack = ? and not (${isCitable} and ${inSubjects})`,
  );
  const citable = db.prepare<{ row: number }>(
    `select p.row from documents d cross join passages p on p.document = d.id
     where ${isCitable} and ${inSubjects}`,
  );
  // Named so that the index of subjects is used: those of one product among thousands are few.
  const ofSubjects = db.prepare<{ row: number }>(
    `select p.row from documents d indexed by documents_by_subject
       cross join passages p on p.document = d.id
     where d.pack = ? and d.subject is not null
       and lower(d.subject) in (select lower(value) from json_each(?)) and ${isCitable}`,
  );
  const count = db.prepare<{ rows: number }>(
    'select count(*) as rows from passages where pack = ?',
  );
  const subjects = db.prepare<{ subject: string }>(
    `select distinct subject from documents
     where pack = ? and subject is not null and withdrawn_at is null order by subject`,
  );

  const removeDocument = (pack: string, id: string): void => {
    for (const { row } of rowsOf.all(id)) text.remove(pack, row);
    remove.run(id);
  };
  const removeAll = (pack: string, gone: readonly DocumentRow[]): number => {
    if (gone.length === 0) return 0;
    db.transaction(() => {
      for (const { id } of gone) removeDocument(pack, id);
    }, 'normal');
    changed(pack);
    return gone.length;
  };
  const subjectValues = (filter: PassageFilter): (string | null)[] => {
    const list = filter.subjects === undefined ? null : JSON.stringify(filter.subjects);
    return [list, list];
  };

  /** In the open transaction. */
  const insertPassages = (
    article: KnowledgeDocument,
    own: readonly Passage[],
    embedded: readonly (Float32Array | undefined)[],
    model: ModelRef,
  ): void => {
    const next = takeRows.get(own.length, own.length)?.next ?? own.length + 1;
    for (const [index, item] of own.entries()) {
      const read = Passage.parse(item);
      const row = next - own.length + index;
      const { id, ordinal, title, heading, anchor } = read;
      const place = [article.id, article.pack, ordinal] as const;
      insertPassage.run(row, id, ...place, title, heading, anchor, read.text);
      text.add(row, read);
      const vector = embedded[index];
      if (vector !== undefined) vectors.insert(row, model.sha256, vector);
    }
  };

  return {
    ...vectors,
    putDocument: (article, own, embedded, model) => {
      if (embedded.length !== own.length)
        throw new RangeError(
          'putDocument: every passage needs its vector, or undefined for later.',
        );
      const body = encode(KnowledgeDocument, article);
      db.transaction(() => {
        const before = idAtPath.get(article.pack, article.source, article.path);
        if (before !== undefined) removeDocument(article.pack, before.id);
        insertDocument.run(article.id, body);
        insertPassages(article, own, embedded, model);
      }, 'normal');
      changed(article.pack);
    },
    putPart: (article, own, embedded, model) => {
      const body = encode(KnowledgeDocument, article);
      db.transaction(() => {
        if (packOf.get(article.id) === undefined) insertDocument.run(article.id, body);
        else updateDocument.run(body, article.id);
        insertPassages(article, own, embedded, model);
      }, 'normal');
      changed(article.pack);
    },
    removePassages: (id, limit) => {
      const pack = packOf.get(id)?.pack;
      if (pack === undefined) return 0;
      const rows = rowsOf.all(id).slice(0, limit);
      db.transaction(() => {
        for (const { row } of rows) {
          text.remove(pack, row);
          removePassage.run(row);
        }
      }, 'normal');
      if (rows.length > 0) changed(pack);
      return rows.length;
    },
    removeMissing: (pack, source, paths) => {
      const kept = new Set(paths);
      return removeAll(
        pack,
        documents.all(pack, source, source).filter(({ path }) => !kept.has(path)),
      );
    },
    removeThese: (ids) => {
      const packs = new Set<string>();
      const removed = db.transaction(() => {
        const there = ids.flatMap((id) => {
          const pack = packOf.get(id)?.pack;
          return pack === undefined ? [] : [{ id, pack }];
        });
        for (const { id, pack } of there) {
          removeDocument(pack, id);
          packs.add(pack);
        }
        return there.length;
      }, 'normal');
      for (const pack of packs) changed(pack);
      return removed;
    },
    removeDocuments: (pack, source, path) =>
      removeAll(
        pack,
        documents
          .all(pack, source, source)
          .filter((each) => path === undefined || each.path === path),
      ),
    setWithdrawn: (id, at) => {
      const row = document.get(id);
      if (row === undefined) return false;
      const { withdrawnAt: _before, ...rest } = decode(KnowledgeDocument, 'article', row);
      const next = { ...rest, ...(at !== undefined && { withdrawnAt: at }) };
      updateDocument.run(encode(KnowledgeDocument, next), id);
      changed(rest.pack);
      return true;
    },
    document: (id) => {
      const row = document.get(id);
      return row && decode(KnowledgeDocument, 'article', row);
    },
    documents: (pack, source) =>
      documents.all(pack, source ?? null, source ?? null).map((row) => ({
        ...row,
        id: DocumentId.parse(row.id),
        source: SourceId.parse(row.source),
      })),
    listing: (pack, { text: wanted, source = null, offset, limit }, today) => {
      const like =
        wanted === undefined || wanted.trim() === ''
          ? null
          : `%${wanted.trim().replaceAll(/[\\%_]/g, '\\$&')}%`;
      const values = [pack, source, source, like, like, like];
      const rows = listing.all(pack, today, today, 'agent', ...values, limit, offset);
      return {
        documents: rows.map((row) =>
          DocumentListing.parse({
            ...(JSON.parse(row.body) as object),
            passages: row.passages,
            citable: row.citable === 1,
          }),
        ),
        total: listedCount.get(...values)?.total ?? 0,
      };
    },
    matchText: (query, filter, limit, mode = 'any') => text.match(query, filter, limit, mode),
    passages: (rows) =>
      passages
        .all(JSON.stringify(rows))
        .map(({ row, ...found }) => ({ row, passage: toPassage(found) })),
    passage: (id) => {
      const row = passageOf.get(id);
      return row && toPassage(withoutRow(row));
    },
    passagesOf: (id, filter) =>
      passagesOf.all(id, ...filterValues(filter)).map((found) => toPassage(withoutRow(found))),
    barred: (filter) =>
      barred
        .all(filter.pack, ...filterValues(filter), ...subjectValues(filter))
        .map(({ row }) => row),
    citable: (filter) =>
      (filter.subjects === undefined || filter.subjects.includes('')
        ? citable.all(...filterValues(filter), ...subjectValues(filter))
        : ofSubjects.all(filter.pack, JSON.stringify(filter.subjects), ...filterValues(filter))
      ).map(({ row }) => row),
    count: (pack) => {
      // Asked with every search, and counting walks the pack's whole index.
      const revision = revisions.get(pack) ?? 0;
      const known = counts.get(pack);
      if (known?.revision === revision) return known.rows;
      const rows = count.get(pack)?.rows ?? 0;
      counts.set(pack, { revision, rows });
      return rows;
    },
    subjects: (pack) => subjects.all(pack).map(({ subject }) => subject),
    revision: (pack) => revisions.get(pack) ?? 0,
  };
}

const withoutRow = ({ row: _row, ...rest }: PassageRecord): Passage => rest;
