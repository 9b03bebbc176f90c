import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCore, type OpenedCore } from '../../electron/hosts/open-core.ts';
import type { Core } from '../../electron/core/surface.ts';

/** A core on this machine's clock in a folder that goes away. */
export async function withBenchCore<T>(
  resources: { readonly appFolder?: string },
  run: (opened: OpenedCore) => Promise<T>,
): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-bench-'));
  try {
    const opened = await openCore({
      dataFolder,
      packs: ['retail'],
      logLevel: 'warn',
      ...resources,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    try {
      return await run(opened.value);
    } finally {
      await opened.value.core.shutdown();
    }
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Starts a conversation or fails loudly: a bench that measures nothing is worse than none. */
export function startTalk(core: Core): string {
  const started = core.start({ pack: 'retail' });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

/** What customers say, written by us; varied so that no cache answers. */
export function messages(count: number): string[] {
  const openings = [
    'My order #12345 arrived damaged, how do I get a replacement?',
    'How long does it take until my refund is back on my card?',
    'Where is my parcel, it should have been here on Tuesday',
    'I want to cancel my subscription please',
    'Can I still send back the jacket I bought three weeks ago?',
    'The size is wrong, can I swap it for a medium?',
    'You charged me twice for the same order',
    'I moved house, can you change my delivery address?',
  ];
  return Array.from(
    { length: count },
    (_, index) =>
      `${openings[index % openings.length] ?? ''} This is about case ${1000 + index} from the ${index % 28}th.`,
  );
}
