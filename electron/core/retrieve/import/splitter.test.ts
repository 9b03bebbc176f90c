import { expect, it } from 'vitest';
import { splitArticle } from '../split.ts';
import { createSplitter } from './splitter.ts';

const long = {
  title: 'Long',
  body: Array.from({ length: 400 }, (_, n) => `## Part ${n}\n\nSentence one of ${n}. Two.`).join(
    '\n\n',
  ),
};

it('splits long articles in a worker as it splits short ones here', async () => {
  const splitter = createSplitter({ inline: 100 });
  const both = await Promise.all([
    splitter.split(long),
    splitter.split({ title: 'Short', body: 'One.' }),
  ]);
  expect(both).toEqual([splitArticle(long), splitArticle({ title: 'Short', body: 'One.' })]);
  await splitter.rest();
  expect(await splitter.split(long)).toHaveLength(400);
  await splitter.rest();
});

it('says so when the worker cannot do it, and tries anew', async () => {
  const splitter = createSplitter({
    inline: 0,
    workerUrl: new URL('./no-such.ts', import.meta.url),
  });
  await expect(splitter.split(long)).rejects.toThrow(/no-such|Cannot find/);
  await expect(splitter.split(long)).rejects.toThrow(/no-such|Cannot find/);
});
