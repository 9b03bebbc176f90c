import type { KnowledgeSourceRepository } from '#core/ports.ts';
import { GapState } from '#domain/knowledge-gap.ts';
import { ImportJob, KnowledgeSource } from '#domain/knowledge-import.ts';
import type { Connection } from './connection.ts';
import { decode, encode, type BodyRow } from './rows.ts';

/** Runs that are kept for looking at; older ones say nothing any more. */
const keptJobs = 200;

/** Where articles were imported from, the runs over them, and what became of knowledge gaps. */
export function createKnowledgeSources(db: Connection): KnowledgeSourceRepository {
  const put = db.prepare(
    `insert into knowledge_sources (id, body) values (?, ?)
     on conflict (id) do update set body = excluded.body`,
  );
  const get = db.prepare<BodyRow>('select body from knowledge_sources where id = ?');
  const all = db.prepare<BodyRow>(
    'select body from knowledge_sources where ? is null or pack = ? order by rowid',
  );
  const remove = db.prepare('delete from knowledge_sources where id = ?');
  const putJob = db.prepare(
    `insert into import_jobs (id, body) values (?, ?)
     on conflict (id) do update set body = excluded.body`,
  );
  const job = db.prepare<BodyRow>('select body from import_jobs where id = ?');
  const jobs = db.prepare<BodyRow>(
    'select body from import_jobs order by started_at desc, id desc limit ?',
  );
  const trim = db.prepare(
    `delete from import_jobs where id not in (
       select id from import_jobs order by started_at desc, id desc limit ${keptJobs})`,
  );
  const gap = db.prepare<{ state: string }>('select state from knowledge_gaps where id = ?');
  const setGap = db.prepare(
    `insert into knowledge_gaps (id, state) values (?, ?)
     on conflict (id) do update set state = excluded.state`,
  );

  return {
    put: (source) => {
      put.run(source.id, encode(KnowledgeSource, source));
    },
    get: (id) => {
      const row = get.get(id);
      return row && decode(KnowledgeSource, 'source of articles', row);
    },
    all: (pack) =>
      all
        .all(pack ?? null, pack ?? null)
        .map((row) => decode(KnowledgeSource, 'source of articles', row)),
    remove: (id) => {
      remove.run(id);
    },
    putJob: (run) => {
      const fresh = job.get(run.id) === undefined;
      putJob.run(run.id, encode(ImportJob, run));
      if (fresh) trim.run();
    },
    job: (id) => {
      const row = job.get(id);
      return row && decode(ImportJob, 'import', row);
    },
    jobs: (limit) => jobs.all(limit).map((row) => decode(ImportJob, 'import', row)),
    gapState: (id) => {
      const row = gap.get(id);
      return row && GapState.parse(row.state);
    },
    setGapState: (id, state) => {
      setGap.run(id, state);
    },
  };
}
