import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseChecksums } from '#core/inference/install-source.ts';
import type { ModelAnswer } from '#core/inference/model-answer.ts';
import type { ModelShelf } from '#core/inference/model-shelf.ts';
import { messageOf } from '#core/log.ts';
import type { ModelListing } from '#domain/model-listing.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { openCliShelf } from './cli-shelf.ts';
import { defaultDataFolder } from './data-folder.ts';
import { describeModel, listModels, progressLine } from './models-text.ts';

/**
 * `earshot models …`: what is there, and putting models in and taking them out. Opens neither the
 * database nor a core, so it works beside a running Earshot.
 */
export async function models(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mirror: { type: 'string' },
      from: { type: 'string' },
      sha256: { type: 'string' },
      trust: { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [verb, name, ...rest] = positionals;
  if (verb === undefined || !verbs.has(verb))
    throw usage(`Say what to do: earshot models ${[...verbs.keys()].join('|')}.`);
  const need = verbs.get(verb);
  if (rest.length > 0 || (name !== undefined && need === 'none'))
    throw usage(`earshot models ${verb} takes ${need === 'none' ? 'no name' : 'one name'}.`);
  if (name === undefined && need === 'one') throw usage(`Name the model: models ${verb} NAME.`);
  if (values.mirror !== undefined && values.from !== undefined)
    throw usage('Give either --mirror or --from.');
  const io = createCliIo(values.json);
  const shelf = await openCliShelf(values['data-dir'] ?? defaultDataFolder(), (line) =>
    io.complain(line),
  );
  try {
    switch (verb) {
      case 'list':
        return await list(shelf, io);
      case 'install':
        return await install(shelf, io, name ?? '', {
          mirror: values.mirror,
          folder: values.from,
          trust: values.trust,
          ...(values.sha256 !== undefined && { checksums: await readChecksums(values.sha256) }),
        });
      case 'verify':
        return await verify(shelf, io, name);
      case 'remove':
        take(await shelf.remove(name ?? ''));
        io.line(`Removed ${name ?? ''}.`);
        break;
      case 'use':
        take(await shelf.use(name ?? ''));
        io.line(`${name ?? ''} is chosen; a running Earshot takes it at its next start.`);
        break;
      default:
        io.complain(`Measuring ${name ?? ''} …`);
        for (const line of describeModel(take(await shelf.measure(name ?? '')))) io.line(line);
    }
    io.json((await shelf.list()).find((model) => model.name === name));
    return 0;
  } finally {
    await shelf.close();
  }
}

/** What may be done, and whether it wants a model's name. */
const verbs: ReadonlyMap<string, 'none' | 'one' | 'maybe'> = new Map([
  ['list', 'none'],
  ['install', 'one'],
  ['verify', 'maybe'],
  ['remove', 'one'],
  ['use', 'one'],
  ['measure', 'one'],
]);

function take<T>(answer: ModelAnswer<T>): T {
  if (answer.ok) return answer.value;
  throw refuse(answer.error);
}

async function list(shelf: ModelShelf, io: CliIo): Promise<ExitCode> {
  const found = await shelf.list();
  io.json(found);
  for (const line of listModels(found)) io.line(line);
  return 0;
}

async function readChecksums(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw refuse({ message: `The checksums cannot be read: ${messageOf(thrown)}.` });
  });
  try {
    return parseChecksums(text, file);
  } catch (thrown) {
    throw refuse({ message: messageOf(thrown) });
  }
}

async function install(
  shelf: ModelShelf,
  io: CliIo,
  name: string,
  input: Omit<Parameters<ModelShelf['install']>[0], 'name'>,
): Promise<ExitCode> {
  const stop = (): void => void shelf.cancel(name);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const tell = createTeller(io, async () =>
    (await shelf.list()).find((model) => model.name === name),
  );
  const unsubscribe = shelf.subscribe(tell.nudge);
  try {
    take(await shelf.install({ name, ...input }));
    const installed = take(await shelf.settled(name));
    await tell.end();
    io.json(installed);
    for (const line of describeModel(installed)) io.line(line);
    return 0;
  } finally {
    await tell.end();
    unsubscribe();
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
  }
}

/** Progress on stderr: one line that is overwritten on a terminal, a line per tenth elsewhere. */
function createTeller(io: CliIo, look: () => Promise<ModelListing | undefined>) {
  const terminal = process.stderr.isTTY;
  let last = -1;
  let wrote = false;
  let ended = false;
  let looking: Promise<void> = Promise.resolve();
  const show = async (): Promise<void> => {
    const progress = (await look())?.progress;
    if (progress === undefined || ended) return;
    const tenth = progress.total === 0 ? 0 : Math.floor((progress.done / progress.total) * 10);
    if (terminal) process.stderr.write(`\r\u001b[K${progressLine(progress)}`);
    else if (tenth > last) io.complain(progressLine(progress));
    wrote = true;
    last = Math.max(last, tenth);
  };
  let waiting = false;
  return {
    nudge: (): void => {
      if (waiting || ended) return;
      waiting = true;
      looking = looking.then(async () => {
        waiting = false;
        await show();
      });
    },
    end: async (): Promise<void> => {
      if (ended) return;
      await looking;
      ended = true;
      if (terminal && wrote) process.stderr.write('\n');
    },
  };
}

async function verify(shelf: ModelShelf, io: CliIo, name: string | undefined): Promise<ExitCode> {
  const there = (await shelf.list()).filter(({ state }) => state !== 'available');
  const names = name === undefined ? there.map((model) => model.name) : [name];
  const results: { name: string; ok: boolean; problem?: string }[] = [];
  for (const one of names) {
    const checked = await shelf.verify(one);
    if (checked.ok) {
      results.push({ name: one, ok: true });
      io.line(`right    ${one}: every checksum`);
    } else {
      const { message, mend } = checked.error;
      const problem = mend === undefined ? message : `${message} ${mend}`;
      results.push({ name: one, ok: false, problem });
      io.complain(problem);
    }
  }
  io.json({ ok: results.every((result) => result.ok), models: results });
  return results.every((result) => result.ok) ? 0 : 1;
}
