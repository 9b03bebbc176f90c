import { resolve } from 'node:path';
import type { Core, KnowledgeDesk } from '#core/surface.ts';
import type { ImportJob } from '#domain/knowledge-import.ts';
import { jobLine, jobProgress, vectorProgress } from './cli-kb-text.ts';
import { type CliIo, type ExitCode, refuse } from './cli-output.ts';

/** Problems that are printed one by one; the rest is counted. */
const printed = 20;

/**
 * Imports what is named, one after the other, and waits until every passage has its vector.
 * Interrupted, it stops between two articles and says how to go on.
 */
export async function importPaths(
  core: Core,
  io: CliIo,
  paths: readonly string[],
  options: {
    readonly pack: string;
    readonly watch: boolean;
    readonly audience: 'agent' | 'customer';
  },
): Promise<ExitCode> {
  const desk = core.knowledgeDesk;
  const from = performance.now();
  const jobs: ImportJob[] = [];
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    for (const { id } of jobs) void desk.cancelImport(id);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    for (const path of paths) {
      const started = await desk.import({
        pack: options.pack,
        path: resolve(path),
        watch: options.watch,
        defaults: { audience: options.audience, language: 'en' },
      });
      if (!started.ok) throw refuse(started.error);
      jobs.push(started.value);
      io.complain(`Importing ${started.value.title} …`);
    }
    const ids = new Set(jobs.map(({ id }) => id));
    const ended = await watchJobs(desk, ids);
    const over = ended.every(({ state }) => state === 'done');
    if (over && !stop.signal.aborted) await waitForVectors(desk, options.pack, stop.signal);
    const seconds = (performance.now() - from) / 1_000;
    io.json({ jobs: ended, seconds, interrupted: stop.signal.aborted });
    for (const job of ended) tell(io, job);
    if (stop.signal.aborted) {
      const again = `earshot kb import ${paths.map(quoted).join(' ')} --pack ${options.pack}`;
      io.complain(
        over
          ? 'Stopped. All articles are in and found by their words; the rest follows when Earshot runs.'
          : `Stopped; what is in stays in. Go on with: ${again}`,
      );
      return 1;
    }
    if (options.watch) io.line('While Earshot runs, changed files are imported by themselves.');
    return over ? 0 : 1;
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

const quoted = (path: string): string => (/\s/u.test(path) ? `"${path}"` : path);

function tell(io: CliIo, job: ImportJob): void {
  for (const { path, message } of job.problems.slice(0, printed))
    io.complain(path === '' ? message : `${path}: ${message}`);
  const more = job.problems.length + job.moreProblems - printed;
  if (more > 0) io.complain(`… and ${more} more files or entries with a problem.`);
  io.line(jobLine(job));
  if (job.failure !== undefined) io.complain(job.failure);
}

const isOver = ({ state }: ImportJob): boolean => state !== 'waiting' && state !== 'reading';

/** The jobs as they ended, with their progress on a terminal. */
async function watchJobs(
  desk: KnowledgeDesk,
  ids: ReadonlySet<string>,
): Promise<readonly ImportJob[]> {
  const leave = new AbortController();
  const line = createProgressLine();
  try {
    for await (const all of desk.watchImports(leave.signal)) {
      const own = all.filter(({ id }) => ids.has(id));
      if (own.every(isOver)) return own.reverse();
      const current = own.find(({ state }) => state === 'reading') ?? own[0];
      if (current !== undefined) line.show(jobProgress(current));
    }
    throw new Error('The imports ended without a word.');
  } finally {
    line.end();
    leave.abort();
  }
}

/**
 * Waits until every passage of the pack has its vector. @returns seconds
 *
 * Nothing else may keep the process alive meanwhile, so a timer does.
 */
export async function waitForVectors(
  desk: KnowledgeDesk,
  pack: string,
  signal?: AbortSignal,
): Promise<number> {
  const from = performance.now();
  const line = createProgressLine();
  const show = (): void => {
    const status = desk.index().find((one) => one.pack === pack);
    if (status?.state === 'embedding') line.show(vectorProgress(status));
  };
  const timer = setInterval(show, 500);
  const stopped = Promise.withResolvers<undefined>();
  const stop = (): void => stopped.resolve(undefined);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([desk.settled(), stopped.promise]);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
    line.end();
  }
  return (performance.now() - from) / 1_000;
}

/** One line on a terminal that is written over; nothing elsewhere. */
function createProgressLine() {
  const terminal = process.stderr.isTTY;
  let wrote = false;
  return {
    show: (text: string): void => {
      if (!terminal) return;
      process.stderr.write(`\r\u001b[K${text}`);
      wrote = true;
    },
    end: (): void => {
      if (wrote) process.stderr.write('\r\u001b[K');
      wrote = false;
    },
  };
}
