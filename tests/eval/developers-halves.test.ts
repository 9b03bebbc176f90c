import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/**
 * @file A smoke over the developers' halves: the commands that will be run on the held-back halves,
 * with floors well under today's figures, so that a broken model or scorer is seen at once.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const data = process.env['EARSHOT_DATA'] ?? join(root, '..', 'shared', 'data');
const present = existsSync(join(data, 'README.md'));
if (!present)
  process.stderr.write(
    'The evaluation data is absent (../shared/data or EARSHOT_DATA): its smokes are skipped.\n',
  );

async function evaluate(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'scripts', 'earshot.mjs'), 'eval', ...args, '--json'],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Record<string, unknown>;
}

const set = (...parts: readonly string[]): string => join(data, ...parts);

describe.skipIf(!present)('developers’ halves (skipped when the data is absent)', () => {
  it('intents from ten examples each', async () => {
    const figures = await evaluate(
      ...['intent', '--train', set('banking77', 'train.csv'), '--shots', '10', '--seed', '1'],
      ...['--test', set('banking77', 'dev.csv')],
    );
    expect(figures).toMatchObject({ n: 770, labels: 77 });
    expect(figures['accuracy']).toBeGreaterThan(0.82);
    expect(figures['ece']).toBeLessThan(0.15);
  });

  it('questions that are none of the intents', async () => {
    const figures = await evaluate(
      ...['intent', '--train', set('clinc150', 'train.csv'), '--shots', '10', '--seed', '1'],
      ...['--test', set('clinc150', 'dev.csv'), '--oos', set('clinc150', 'oos_val.csv')],
    );
    expect(figures['accuracy']).toBeGreaterThan(0.9);
    expect(figures['oosRecall']).toBeGreaterThan(0.5);
    expect(figures['oosAuroc']).toBeGreaterThan(0.92);
  });

  it('sentiment of complaints, better than the lexicon', async () => {
    const figures = await evaluate(...['sentiment', '--test', set('airline_sentiment', 'dev.csv')]);
    expect(figures).toMatchObject({ n: 7243 });
    expect(figures['accuracy']).toBeGreaterThan(0.6);
    expect(figures['macroF1']).toBeGreaterThan(0.55);
  });

  it('sentiment strength as people rate it', async () => {
    const figures = await evaluate(...['sentiment', '--test', set('vader_gold', 'tweets_dev.csv')]);
    expect(figures).toMatchObject({ n: 2100 });
    expect(figures['pearson']).toBeGreaterThan(0.86);
  });

  it('personal data', async () => {
    const figures = await evaluate(...['entities', '--test', set('pii_presidio', 'dev.jsonl')]);
    expect(figures).toMatchObject({ n: 752 });
    const { f2 } = figures['overall'] as { f2: number };
    expect(f2).toBeGreaterThan(0.7);
    const byType = figures['byType'] as Record<string, { recall: number }>;
    for (const type of ['CREDIT_CARD', 'EMAIL_ADDRESS', 'IBAN_CODE', 'US_SSN', 'PHONE_NUMBER'])
      expect(byType[type]?.recall, type).toBeGreaterThan(0.9);
  });

  it('a question matched with the frequent one it means', async () => {
    const figures = await evaluate('faq', '--data', set('faq_similarity', 'dev.csv'));
    expect(figures['hit1']).toBeGreaterThan(0.75);
    expect(figures['auroc']).toBeGreaterThan(0.94);
  });

  it('somebody else’s articles, found by customers’ words better than by BM25', async () => {
    const figures = await evaluate(
      ...['retrieval', '--kb', set('abcd', 'kb_articles.jsonl')],
      ...['--questions', join(root, 'tests', 'eval', 'abcd-questions.yaml')],
    );
    const plain = figures['bm25'] as { readonly hit1: number };
    expect(figures['n']).toBe(110);
    expect(figures['hit1']).toBeGreaterThan(plain.hit1 + 0.1);
  });
});
