import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { pii } from './cli-pii.ts';

let folder = '';
let errors = '';
let answers = '';
const at = (...parts: string[]): string => join(folder, ...parts);
const read = (...parts: string[]): Promise<string> => readFile(at(...parts), 'utf8');

beforeEach(() => {
  folder = temporaryFolder('pii');
  [errors, answers] = ['', ''];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((answers += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const letter =
  'Hi, I am Anna Berg, call (415) 555-0199 or mail anna@example.com.\nMy card is 4111 1111 1111 1111. [person 1] wrote this.\n';
const table = 'name,phone,note\r\n"Berg, Anna",4155550199,"said ""hi"" to bob@example.com"\r\n';
const record =
  '{"name": "Anna Berg", "card": 4111111111111111,\n "list": ["write to ann@example.com"]}';

test('files come back for the key holder; cards never do', async () => {
  await writeFile(at('a.txt'), letter);
  await writeFile(at('b.csv'), table);
  await writeFile(at('c.json'), record);
  const files = ['a.txt', 'b.csv', 'c.json'];
  const key = ['--key-file', at('key')];
  expect(
    await pii([
      ...files.map((file) => at(file)),
      '--out',
      at('out'),
      '--reversible',
      ...key,
      '--json',
    ]),
  ).toBe(0);
  expect(await read('out', 'a.txt')).toBe(
    'Hi, I am [person 1], call [phone 1] or mail [email 1].\nMy card is [card number]. [text 1] wrote this.\n',
  );
  expect(await read('out', 'b.csv')).toMatch(
    /^name,phone,note\r\n"\[person 1\].*",\[phone 1\],"said ""hi"" to \[email 1\]"\r\n$/u,
  );
  expect(JSON.parse(await read('out', 'c.json'))).toEqual({
    name: '[person 1]',
    card: '[card number]',
    list: ['write to [email 1]'],
  });
  expect(JSON.parse(answers)).toMatchObject({
    files: [{ counts: { person: 1, 'card number': 1 } }, {}, {}],
  });
  expect((await stat(at('key'))).mode & 0o077).toBe(0);
  expect(
    await pii([...files.map((file) => at('out', file)), '--restore', ...key, '--out', at('back')]),
  ).toBe(0);
  expect(await read('back', 'a.txt')).toBe(letter.replace('4111 1111 1111 1111', '[card number]'));
  expect(await read('back', 'b.csv')).toBe(table);
  expect(await read('a.txt')).toBe(letter);
});

test('what cannot be read is named in one sentence and the rest goes on', async () => {
  await writeFile(at('bad.txt'), Buffer.from([0x68, 0xff, 0xfe]));
  await writeFile(at('bad.json'), '{"a": ');
  await writeFile(at('good.md'), '# Note\nwrite to ann@example.com\n');
  const files = ['bad.txt', 'gone.txt', 'bad.json', 'good.md'].map((file) => at(file));
  expect(await pii([...files, '--out', at('out')])).toBe(1);
  expect(errors.trim().split('\n')).toHaveLength(3);
  expect(errors).toContain('is not valid UTF-8');
  expect(await read('out', 'good.md')).toBe('# Note\nwrite to [email 1]\n');
  await expect(stat(at('out', 'bad.json'))).rejects.toThrow();
});

test('an input is never overwritten', async () => {
  await writeFile(at('a.txt'), letter);
  await expect(pii([at('a.txt'), '--out', folder])).rejects.toThrow('would be overwritten');
  expect(await read('a.txt')).toBe(letter);
});

test('without a folder the text goes to stdout, and the counts elsewhere', async () => {
  await writeFile(at('a.txt'), 'mail ann@example.com');
  expect(await pii([at('a.txt')])).toBe(0);
  expect(answers).toBe('mail [email 1]');
  expect(errors).toContain('email 1');
});

test('a file much larger than a block goes through in pieces', async () => {
  const line = 'nothing to see here, write to ann@example.com please\n';
  await writeFile(at('big.txt'), line.repeat(20_000));
  expect(await pii([at('big.txt'), '--out', at('out')])).toBe(0);
  expect(await read('out', 'big.txt')).toBe(
    line.replace('ann@example.com', '[email 1]').repeat(20_000),
  );
});
