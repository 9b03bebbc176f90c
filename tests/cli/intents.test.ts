import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { IntentComparison, IntentModel } from '#domain/taxonomy.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'earshot-cli-intents-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function intents(...args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [join(root, 'scripts', 'earshot.mjs'), 'intents', ...args],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return { code: 0, stdout, stderr };
  } catch (thrown) {
    return thrown as Ended;
  }
}

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Ten intents of a hotel, five sentences each. */
const hotel: Readonly<Record<string, readonly string[]>> = {
  book_room: [
    'I want to book a room',
    'is there a room free on friday',
    'reserve a double room for two nights',
    'can I book for the weekend',
    'do you have rooms available in may',
  ],
  cancel_booking: [
    'cancel my booking',
    'I cannot come, please cancel the reservation',
    'how do I call off my stay',
    'we have to cancel our room',
    'please annul the reservation for june',
  ],
  check_in: [
    'when can I check in',
    'what time is check-in',
    'can we arrive early in the morning',
    'is late arrival possible',
    'from what hour is the room ready',
  ],
  check_out: [
    'when do I have to check out',
    'can I leave later on sunday',
    'is a late checkout possible',
    'until when can we keep the room',
    'what time must the room be empty',
  ],
  breakfast: [
    'is breakfast included',
    'what is served for breakfast',
    'how much does the breakfast cost',
    'when is breakfast',
    'do you have a vegan breakfast',
  ],
  parking: [
    'where can I park my car',
    'is there a garage',
    'how much is parking per day',
    'do you have a parking space for us',
    'can I charge my electric car in the garage',
  ],
  wifi: [
    'what is the wifi password',
    'the internet does not work in my room',
    'is wifi free',
    'how do I connect to the wlan',
    'the wireless is very slow',
  ],
  pets: [
    'can I bring my dog',
    'are cats allowed',
    'do you take pets',
    'what does a dog cost per night',
    'is there a room where animals are welcome',
  ],
  housekeeping: [
    'please clean our room',
    'we need fresh towels',
    'can I have another pillow',
    'nobody made the bed today',
    'the bin in the bathroom is full',
  ],
  invoice: [
    'I need an invoice for my company',
    'please send me the receipt',
    'the bill has a wrong address',
    'can I have a copy of the invoice',
    'is VAT shown on the receipt',
  ],
};
const csv = (intentsOf: Readonly<Record<string, readonly string[]>>): string =>
  `text,label\n${Object.entries(intentsOf)
    .flatMap(([label, texts]) => texts.map((text) => `"${text}",${label}`))
    .join('\n')}\n`;

describe('earshot intents', () => {
  const data = ['--data-dir', join(folder, 'data'), '--pack', 'retail'] as const;

  it('trains ten intents of five examples, switches, compares, goes back and removes', async () => {
    const path = file('hotel.csv', `${csv(hotel)}no label here\n`);
    const ended = await intents(
      'train',
      '--examples',
      path,
      '--base',
      'none',
      '--use',
      '--json',
      ...data,
    );
    expect(ended.stderr).toBe('hotel.csv, line 52: There is no label in this line.\n');
    expect(ended.code).toBe(0);
    const { model, problems } = JSON.parse(ended.stdout) as {
      model: IntentModel;
      problems: unknown[];
    };
    expect(problems).toHaveLength(1);
    expect(model).toMatchObject({ name: 'hotel', pack: 'retail', base: 'none', inUse: true });
    expect(model.report).toMatchObject({ labels: 10, examples: 50 });
    // A tenth of it would be chance.
    expect(model.report.accuracy).toBeGreaterThan(0.5);
    expect(model.report.trainingMs).toBeLessThan(60_000);

    const listed = await intents('list', '--json', ...data);
    const list = JSON.parse(listed.stdout) as IntentModel[];
    expect(list.map(({ name, inUse }) => [name, inUse])).toEqual([
      ['hotel', true],
      [expect.any(String), false],
    ]);

    const report = await intents('report', ...data);
    expect(report.code).toBe(0);
    expect(report.stdout).toMatch(/^"hotel" of retail \(on its own\): 10 intents, 50 examples/);
    expect(report.stdout).toMatch(
      /Accuracy 0\.\d{3}, macro-F1 0\.\d{3} \(cross-validated, 4 folds, seed 1/,
    );
    expect(report.stdout).toMatch(/out-of-scope recall 0\.\d{3} .*ECE 0\.\d{3}/);

    const compared = await intents('compare', 'hotel', '--json', ...data);
    expect(JSON.parse(compared.stdout) as IntentComparison).toMatchObject({
      n: 0,
      candidate: model.id,
      other: 'pack:retail',
    });

    const inUse = await intents('remove', 'hotel', ...data);
    expect([inUse.code, inUse.stderr]).toEqual([
      1,
      '“hotel” is in use. Switch to another version first, then remove this one.\n',
    ]);
    const back = await intents('use', 'pack', ...data);
    expect(back.stdout).toMatch(/in use, the pack’s own/);
    const removed = await intents('remove', model.id, '--json', ...data);
    expect(JSON.parse(removed.stdout)).toHaveLength(1);
    const again = await intents('use', 'hotel', ...data);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringMatching(/^There is no version "hotel"/),
    ]);
  });

  it.each([
    ['nothing', [], 2, /intents train\|list/],
    ['a wrong word', ['teach'], 2, /not "teach"/],
    ['no examples', ['train'], 2, /Name the examples/],
    ['a wrong base', ['train', '--examples', 'x', '--base', 'all'], 2, /--base is pack or none/],
    ['no version', ['use'], 2, /Name the version/],
    ['two versions', ['use', 'a', 'b'], 2, /a word too many: "b"/],
    ['an unknown option', ['list', '--nonsense'], 2, /nonsense/],
    ['a file that is not there', ['train', '--examples', '/no/such.csv'], 1, /no file/],
    [
      'an unknown pack',
      ['list', '--pack', 'nosuch', '--data-dir', join(folder, 'bad')],
      1,
      /no pack "nosuch"/,
    ],
    [
      'an empty file',
      ['train', '--examples', file('empty.csv', ''), '--data-dir', join(folder, 'bad')],
      1,
      /no examples to learn from/,
    ],
    [
      'one intent only',
      [
        'train',
        '--base',
        'none',
        '--examples',
        file('one.csv', 'text,label\na b,x\nc d,x'),
        '--data-dir',
        join(folder, 'bad'),
      ],
      1,
      /only one intent/,
    ],
    [
      'no text at all',
      [
        'train',
        '--examples',
        file('sheet.xlsx', Uint8Array.from([80, 75, 3, 4, 0])),
        '--data-dir',
        join(folder, 'bad'),
      ],
      1,
      /not a text file/,
    ],
  ] as const)('%s', async (_name, args, code, reason) => {
    const ended = await intents(...args);
    expect(ended.stderr).toMatch(reason);
    expect(ended.code).toBe(code);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stdout).toBe('');
  });
});
