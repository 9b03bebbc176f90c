import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readExamples } from '#core/learn/index.ts';
import type { Answer, Core } from '#core/surface.ts';
import type { ExampleProblem, IntentModel, LabelledExample } from '#domain/taxonomy.ts';
import { comparisonLines, listLine, reportLines } from './cli-intents-text.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { readInput } from './cli-recordings.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openCore } from './open-core.ts';

const whats = ['train', 'list', 'report', 'use', 'remove', 'compare'] as const;
type What = (typeof whats)[number];

/** Problems of an import that are printed one by one; the rest is counted. */
const printed = 20;

interface Values {
  readonly pack: string;
  readonly examples?: string | undefined;
  readonly name?: string | undefined;
  readonly base: string;
  readonly use: boolean;
}

/** `earshot intents`: an admin's own intents, from examples to the version in use. */
export async function intents(args: readonly string[]): Promise<ExitCode> {
  const [word, ...rest] = args;
  const what = whats.find((one) => one === word);
  if (what === undefined) throw usage(`earshot intents ${whats.join('|')}, not "${word ?? ''}".`);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      pack: { type: 'string', default: 'retail' },
      examples: { type: 'string' },
      name: { type: 'string' },
      base: { type: 'string', default: 'pack' },
      use: { type: 'boolean', default: false },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [model, ...more] = positionals;
  const takesNone = what === 'train' || what === 'list';
  if (more.length > 0 || (takesNone && model !== undefined))
    throw usage(`There is a word too many: "${positionals.at(-1) ?? ''}".`);
  if (!takesNone && what !== 'report' && model === undefined)
    throw usage(`Name the version: earshot intents ${what} VERSION --pack ${values.pack}.`);
  const training = what === 'train' ? await readTraining(values) : undefined;

  const io = createCliIo(values.json);
  const opened = await openCore({
    dataFolder: values['data-dir'] ?? defaultDataFolder(),
    packs: [values.pack],
    logLevel: 'warn',
  });
  if (!opened.ok) throw refuse(opened.error);
  const { core } = opened.value;
  try {
    await core.ready();
    if (training !== undefined) await train(core, io, values, training);
    else if (what !== 'train') await answer(core, io, what, values.pack, model);
  } finally {
    await core.shutdown();
  }
  return 0;
}

const must = <T>(given: Answer<T>): T => {
  if (!given.ok) throw refuse(given.error);
  return given.value;
};

interface Training {
  readonly file: string;
  readonly name: string;
  readonly base: 'pack' | 'none';
  readonly examples: readonly LabelledExample[];
  readonly problems: readonly ExampleProblem[];
}

/** Wrong usage and a wrong path are told before anything is opened. */
async function readTraining({ examples, name, base }: Values): Promise<Training> {
  if (examples === undefined)
    throw usage('Name the examples: earshot intents train --examples FILE --pack NAME.');
  if (base !== 'pack' && base !== 'none') throw usage(`--base is pack or none, not "${base}".`);
  const file = basename(examples);
  const read = readExamples(file, await readInput(examples));
  if (!read.ok) throw refuse(read.error);
  const [first] = read.value.problems;
  const reason =
    first === undefined ? '' : ` (line ${first.line}: ${first.problem.replace(/\.$/u, '')})`;
  if (read.value.examples.length === 0)
    throw refuse({
      message: `${file} has no examples to learn from${reason}.`,
      mend: 'Give a CSV with the columns text and label, JSON lines, or lines “label: text”.',
    });
  return { file, name: name ?? file.replace(/\.[^.]*$/u, ''), base, ...read.value };
}

async function train(core: Core, io: CliIo, values: Values, given: Training): Promise<void> {
  const { examples, problems } = given;
  for (const { line, problem } of problems.slice(0, printed))
    io.complain(`${given.file}, line ${line}: ${problem}`);
  if (problems.length > printed)
    io.complain(`${given.file}: ${problems.length - printed} more lines have problems.`);
  const stream = must(
    core.intentDesk.train({
      pack: values.pack,
      name: given.name,
      base: given.base,
      examples,
    }),
  );
  let model: IntentModel | undefined;
  for await (const step of stream) if (step.phase === 'done') model = step.model;
  if (model === undefined) throw refuse({ message: 'The training was stopped; nothing was kept.' });
  if (values.use) {
    const { id } = model;
    model = must(await core.intentDesk.use(id)).find((one) => one.id === id) ?? model;
  }
  io.json({ model, problems });
  for (const line of reportLines(model)) io.line(line);
  io.line(
    model.inUse
      ? 'It is in use now.'
      : `It is not in use yet: earshot intents use "${model.name}" --pack ${values.pack}`,
  );
}

async function answer(
  core: Core,
  io: CliIo,
  what: Exclude<What, 'train'>,
  pack: string,
  named: string | undefined,
): Promise<void> {
  const desk = core.intentDesk;
  const models = must(await desk.list(pack));
  const tell = (list: readonly IntentModel[]): void => {
    io.json(list);
    for (const model of list) io.line(listLine(model));
  };
  if (what === 'list') return tell(models);
  const model = find(models, named, pack);
  switch (what) {
    case 'report':
      io.json(model);
      for (const line of reportLines(model)) io.line(line);
      return;
    case 'use':
      return tell(must(await desk.use(model.id)));
    case 'remove':
      return tell(must(await desk.remove(model.id)));
    case 'compare': {
      const comparison = must(await desk.compare(model.id));
      io.json(comparison);
      for (const line of comparisonLines(comparison, models)) io.line(line);
    }
  }
}

/** By id, by name, or `pack` for the pack's own; the one in use when none is named. */
function find(
  models: readonly IntentModel[],
  named: string | undefined,
  pack: string,
): IntentModel {
  const found = models.find(
    ({ id, name, origin, inUse }) =>
      (named === undefined && inUse) ||
      id === named ||
      name.toLowerCase() === named?.toLowerCase() ||
      (named === 'pack' && origin === 'pack'),
  );
  if (found === undefined)
    throw refuse({
      message: `There is no version "${named ?? ''}" of the intents of ${pack}.`,
      mend: `There are: ${models.map(({ name }) => `"${name}"`).join(', ')}.`,
    });
  return found;
}
