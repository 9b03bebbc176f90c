import type { DocumentListing, ImportJob } from '#domain/knowledge-import.ts';
import type { Desk, Handler } from './fixtureDesk.ts';
import * as fixtures from './fixtures-import.ts';
import * as found from './fixtures-knowledge.ts';
import { article } from './fixtures-cards.ts';

/** @file The articles of the pretended core: searched, imported, withdrawn. */

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A stream that says what there is, and says it again whenever `change` is called. */
function live<T>(read: () => T) {
  const wakes = new Set<() => void>();
  return {
    change: (): void => {
      for (const wake of [...wakes]) wake();
    },
    watch: async function* (signal: AbortSignal | undefined) {
      while (signal?.aborted !== true) {
        yield read();
        await new Promise<void>((resolve) => {
          wakes.add(resolve);
          signal?.addEventListener('abort', () => resolve());
        });
      }
    },
  };
}

function search(desk: Desk, text: string) {
  if (desk === 'empty') return found.nothingThere;
  if (desk === 'long') return found.longAnswer;
  if (/^(hello|good morning|xyz)/i.test(text)) return found.nothingFound;
  return /\p{Script=Arabic}/u.test(text) ? found.rtlAnswer : found.answer;
}

function importing(desk: Desk) {
  let jobs: readonly ImportJob[] =
    desk === 'empty'
      ? []
      : desk === 'long'
        ? [fixtures.troubled, fixtures.rtlJob, ...fixtures.jobs]
        : fixtures.jobs;
  const stream = live(() => jobs);
  const change = (id: string | undefined, next: Partial<ImportJob>): ImportJob | undefined => {
    jobs = jobs.map((job) => (job.id === id ? { ...job, ...next } : job));
    stream.change();
    return jobs.find((job) => job.id === id);
  };
  const run = async (id: string): Promise<void> => {
    const total = 24;
    for (let done = 0; done <= total; done += 4) {
      const state = jobs.find((job) => job.id === id)?.state;
      if (state !== 'waiting' && state !== 'reading') return;
      change(id, { state: 'reading', total, done, imported: done, passages: done * 6 });
      await pause(150);
    }
    change(id, { state: 'done', endedAt: Date.now() });
  };
  const handlers: Readonly<Record<string, Handler>> = {
    'knowledge.upload': ({ name }) => pause(20).then(() => ({ upload: `upload ${name}` })),
    'knowledge.import': ({ path }) => {
      const id = `job-${jobs.length + 10}`;
      const { endedAt: _ended, ...waiting } = fixtures.waiting;
      const job = { ...waiting, id, title: path ?? 'Dropped files', startedAt: Date.now() };
      jobs = [job, ...jobs];
      void run(id);
      return job;
    },
    'knowledge.watchImports': (_input, signal) => stream.watch(signal),
    'knowledge.cancelImport': ({ job }) => change(job, { state: 'cancelled', endedAt: Date.now() }),
    'knowledge.resumeImport': ({ job }) => {
      const resumed = change(job, { state: 'waiting' });
      void run(job ?? '');
      return resumed;
    },
  };
  return handlers;
}

function listing(desk: Desk) {
  let documents: readonly DocumentListing[] =
    desk === 'empty' ? [] : desk === 'long' ? fixtures.manyDocuments : fixtures.documents;
  let sources = desk === 'empty' ? [] : desk === 'long' ? fixtures.longSources : fixtures.sources;
  const page = (input: Record<string, string>) => {
    const { text = '', source = '' } = input;
    const offset = Number(input['offset'] ?? 0);
    const all = documents.filter(
      (one) =>
        `${one.title} ${one.path}`.toLowerCase().includes(text.toLowerCase()) &&
        (source === '' || one.source === source),
    );
    const limit = Number(input['limit'] ?? 50);
    return { documents: all.slice(offset, offset + limit), total: all.length };
  };
  const withdraw = (id: string | undefined, at: number | undefined) => {
    documents = documents.map((one) => {
      if (one.id !== id) return one;
      const { withdrawnAt: _before, ...rest } = one;
      return {
        ...rest,
        citable: at === undefined,
        ...(at === undefined ? {} : { withdrawnAt: at }),
      };
    });
    return {};
  };
  const handlers: Readonly<Record<string, Handler>> = {
    'knowledge.documents': page,
    'knowledge.withdraw': ({ document }) => withdraw(document, Date.now()),
    'knowledge.restore': ({ document }) => withdraw(document, undefined),
    'knowledge.sources': () => sources,
    'knowledge.removeSource': ({ source }) => {
      sources = sources.filter(({ id }) => id !== source);
      documents = documents.filter((one) => one.source !== source);
      return {};
    },
  };
  return handlers;
}

function gapHandlers(desk: Desk): Readonly<Record<string, Handler>> {
  let gaps = desk === 'empty' ? [] : desk === 'long' ? fixtures.longGaps : fixtures.gaps;
  return {
    'knowledge.gaps': () => gaps,
    'knowledge.setGap': ({ gap, state }) => {
      gaps = gaps.map((one) =>
        one.id === gap ? { ...one, state: state as (typeof one)['state'] } : one,
      );
      return {};
    },
    'knowledge.gapDraft': () => ({ name: 'pick-up.md', markdown: '# Pick-up in a shop\n' }),
  };
}

/** What the pretended core answers about articles. */
export function knowledgeHandlers(desk: Desk): Readonly<Record<string, Handler>> {
  let index =
    desk === 'empty'
      ? []
      : desk === 'installing'
        ? [fixtures.embedding, fixtures.otherPack]
        : desk === 'failed'
          ? [fixtures.broken]
          : [fixtures.exact, fixtures.otherPack];
  const stream = live(() => index);
  return {
    ...importing(desk),
    ...listing(desk),
    ...gapHandlers(desk),
    'knowledge.document': ({ document }) => found.articles[document ?? ''] ?? article,
    'knowledge.search': ({ text }) => pause(30).then(() => search(desk, text ?? '')),
    'knowledge.used': () => ({}),
    'knowledge.watchIndex': (_input, signal) => stream.watch(signal),
    'knowledge.reindex': () => {
      index = [fixtures.building, ...index.slice(1)];
      stream.change();
      return {};
    },
  };
}
