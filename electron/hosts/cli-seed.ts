import { parseArgs } from 'node:util';
import { readRecordings } from '#core/channels/index.ts';
import { createVirtualClock } from '#core/replay-ports.ts';
import { createSystemIds } from '#core/system-ports.ts';
import { createCliIo, type ExitCode, refuse } from './cli-output.ts';
import { defaultDataFolder } from './data-folder.ts';
import { openCore } from './open-core.ts';
import { runReplay } from './replay-run.ts';

const hour = 3_600_000;

/**
 * `earshot seed`: the packs' recorded conversations through the front door, spread over the last
 * days, so that a fresh installation has something to look at.
 */
export async function seed(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      pack: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
    },
  });
  const io = createCliIo(values.json);
  const dataFolder = values['data-dir'] ?? defaultDataFolder();
  const clock = createVirtualClock(Date.now() - 48 * hour, () => performance.now());
  const opened = await openCore({
    dataFolder,
    clock,
    ids: createSystemIds({ now: () => Date.now() }),
    ...(values.pack && { packs: values.pack }),
    logLevel: 'warn',
  });
  if (!opened.ok) throw refuse(opened.error);
  const { core } = opened.value;
  let played = 0;
  try {
    for (const pack of core.packs)
      for (const [name, text] of Object.entries(pack.replays)) {
        const recordings = readRecordings(`${name}.jsonl`, text, { text: 'human' });
        if (!recordings.ok) throw refuse(recordings.error);
        for (const recording of recordings.value) {
          const { session: _name, ...header } = recording.header;
          const fresh = {
            ...recording,
            header: { ...header, session: `${name}-${Date.now().toString(36)}` },
          };
          const wrapUp = await runReplay({
            core,
            clock,
            pack: pack.manifest.name,
            recording: fresh,
            speed: 'instant',
            onEvent: () => undefined,
          });
          played += 1;
          io.json({
            conversation: wrapUp.conversation,
            pack: pack.manifest.name,
            disposition: wrapUp.disposition,
          });
          clock.advance(hour);
        }
      }
  } finally {
    await core.shutdown();
  }
  io.line(`${played} conversations are in ${dataFolder}.`);
  return 0;
}
