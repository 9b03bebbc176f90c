import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { ConversationId } from '#domain/ids.ts';
import { openStore } from './open.ts';
import { openAt, started, temporaryFolder, testKey, turnAdded } from './store.fixture.ts';

/** @file For tests of opening a data folder. */

export const c1 = ConversationId.parse('c1');

/** The failure of an open that must fail. */
export const failureOf = (options: Parameters<typeof openStore>[0]) => {
  const opened = openStore(options);
  if (opened.ok) {
    opened.value.close();
    throw new Error('The store opened.');
  }
  return opened.error;
};

/** A store with a good many pages, closed. */
export function filledFolder(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const store = openAt(folder);
  store.events.append({ at: 1, actor: 'Sam', event: started('c1') });
  for (let index = 1; index <= 300; index += 1)
    store.events.append({ at: 2, actor: 'Sam', event: turnAdded('c1', index, 'word '.repeat(60)) });
  store.close();
  return { folder, file: store.file };
}

/** Another process that opens the folder and keeps it until it is killed. */
export async function holdInAnotherProcess(folder: string) {
  const open = new URL('./open.ts', import.meta.url).href;
  const script = `
    const { openStore } = await import(${JSON.stringify(open)});
    const opened = openStore({ folder: ${JSON.stringify(folder)}, key: ${JSON.stringify(testKey)} });
    console.log(opened.ok ? 'open' : opened.error.code);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: line.toString().trim() };
}
