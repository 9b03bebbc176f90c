import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { HeadlessTask, HeadlessTold } from '#contract/headless-job.ts';
import { messageOf } from '#core/log.ts';
import { CommandStop, refuse } from './cli-output.ts';
import { openHeadless } from './headless-browser.ts';
import { openHeadlessPage } from './headless-page.ts';
import type { ModelFolders } from './model-files.ts';

/** What the way a command was started knows and the hosts do not: built pages and browsers. */
export interface Surroundings {
  /** A Chromium, Chrome or Edge on this machine; undefined when there is none. */
  readonly findBrowser: () => string | undefined;
  /** Builds the page when it is absent or old. @returns its folder */
  readonly buildPage: () => Promise<string>;
}

export type FileTask = Omit<HeadlessTask, 'name' | 'bytes'> & { readonly file: string };

/** The page says that it lives every few seconds; after so long without a word it has crashed. */
const patienceMs = 60_000;

const noBrowser = (): CommandStop =>
  refuse({
    message: 'There is no Chromium, Chrome or Edge here to recognise speech with.',
    mend: 'Install one, or name its program with CHROME_PATH.',
  });

/**
 * Recognises recordings with the recogniser of the window, in a browser without one.
 *
 * @param options.onTold what the page says, in order; `over` and `failed` without a task not
 * @returns when every task is done
 * @throws CommandStop when there is no browser, when it or the page ends early, and on Ctrl-C; and
 *   what `onTold` throws
 */
export async function runHeadless(options: {
  readonly surroundings: Surroundings;
  readonly model: string;
  readonly models: ModelFolders;
  readonly tasks: readonly FileTask[];
  readonly onTold: (told: HeadlessTold) => void;
}): Promise<void> {
  const browserFile = options.surroundings.findBrowser();
  if (browserFile === undefined) throw noBrowser();
  const pageFolder = await options.surroundings.buildPage().catch((thrown: unknown) => {
    throw refuse({ message: messageOf(thrown) });
  });
  const tasks = await Promise.all(
    options.tasks.map(async ({ file, ...task }) => ({
      ...task,
      name: basename(file),
      bytes: (await stat(file)).size,
    })),
  );
  const over = Promise.withResolvers<void>();
  // Several things may go wrong at once; the first one is told.
  over.promise.catch(() => undefined);
  let watch: NodeJS.Timeout | undefined;
  const alive = (): void => {
    clearTimeout(watch);
    watch = setTimeout(
      () =>
        over.reject(
          refuse({
            message: 'The page that recognises has stopped answering.',
            mend: 'Close other programs if memory is short, then run it again.',
          }),
        ),
      patienceMs,
    );
  };
  const page = await openHeadlessPage({
    token: randomBytes(32).toString('base64url'),
    pageFolder,
    job: { model: options.model, tasks },
    files: new Map(options.tasks.map(({ id, file }) => [id, file])),
    models: options.models,
    onTold: (told) => {
      alive();
      if (told.kind === 'over') over.resolve();
      else if (told.kind === 'failed' && told.task === undefined) over.reject(refuse(told));
      else if (told.kind !== 'alive')
        try {
          options.onTold(told);
        } catch (thrown) {
          over.reject(thrown);
        }
    },
    onProblem: (sentence, error) =>
      over.reject(refuse({ message: `${sentence} ${messageOf(error)}`, mend: 'Run it again.' })),
  });
  const stopped = onSignals(() =>
    over.reject(new CommandStop(1, 'It was stopped; what was not printed yet is lost.')),
  );
  const browser = openHeadless(browserFile, page.url);
  alive();
  try {
    await Promise.race([over.promise, browser.died]);
  } finally {
    clearTimeout(watch);
    await browser.close();
    await page.close();
    stopped();
  }
}

/** @returns stops listening */
function onSignals(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
}
