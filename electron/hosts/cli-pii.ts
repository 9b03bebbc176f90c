import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { messageOf } from '#core/log.ts';
import type { Secrets } from '#core/ports.ts';
import { randomKey } from '#core/secrets/names.ts';
import {
  createPseudonymiser,
  formOf,
  openForgetfulSession,
  openForm,
  type PseudonymSession,
  Vault,
} from '#core/understand/index.ts';
import { CommandStop, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';

/** Text of one file that `--json` without `--out` carries. */
const mostText = 16 * 1024 * 1024;

interface Job {
  readonly file: string;
  /** Undefined: to stdout, or into the JSON answer. */
  readonly target: string | undefined;
}

interface Outcome {
  readonly file: string;
  readonly out?: string;
  readonly vault?: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly text?: string;
}

/**
 * `earshot pii`: personal data out of text, Markdown, CSV and JSON files, by typed placeholders; with
 * a key, back again. A file that cannot be read is named, and the rest goes on. Inputs stay as they are.
 */
export async function pii(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      reversible: { type: 'boolean', default: false },
      restore: { type: 'boolean', default: false },
      'key-file': { type: 'string' },
      region: { type: 'string', default: 'US' },
      json: { type: 'boolean', default: false },
    },
  });
  const { out, reversible, restore, region } = values;
  const keyFile = values['key-file'];
  if (positionals.length === 0) throw usage('Name the files: earshot pii FILE… [--out DIR].');
  if (reversible && restore) throw usage('--reversible and --restore exclude one another.');
  if ((reversible || restore) && keyFile === undefined)
    throw usage('--reversible and --restore need the key: --key-file FILE.');
  if (reversible && out === undefined)
    throw usage('--reversible writes a vault beside each file; say where: --out DIR.');
  const io = createCliIo(values.json);
  const pseudonymiser = createPseudonymiser({
    secrets: await keyFrom(keyFile, reversible),
    makeKey: randomKey,
    region,
  });
  const jobs = await plan(positionals, out);
  const outcomes: Outcome[] = [];
  let failed = false;
  for (const job of jobs) {
    try {
      const session = reversible
        ? pseudonymiser.open(basename(job.file))
        : openForgetfulSession(basename(job.file), { region });
      let rewrite = redactWith(session);
      if (restore) {
        const opened = await pseudonymiser.restorer(await readVault(job.file));
        if (!opened.ok) throw refuse(opened.error);
        rewrite = (text) => opened.value.restore(text);
      }
      const text = await rewriteFile(job, rewrite, values.json);
      const vault = reversible && job.target !== undefined ? `${job.target}.vault.json` : undefined;
      if (vault !== undefined)
        await writeFile(vault, `${JSON.stringify(await pseudonymiser.seal(session))}\n`, {
          mode: 0o600,
        });
      outcomes.push({
        file: job.file,
        ...(job.target !== undefined && { out: job.target }),
        ...(vault !== undefined && { vault }),
        counts: restore ? {} : session.counts,
        ...(text !== undefined && { text }),
      });
      // The text itself has stdout when there is no folder for it.
      const told = Object.entries(session.counts).map(([kind, n]) => `${kind} ${n}`);
      const sentence = restore
        ? `${job.file}: restored.`
        : `${job.file}: ${told.length === 0 ? 'nothing personal found' : told.join(', ')}.`;
      if (job.target === undefined) {
        if (!values.json) io.complain(sentence);
      } else io.line(`${sentence} ${job.target}`);
    } catch (thrown) {
      failed = true;
      io.complain(sentenceOf(job.file, thrown));
    }
  }
  io.json({ files: outcomes });
  return failed ? 1 : 0;
}

/** The label leads, as it says what a bare number is; it must come out as it went in. */
const redactWith =
  (session: PseudonymSession) =>
  (text: string, label: string): string => {
    if (text.trim() === '') return text;
    const lead = label === '' ? '' : `${label.replaceAll('_', ' ').toLowerCase()}: `;
    const said = session.redact(lead + text).text;
    return said.startsWith(lead) ? said.slice(lead.length) : session.redact(text).text;
  };

async function keyFrom(file: string | undefined, make: boolean): Promise<Secrets> {
  const none: Secrets = { kind: 'none', getOrCreate: (_name, create) => Promise.resolve(create()) };
  if (file === undefined) return none;
  let key: string;
  try {
    key = (await readFile(file, 'utf8')).trim();
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    if (!missing || !make)
      throw refuse({
        message: `The key ${file} cannot be read${missing ? ': there is no such file' : ''}.`,
        mend: 'Name the file that was given with --reversible.',
      });
    key = randomKey();
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  }
  if (key.length < 16)
    throw refuse({
      message: `The key in ${file} is too short.`,
      mend: 'Give at least 16 characters, or a file that does not exist yet to have one made.',
    });
  return { kind: 'file', getOrCreate: () => Promise.resolve(key) };
}

async function readVault(file: string): Promise<Vault> {
  const path = `${file}.vault.json`;
  try {
    return Vault.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw refuse({
      message: `${file} cannot be restored: there is no readable vault ${path}.`,
      mend: 'Keep the vault beside the file it belongs to.',
    });
  }
}

/** Where each file goes. Two of one name get different ones; no output is an input. */
async function plan(files: readonly string[], out: string | undefined): Promise<Job[]> {
  if (out === undefined) return files.map((file) => ({ file, target: undefined }));
  try {
    await mkdir(out, { recursive: true });
  } catch (thrown) {
    throw refuse({ message: `The folder ${out} cannot be made: ${messageOf(thrown)}.` });
  }
  const identity = async (path: string): Promise<string> => {
    const found = await stat(path).catch(() => undefined);
    return found === undefined ? resolve(path) : `${found.dev}:${found.ino}`;
  };
  const inputs = new Set(await Promise.all(files.map(identity)));
  const used = new Set<string>();
  const jobs: Job[] = [];
  for (const file of files) {
    const [name, ending] = [basename(file, extname(file)), extname(file)];
    let target = join(out, `${name}${ending}`);
    for (let again = 2; used.has(target); again += 1)
      target = join(out, `${name}-${again}${ending}`);
    used.add(target);
    if (inputs.has(await identity(target)))
      throw refuse({
        message: `${target} is one of the inputs and would be overwritten.`,
        mend: 'Choose another folder with --out.',
      });
    jobs.push({ file, target });
  }
  return jobs;
}

/** Streams a file through; what is half done is never left under the target's name. */
async function rewriteFile(
  { file, target }: Job,
  rewrite: (text: string, label: string) => string,
  keep: boolean,
): Promise<string | undefined> {
  const form = formOf(file);
  await check(file, form);
  const partial = target === undefined ? undefined : `${target}.${process.pid}.part`;
  const stream = partial === undefined ? undefined : createWriteStream(partial, { mode: 0o600 });
  // A failed write is told by the next one and by `finished`.
  const broken = new Promise<never>((_resolve, reject) => stream?.once('error', reject));
  broken.catch(() => undefined);
  let kept = '';
  const write = async (text: string): Promise<void> => {
    if (text === '') return;
    if (stream === undefined && keep) {
      kept += text;
      if (kept.length > mostText)
        throw refuse({ message: `${file} is too large for one answer.`, mend: 'Use --out DIR.' });
      return;
    }
    const goal = stream ?? process.stdout;
    if (!goal.write(text)) await Promise.race([once(goal, 'drain'), broken]);
  };
  try {
    const opened = openForm(form, rewrite);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for await (const chunk of createReadStream(file, { highWaterMark: 65_536 }))
      await write(opened.push(decoder.decode(chunk as Buffer, { stream: true })));
    await write(opened.push(decoder.decode()) + opened.end());
    if (stream !== undefined && partial !== undefined && target !== undefined) {
      stream.end();
      await Promise.race([once(stream, 'finish'), broken]);
      await rename(partial, target);
    }
  } catch (thrown) {
    stream?.destroy();
    if (partial !== undefined) await rm(partial, { force: true });
    throw thrown;
  }
  return stream === undefined && keep ? kept : undefined;
}

/** Largest JSON value that is looked at as a whole before it is touched. */
const mostJson = 128 * 1024 * 1024;

/** Reads the file once before anything is written: half of an answer helps nobody. */
async function check(file: string, form: string): Promise<void> {
  const size = (await stat(file)).size;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let line = 1;
  const parse = (json: string): void => {
    if (json.trim() === '') return;
    try {
      JSON.parse(json);
    } catch {
      throw refuse({
        message: `${file} is not valid JSON${form === 'jsonl' ? ` (line ${line})` : ''}.`,
        mend: 'Mend it, or give it another ending to have it read as text.',
      });
    }
  };
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 65_536 })) {
      const piece = decoder.decode(chunk as Buffer, { stream: true });
      if (form === 'json' && size <= mostJson) text += piece;
      if (form !== 'jsonl') continue;
      const lines = (text + piece).split('\n');
      text = lines.pop() ?? '';
      for (const one of lines) {
        parse(one);
        line += 1;
      }
    }
    text += decoder.decode();
  } catch (thrown) {
    if (thrown instanceof TypeError)
      throw refuse({
        message: `${file} is not valid UTF-8.`,
        mend: 'Save it as UTF-8 and try again.',
      });
    throw thrown;
  }
  if (form === 'json' || form === 'jsonl') parse(text.replace(/^\uFEFF/u, ''));
}

function sentenceOf(file: string, thrown: unknown): string {
  if (thrown instanceof CommandStop) return thrown.message;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOENT') return `There is no file ${file}. Check the path.`;
  if (code === 'EACCES') return `${file} may not be read. Ask for the right to read it.`;
  if (code === 'EISDIR') return `${file} is a folder. Name the files in it.`;
  if (code === 'ENOSPC')
    return `The disk is full; ${file} was not written. Make room and try again.`;
  return `${file} was left out: ${messageOf(thrown)}`;
}
