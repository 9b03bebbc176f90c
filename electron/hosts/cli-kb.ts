import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '#core/log.ts';
import type { Answer, Core, KnowledgeDesk } from '#core/surface.ts';
import type { DocumentListing, KnowledgeSource } from '#domain/knowledge-import.ts';
import { importPaths, waitForVectors } from './cli-kb-import.ts';
import { documentLine, gapLines, gapsCsv, sourceLine } from './cli-kb-text.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openCore } from './open-core.ts';

const whats = ['import', 'list', 'remove', 'withdraw', 'restore', 'reindex', 'gaps'] as const;
type What = (typeof whats)[number];

const pageSize = 200;
/** Documents that a list shows to a person; `--json` gives all. */
const printed = 200;

interface Values {
  readonly pack: string;
  readonly watch: boolean;
  readonly audience: 'agent' | 'customer';
  readonly text?: string | undefined;
  readonly csv?: string | undefined;
}

/** `earshot kb`: articles in and out, and what they do not answer yet. */
export async function kb(args: readonly string[]): Promise<ExitCode> {
  const [word, ...rest] = args;
  const what = whats.find((one) => one === word);
  if (what === undefined) throw usage(`earshot kb ${whats.join('|')}, not "${word ?? ''}".`);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      pack: { type: 'string', default: 'retail' },
      watch: { type: 'boolean', default: false },
      audience: { type: 'string', default: 'agent' },
      text: { type: 'string' },
      csv: { type: 'string' },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  checkNames(what, positionals);
  const { audience } = values;
  if (audience !== 'agent' && audience !== 'customer')
    throw usage(`--audience is agent or customer, not "${audience}".`);
  const io = createCliIo(values.json);
  const opened = await openCore({
    dataFolder: values['data-dir'] ?? defaultDataFolder(),
    packs: [values.pack],
    logLevel: 'warn',
  });
  if (!opened.ok) throw refuse(opened.error);
  const { core } = opened.value;
  try {
    return await run(core, io, what, { ...values, audience }, positionals);
  } finally {
    await core.shutdown();
  }
}

function checkNames(what: What, names: readonly string[]): void {
  if (what === 'import') {
    if (names.length === 0) throw usage('Name what to import: earshot kb import PATH….');
    return;
  }
  const wanted = what === 'list' || what === 'reindex' || what === 'gaps' ? 0 : 1;
  if (names.length > wanted) throw usage(`There is a word too many: "${names.at(-1) ?? ''}".`);
  if (names.length < wanted)
    throw usage(
      `Name ${what === 'remove' ? 'the source or the article' : 'the article'}: earshot kb ${what} ${what === 'remove' ? 'SOURCE|DOCUMENT' : 'DOCUMENT'}.`,
    );
}

const must = <T>(given: Answer<T>): T => {
  if (!given.ok) throw refuse(given.error);
  return given.value;
};

async function run(
  core: Core,
  io: CliIo,
  what: What,
  values: Values,
  names: readonly string[],
): Promise<ExitCode> {
  const desk = core.knowledgeDesk;
  const { pack } = values;
  switch (what) {
    case 'import':
      return importPaths(core, io, names, values);
    case 'list': {
      const sources = must(desk.sources(pack));
      const { documents, total } = allDocuments(desk, pack, values.text);
      io.json({ sources, documents, total });
      for (const source of sources) io.line(sourceLine(source));
      for (const document of documents.slice(0, printed)) io.line(documentLine(document));
      if (total > printed) io.line(`… and ${total - printed} more; narrow it with --text.`);
      if (total === 0) io.line('No articles.');
      return 0;
    }
    case 'remove': {
      const found = findSource(desk, pack, names[0] ?? '');
      if (found !== undefined) must(await desk.removeSource(found.id));
      const document = found ?? findDocument(desk, pack, names[0] ?? '');
      if (found === undefined) must(desk.removeDocument(document.id));
      io.json({ removed: document.id, title: document.title });
      io.line(`Removed ${document.title}.`);
      return 0;
    }
    case 'withdraw':
    case 'restore': {
      const { id, title } = findDocument(desk, pack, names[0] ?? '');
      must(what === 'withdraw' ? desk.withdraw(id) : desk.restore(id));
      io.json({ document: id, title, withdrawn: what === 'withdraw' });
      io.line(
        what === 'withdraw' ? `${title} is never cited again.` : `${title} may be cited again.`,
      );
      return 0;
    }
    case 'reindex': {
      await core.ready();
      must(await desk.reindex(pack));
      const seconds = await waitForVectors(desk, pack);
      const status = desk.index().find((one) => one.pack === pack);
      io.json({ pack, passages: status?.passages ?? 0, seconds });
      io.line(`${status?.passages ?? 0} passages of ${pack} are indexed anew.`);
      return 0;
    }
    case 'gaps': {
      await core.ready();
      const gaps = must(await desk.gaps(pack));
      if (values.csv !== undefined) await writeCsv(values.csv, gapsCsv(gaps));
      io.json(gaps);
      for (const line of gaps.flatMap(gapLines)) io.line(line);
      if (gaps.length === 0) io.line('Every question so far found its article.');
      if (values.csv !== undefined) io.line(`Written to ${values.csv}.`);
      return 0;
    }
  }
}

async function writeCsv(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (thrown) {
    throw refuse({ message: `${file} cannot be written: ${messageOf(thrown)}.` });
  }
}

function allDocuments(
  desk: KnowledgeDesk,
  pack: string,
  text?: string,
): { readonly documents: DocumentListing[]; readonly total: number } {
  const documents: DocumentListing[] = [];
  for (;;) {
    const page = must(desk.documents({ pack, text, offset: documents.length, limit: pageSize }));
    documents.push(...page.documents);
    if (page.documents.length < pageSize) return { documents, total: page.total };
  }
}

/** By id, by path, or by name; undefined when none is called so. */
function findSource(desk: KnowledgeDesk, pack: string, name: string): KnowledgeSource | undefined {
  const sources = must(desk.sources(pack));
  const exact = sources.find(({ id, location }) => id === name || location === resolve(name));
  if (exact !== undefined) return exact;
  const named = sources.filter(({ title }) => title === name);
  return only(named, name, ({ id }) => id);
}

function findDocument(desk: KnowledgeDesk, pack: string, name: string): DocumentListing {
  const { documents } = allDocuments(desk, pack);
  const exact = documents.find(({ id }) => id === name);
  const found =
    exact ??
    only(
      documents.filter(({ path, title }) => path === name || title === name),
      name,
      ({ id, path }) => `${id} (${path})`,
    );
  if (found !== undefined) return found;
  throw refuse({
    message: `There is no article "${name}" in the pack ${pack}.`,
    mend: `earshot kb list --pack ${pack} shows them.`,
  });
}

function only<T>(found: readonly T[], name: string, show: (one: T) => string): T | undefined {
  if (found.length <= 1) return found[0];
  throw refuse({
    message: `"${name}" is the name of ${found.length}.`,
    mend: `Give the id: ${found.slice(0, 5).map(show).join(', ')}.`,
  });
}
