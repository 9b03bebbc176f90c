import { createHash } from 'node:crypto';
import { intentTrainer } from '../../electron/core/core-heads.ts';
import type { IntentsInUse } from '../../electron/core/learn/index.ts';
import type { Encoder } from '../../electron/core/ports.ts';
import type { PackIntent } from '../../electron/domain/pack.ts';

/** A head trained from a pack's own examples, as the product trains it, without the store. */
export async function headOf(
  intents: readonly PackIntent[],
  encoder: Encoder,
): Promise<IntentsInUse> {
  const labelled = intents.flatMap(({ name, examples }) =>
    examples.map((text) => ({ text, label: name })),
  );
  const vectors = await encoder.embed(
    labelled.map(({ text }) => text),
    { priority: 'background' },
  );
  const examples = labelled.flatMap((one, index) => {
    const vector = vectors[index];
    return vector === undefined ? [] : [{ ...one, vector }];
  });
  const { head } = await intentTrainer.train(examples, { seed: 1, bare: true });
  return {
    classifier: intentTrainer.open(head),
    model: {
      name: 'bench-intents',
      version: '1',
      sha256: createHash('sha256').update(JSON.stringify(head)).digest('hex'),
    },
  };
}
