import { expect, test } from 'vitest';
import { loadPack } from './load.ts';
import { PackQuestion, readQuestions } from './questions.ts';
import { writeSamplePack } from './sample-pack.fixture.ts';

const whole = `
questions:
  - text: how long does that take?
    history:
      - customer: I sent the shoes back
      - agent: I can see them
    articles: [knowledge/refunds.md]
  - text: it is 88213
    needsKnowledge: false
    articles: []
  - text: do you sell fishing rods
    articles: []
`;

test('questions come with who said what before, oldest first', () => {
  const read = readQuestions(whole);
  if (!read.ok) throw new Error(read.error.message);
  expect(read.value).toEqual([
    {
      text: 'how long does that take?',
      history: [
        { speaker: 'customer', text: 'I sent the shoes back' },
        { speaker: 'agent', text: 'I can see them' },
      ],
      articles: ['knowledge/refunds.md'],
      needsKnowledge: true,
    },
    { text: 'it is 88213', history: [], articles: [], needsKnowledge: false },
    { text: 'do you sell fishing rods', history: [], articles: [], needsKnowledge: true },
  ]);
  for (const question of read.value) expect(PackQuestion.parse(question)).toEqual(question);
});

test.each([
  ['a turn of nobody', whole.replace('customer: I sent', 'caller: I sent'), 'line 5'],
  ['a turn of two', whole.replace('- agent:', '  agent:'), 'either customer or agent'],
  ['no articles', whole.replace('    articles: [knowledge/refunds.md]\n', ''), 'articles'],
  ['a key misspelt', whole.replace('needsKnowledge', 'needsKnowlege'), 'needsKnowlege'],
  ['an article for small talk', whole.replace('articles: []', 'articles: [a]'), 'line 10'],
  ['no question', 'questions: []', 'at least 1'],
  ['no YAML', 'questions: [', 'not valid YAML'],
])('%s is told in one sentence', (_, text, part) => {
  const read = readQuestions(text);
  if (read.ok) throw new Error('it was read');
  expect(read.error.message).toContain(part);
  expect(read.error.message).toMatch(/^questions\.yaml, line \d+: .*\.$/);
  expect(read.error.mend).toMatch(/\.$/);
});

test('questions neither load with the pack nor count into its sum', async () => {
  const sum = async (questions: string | undefined) => {
    const loaded = await loadPack(
      await writeSamplePack({ 'questions.yaml': questions }),
      () => undefined,
    );
    if (!loaded.ok) throw new Error(loaded.error.message);
    return loaded.value.sha256;
  };
  const without = await sum(undefined);
  expect(await sum(whole)).toBe(without);
  expect(await sum('questions: [')).toBe(without);
});
