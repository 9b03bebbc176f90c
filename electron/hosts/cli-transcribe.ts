import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '#core/log.ts';
import { Speaker } from '#domain/conversation.ts';
import { type CliIo, createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { createProgress } from './cli-progress.ts';
import { withReplayCore } from './cli-session.ts';
import { runHeadless, type Surroundings } from './headless-run.ts';
import { chooseSpeechModel } from './speech-models.ts';
import { openTranscriptDesk, type TranscriptDesk } from './transcript-desk.ts';
import { toPlainText, toVtt, type Transcript } from './transcript-formats.ts';

type Format = 'json' | 'vtt' | 'text';

const written: Readonly<Record<Format, (transcript: Transcript) => string>> = {
  json: (transcript) => `${JSON.stringify(transcript)}\n`,
  vtt: toVtt,
  text: toPlainText,
};
const endings: Readonly<Record<Format, string>> = { json: 'json', vtt: 'vtt', text: 'txt' };

/** `earshot transcribe`: recordings to words, with the recogniser of the window. */
export async function transcribe(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { values, positionals: files } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      vtt: { type: 'boolean', default: false },
      text: { type: 'boolean', default: false },
      model: { type: 'string' },
      pack: { type: 'string', default: 'retail' },
      speaker: { type: 'string' },
      out: { type: 'string' },
      'data-dir': { type: 'string' },
    },
  });
  const formats = (['json', 'vtt', 'text'] as const).filter((format) => values[format]);
  const format = formats[0] ?? 'text';
  const speaker = Speaker.optional().safeParse(values.speaker);
  if (files.length === 0) throw usage('Name one recording or more: earshot transcribe CALL.wav.');
  if (formats.length > 1) throw usage('Give one of --json, --vtt and --text.');
  if (!speaker.success)
    throw usage('--speaker says whose recordings these are: agent or customer.');
  if (format === 'vtt' && files.length > 1 && values.out === undefined)
    throw usage('Several recordings are several WebVTT files: give --out FOLDER for them.');
  const io = createCliIo(format === 'json');
  for (const file of files) await mustBeFile(file);
  const { name: model, folders } = await chooseSpeechModel({
    name: values.model,
    dataFolder: values['data-dir'],
  });
  const progress = createProgress();
  let failed = false;
  const put = async (file: string, transcript: Transcript): Promise<void> => {
    progress.clear();
    for (const note of transcript.notes ?? []) io.complain(`${file}: ${note}`);
    if (transcript.damage !== undefined) {
      failed = true;
      io.complain(`${file}: ${transcript.damage}`);
    } else if (transcript.lines.length === 0) io.complain(`${file}: No speech was heard in it.`);
    if (values.out !== undefined) await save(values.out, file, format, transcript, io);
    else {
      if (format === 'text' && files.length > 1) process.stdout.write(`${file}\n`);
      process.stdout.write(written[format](transcript));
    }
  };
  await withReplayCore({ packs: [values.pack], startAt: Date.now() }, async ({ core }) => {
    const desks = new Map<string, TranscriptDesk>();
    const deskOf = (task: string): TranscriptDesk => {
      const desk =
        desks.get(task) ??
        openTranscriptDesk(core, values.pack, basename(files[Number(task)] ?? task));
      desks.set(task, desk);
      return desk;
    };
    let work = Promise.resolve();
    await runHeadless({
      surroundings,
      model,
      models: folders,
      tasks: files.map((file, index) => ({
        id: String(index),
        pace: 'fast',
        ...(speaker.data !== undefined && { speaker: speaker.data }),
        file,
      })),
      onTold: (told) => {
        if (told.kind === 'loading') progress.show('Loading the model', told.share);
        if (!('task' in told) || told.task === undefined) return;
        const { task } = told;
        const file = files[Number(task)] ?? task;
        if (told.kind === 'progress') progress.show(basename(file), told.share);
        if (told.kind === 'line') deskOf(task).hear(told.line);
        if (told.kind === 'failed') {
          failed = true;
          progress.clear();
          io.complain(`${file}: ${told.message} ${told.mend}`);
        }
        if (told.kind !== 'done') return;
        const { seconds, notes, damage } = told;
        work = work.then(async () =>
          put(file, {
            file: basename(file),
            seconds,
            model,
            lines: await deskOf(task).lines(),
            ...(notes.length > 0 && { notes: notes.map(({ message }) => message) }),
            ...(damage !== undefined && { damage: `${damage.message} ${damage.mend}` }),
          }),
        );
        work.catch(() => undefined);
      },
    });
    await work;
  });
  return failed ? 1 : 0;
}

/** Before a browser is started for it. */
async function mustBeFile(file: string): Promise<void> {
  try {
    const facts = await stat(file);
    if (!facts.isFile())
      throw refuse({ message: `${file} is no file.`, mend: 'Name a recording.' });
    if (facts.size === 0)
      throw refuse({ message: `${file} is empty.`, mend: 'Name a recording with sound in it.' });
    await access(file, constants.R_OK);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw refuse({ message: `There is no file ${file}.`, mend: 'Check the path.' });
    if (code === 'EACCES')
      throw refuse({ message: `${file} may not be read.`, mend: 'Ask for the right to read it.' });
    throw thrown;
  }
}

async function save(
  folder: string,
  file: string,
  format: Format,
  transcript: Transcript,
  io: CliIo,
): Promise<void> {
  const target = join(folder, `${basename(file)}.${endings[format]}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(target, written[format](transcript), { mode: 0o600 });
  } catch (thrown) {
    throw refuse({
      message: `${target} could not be written: ${messageOf(thrown)}.`,
      mend: 'Choose another folder with --out.',
    });
  }
  io.complain(target);
}
