import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawShots, labelPhrase, readIntentTable } from './intent-table.ts';

const read = (text: string, intents: 'needed' | 'ignored' = 'needed') =>
  readIntentTable('x.csv', new TextEncoder().encode(text), { intents });

describe('readIntentTable', () => {
  it('reads commas with quotes, and tabs without', () => {
    expect(read('text,intent,domain\r\n"say ""hi"", please",greet,d\nbye,leave,d\n')).toEqual([
      { text: 'say "hi", please', intent: 'greet' },
      { text: 'bye', intent: 'leave' },
    ]);
    expect(
      read(
        'conversation_id\tturn\tutterance\tslot_labels\tintent\n1\t0\t"hi, there\tO O\ta<div>b\n',
      ),
    ).toEqual([{ text: '"hi, there', intent: 'a<div>b' }]);
    expect(read('text,intent\n5" pipe,a\r "b, c" ,d')).toEqual([
      { text: '5" pipe', intent: 'a' },
      { text: 'b, c', intent: 'd' },
    ]);
    expect(read('\uFEFFIntent,Text\na,one\n')).toEqual([{ text: 'one', intent: 'a' }]);
  });

  it('keeps repeated and empty texts: every row counts', () => {
    expect(read('text,intent\nyes,y\nyes,y\n,y\n\n')).toHaveLength(3);
  });

  it('needs no intents where they are not asked for', () => {
    expect(read('text\nwhat is love\n', 'ignored')).toEqual([{ text: 'what is love', intent: '' }]);
  });

  it.each([
    ['', 'x.csv is empty; give a table with a header.'],
    ['text,intent\n', 'x.csv has a header and no rows; give at least one.'],
    ['said,intent\na,b', 'x.csv has no column "text" or "utterance"; name it in the first line.'],
    ['text,topic\na,b', 'x.csv has no column "intent" or "label"; name it in the first line.'],
    [
      'text,intent\nonly one',
      'x.csv, row 2: there are 1 columns where the header has 2; mend the row.',
    ],
    ['text,intent\n"open,b', 'x.csv, row 2: a quotation mark is never closed; mend the row.'],
    [
      'text,intent\n"a"b,c',
      'x.csv, row 2: words follow a closing quotation mark; write quotation marks inside a text twice.',
    ],
  ])('says in one sentence what is wrong with %j', (text, sentence) => {
    expect(() => read(text)).toThrow(sentence);
  });

  it('says when the bytes are not UTF-8', () => {
    expect(() => readIntentTable('x.csv', Uint8Array.of(0x74, 0xff, 0xfe))).toThrow(
      'x.csv is not UTF-8 text; save it as UTF-8.',
    );
  });

  it('gives back any texts as RFC 4180 writes them', () => {
    const word = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), (texts) => {
        const quoted = texts.map((text) => `"${text.replaceAll('"', '""')}",a`);
        expect(read(`text,intent\n${quoted.join('\n')}`).map(({ text }) => text)).toEqual(texts);
      }),
    );
  });
});

describe('drawShots', () => {
  it('draws as many per intent as there are, the same for the same numbers', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      text: String(i),
      intent: i < 3 ? 'rare' : `often-${i % 2}`,
    }));
    const random = (): (() => number) => {
      let state = 1;
      return () => (state = (state * 16807) % 2147483647) / 2147483647;
    };
    const drawn = drawShots(rows, 5, random());
    expect(drawn).toHaveLength(13);
    expect(drawShots(rows, 5, random())).toEqual(drawn);
    expect(drawn.map(({ text }) => Number(text))).toEqual(
      drawn.map(({ text }) => Number(text)).toSorted((a, b) => a - b),
    );
  });
});

describe('labelPhrase', () => {
  it.each([
    ['card_arrival', 'card arrival'],
    ['AskAboutCashDeposits', 'ask about cash deposits'],
    ['top-up_by_card charge?', 'top up by card charge'],
    ['reportbrokensoftware<div>softwareupdate', 'reportbrokensoftware softwareupdate'],
    ['???', ''],
  ])('%s', (label, phrase) => {
    expect(labelPhrase(label)).toBe(phrase);
  });
});
