import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Prepared } from '#core/core-prepared.ts';
import { must, openVirtualCore } from '#tests/fixtures/virtual-core.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

/** @file A first start with what the build made of the packs: nothing is made again, all is as good. */

/** Keeps what a start had to make, and gives what it was given. */
function remembering(known: ReadonlyMap<string, Float32Array> = new Map()) {
  const made = new Map<string, Float32Array>();
  const vectors: Prepared['vectors'] = {
    find: (_, texts) =>
      Promise.resolve(
        new Map(
          texts.flatMap((text) => {
            const vector = known.get(text);
            return vector === undefined ? [] : [[text, vector.slice()]];
          }),
        ),
      ),
    made: (_, text, vector) => made.set(text, vector),
  };
  return { made, vectors };
}

it('takes vectors and heads that were made before, and answers as one that made them', async () => {
  const [firstFolder, secondFolder, headsFolder] = ['first', 'second', 'heads'].map((name) =>
    temporaryFolder(`prepared-${name}`),
  ) as [string, string, string];
  const ask = async (dataFolder: string, prepared: Prepared) => {
    const { core } = await openVirtualCore(dataFolder, { prepared });
    try {
      await core.ready();
      const { passages } = await core.knowledgeSize('retail');
      const { hits } = must(
        await core.knowledgeDesk.search({
          pack: 'retail',
          text: 'how do I send a lamp back',
          k: 5,
        }),
      );
      const [version] = must(await core.intentDesk.list('retail'));
      return { passages, hits, report: { ...version?.report, trainingMs: 0 } };
    } finally {
      await core.shutdown();
    }
  };
  const first = remembering();
  const slow = await ask(firstFolder, { vectors: first.vectors });
  expect(first.made.size).toBeGreaterThan(slow.passages);
  cpSync(join(firstFolder, 'heads'), headsFolder, { recursive: true });

  const second = remembering(first.made);
  const quick = await ask(secondFolder, { vectors: second.vectors, headsFolder });
  expect([...second.made.keys()]).toEqual([]);
  expect(existsSync(join(secondFolder, 'heads'))).toBe(false);
  expect(quick).toEqual(slow);
});
