import { describe, expect, it } from 'vitest';
import { PackName } from '#domain/ids.ts';
import type { LabelledExample } from '#domain/taxonomy.ts';
import { examplesOfPack, gather } from './gather.ts';
import { LearnRefusal } from './refusal.ts';

const pack = {
  name: PackName.parse('shop'),
  title: 'Shop',
  version: '1',
  intents: [
    {
      name: 'refund_status',
      title: 'Where is my refund',
      description: '',
      examples: ['my refund'],
    },
    { name: 'cancel', title: 'Cancel', description: '', examples: ['stop it', 'end it'] },
  ],
  outOfScope: ['tell me a joke'],
};
const from = (base: 'pack' | 'none', ...examples: [string, string][]) =>
  gather({
    pack,
    base,
    examples: examples.map(([label, text]): LabelledExample => ({ text, label })),
    redact: (text) => text.replaceAll(/\d{16}/gu, '[card number]'),
    readable: (text) => /[a-z]/u.test(text),
  });

describe('gather', () => {
  it('adds to the pack, its texts of no intent included, or stands alone', () => {
    const added = from('pack', ['gift', 'wrap it'], ['gift', 'a ribbon']);
    expect(added.all).toEqual([...examplesOfPack(pack), ...added.own]);
    const alone = from('none', ['gift', 'wrap it'], ['bill', 'send the bill']);
    expect(alone.all).toEqual(alone.own);
  });

  it('takes labels that are written like the pack’s, by name or title, as the pack’s', () => {
    const { own, warnings } = from('pack', ['Refund-Status', 'a'], ['where is my refund', 'b']);
    expect(own.map(({ label }) => label)).toEqual(['refund_status', 'refund_status']);
    expect(warnings.slice(0, 2)).toEqual([
      '“Refund-Status” is taken as “refund_status”.',
      '“where is my refund” is taken as “refund_status”.',
    ]);
    // Alone, the pack’s names mean nothing.
    expect(from('none', ['Refund-Status', 'a'], ['b', 'b']).own[0]?.label).toBe('Refund-Status');
  });

  it('prefers the admin’s label where it contradicts the pack’s, and says so', () => {
    const { all, warnings } = from('pack', ['gift', 'Stop  it'], ['gift', 'wrap it']);
    expect(all.filter(({ text }) => /stop/iu.test(text))).toEqual([
      { text: 'Stop it', label: 'gift' },
    ]);
    expect(warnings).toContain('“stop it” is “cancel” in the pack and “gift” here; yours is used.');
  });

  it('counts what is said twice once, and masks before it compares', () => {
    const { own, warnings } = from(
      'none',
      ['a', 'pay with 4111111111111111'],
      ['a', 'pay with 4222222222222222'],
      ['b', 'PAY with 4111111111111111'],
      ['b', 'other'],
    );
    expect(own).toEqual([
      { text: 'pay with [card number]', label: 'a' },
      { text: 'other', label: 'b' },
    ]);
    expect(warnings[0]).toMatch(/^3 examples held personal data/);
    expect(warnings[1]).toBe(
      '“PAY with [card number]” is under “a” and “b”; the first one is used.',
    );
  });

  it('counts warnings that are many of a kind', () => {
    const texts = Array.from({ length: 9 }, (_, at) => `text ${at}`);
    const { warnings } = from(
      'none',
      ...texts.map((text): [string, string] => ['a', text]),
      ...texts.map((text): [string, string] => ['b', text]),
      ['b', 'only'],
    );
    expect(warnings.filter((one) => one.includes('first one is used'))).toHaveLength(5);
    expect(warnings).toContain('And 4 more like these.');
  });

  it('refuses fewer than two intents', () => {
    expect(() => from('none', ['a', 'x'], ['a', 'y'])).toThrow(LearnRefusal);
    expect(() => from('none', ['a', 'x'], ['out_of_scope', 'y'])).toThrow(/only one intent/);
    expect(() => from('pack')).toThrow(/no examples/);
    expect(() => from('pack', ['a', '  '])).toThrow(/no examples/);
  });
});
