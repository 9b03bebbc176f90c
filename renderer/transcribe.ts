import type { HeadlessTask } from '#contract/headless-job.ts';
import { openSpeechEngine } from './audio/engines.ts';
import { transcribeFile } from './audio/files/transcribe-file.ts';
import { openBleed } from './audio/lines/bleed.ts';
import type { SpeechEngine } from './audio/recogniser.ts';
import { createHostLink, tokenIn } from './audio/transcribe/host-link.ts';
import { playAtItsPace } from './audio/transcribe/paced-recording.ts';

/** @file Recognises recordings for the command line, which opens this page in a headless browser. */

const link = createHostLink(tokenIn(location.hash));
const aliveEveryMs = 5_000;

const wordsOf = (error: unknown): { message: string; mend: string } => {
  const message = error instanceof Error ? error.message : String(error);
  const mend =
    error instanceof Error && 'mend' in error && typeof error.mend === 'string'
      ? error.mend
      : 'Run it again; if it happens again, try another recording.';
  return { message, mend };
};

async function recognise(task: HeadlessTask, engine: SpeechEngine): Promise<void> {
  const { id, name, pace, speaker } = task;
  const recording = await link.recording(id);
  const progress = (share: number): void => link.tell({ kind: 'progress', task: id, share });
  if (pace === 'paced') {
    const played = await playAtItsPace(recording, engine, {
      partial: (partial, atMs) => link.tell({ kind: 'partial', task: id, atMs, partial }),
      line: (line, atMs) => link.tell({ kind: 'line', task: id, atMs, line }),
      progress,
    });
    link.tell({ kind: 'done', task: id, ...played, notes: [] });
    return;
  }
  const from = performance.now();
  let reason: string | undefined;
  const { seconds, problems } = await transcribeFile(recording, {
    engine,
    name,
    session: id,
    bleed: openBleed(),
    ...(speaker !== undefined && { sides: speaker }),
    sink: {
      partial: () => undefined,
      line: async (_, line) => {
        link.tell({ kind: 'line', task: id, atMs: performance.now() - from, line });
        return { outcome: 'kept' };
      },
      capture: async (change) => {
        // A file that was read to its end ends without a reason.
        if (change.state === 'ended') ({ reason } = change);
      },
    },
    onProgress: ({ share }) => progress(share),
  });
  const damage = problems.find(({ message }) => message === reason);
  link.tell({
    kind: 'done',
    task: id,
    seconds,
    ms: performance.now() - from,
    notes: problems.filter((problem) => problem !== damage),
    ...(damage !== undefined && { damage }),
  });
}

async function run(): Promise<void> {
  const { model, tasks } = await link.job();
  link.tell({ kind: 'loading', share: 0 });
  const engine = await openSpeechEngine(model);
  for (const task of tasks)
    try {
      await recognise(task, engine);
    } catch (error) {
      link.tell({ kind: 'failed', task: task.id, ...wordsOf(error) });
    }
  engine.close();
  link.tell({ kind: 'over' });
  await link.told();
}

setInterval(() => link.tell({ kind: 'alive' }), aliveEveryMs);
const fail = (error: unknown): void => link.tell({ kind: 'failed', ...wordsOf(error) });
addEventListener('error', ({ error, message }) => fail(error ?? message));
addEventListener('unhandledrejection', ({ reason }) => fail(reason));
run().catch(fail);
