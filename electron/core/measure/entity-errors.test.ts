import { describe, expect, it } from 'vitest';
import type { WrittenLine } from '#domain/speech.ts';
import { comparedValue, entitiesOfLine, entityErrors } from './entity-errors.ts';

/** A written line with its changes given as [written, heard, kind], each found in the text. */
const line = (
  text: string,
  ...changes: readonly (readonly [string, string, WrittenLine['mended'][number]['kind']])[]
): WrittenLine => ({
  text,
  mended: changes.map(([written, heard, kind]) => {
    const start = text.indexOf(written);
    return { start, end: start + written.length, heard, kind };
  }),
});

const reference = line(
  'I paid $20 to Hannah on March 3rd for two boxes',
  ['I', 'i', 'case'],
  ['$20', 'twenty dollars', 'money'],
  ['Hannah', 'hannah', 'name'],
  ['March 3rd', 'march third', 'date'],
);

describe('entitiesOfLine', () => {
  it('takes what was written as a value, names, and small numbers left as words', () => {
    expect(entitiesOfLine(reference)).toEqual([
      { kind: 'money', value: '$20', said: 'twenty dollars' },
      { kind: 'name', value: 'hannah', said: 'hannah' },
      { kind: 'date', value: 'march3', said: 'march third' },
      { kind: 'number', value: '2', said: 'two' },
    ]);
  });

  it('takes "one" only by itself, and no row of number words', () => {
    expect(entitiesOfLine(line('One'))).toEqual([{ kind: 'number', value: '1', said: 'one' }]);
    expect(entitiesOfLine(line('one of them has seven three eight'))).toEqual([]);
  });

  it('compares values without what people write differently', () => {
    expect(comparedValue('March 3rd')).toBe(comparedValue('march 3'));
    expect(comparedValue('the 7th of December 2022')).toBe(comparedValue('the 7 December 2022'));
    expect(comparedValue('$2,400')).toBe(comparedValue('$2400'));
    expect(comparedValue('555-212-9876')).toBe('5552129876');
    expect(comparedValue('$23.50')).not.toBe(comparedValue('$2350'));
    expect(comparedValue('ann-lee@example.com')).toBe('annlee@example.com');
  });
});

describe('entityErrors', () => {
  it('is nothing where all was heard, but numbers in words are no values yet', () => {
    const score = entityErrors([
      {
        name: 'a.wav',
        reference,
        raw: 'i paid twenty dollars to hannah on march third for two boxes',
        mended: reference,
      },
    ]);
    // The amount and the date; the name and "two" are there in words.
    expect(score).toMatchObject({ n: 4, raw: 0.5, rawLenient: 0, mended: 0, missed: [] });
  });

  it('counts what was misheard, by kind', () => {
    const score = entityErrors([
      {
        name: 'a.wav',
        reference,
        raw: 'i paid thirty dollars to anna on march third for two boxes',
        mended: line(
          'I paid $30 to Anna on March 3 for two boxes',
          ['$30', 'thirty dollars', 'money'],
          ['Anna', 'anna', 'name'],
          ['March 3', 'march three', 'date'],
        ),
      },
    ]);
    expect(score).toMatchObject({ n: 4, rawLenient: 0.5, mended: 0.5 });
    expect(score.byKind['money']).toEqual({ n: 1, raw: 1, rawLenient: 1, mended: 1 });
    expect(score.byKind['date']).toEqual({ n: 1, raw: 1, rawLenient: 0, mended: 0 });
    expect(score.missed.map(({ value }) => value)).toEqual(['$20', 'hannah']);
  });

  it('counts a value that was said twice and came out once as one error', () => {
    const twice = line('42 and 42', ['42', 'four two', 'number']);
    const both: WrittenLine = {
      ...twice,
      mended: [...twice.mended, { start: 7, end: 9, heard: 'four two', kind: 'number' }],
    };
    const score = entityErrors([{ name: 'a', reference: both, raw: '', mended: twice }]);
    expect(score).toMatchObject({ n: 2, mended: 0.5 });
  });

  it('does not take part of a name for the name', () => {
    const named = line('Call Ann', ['Ann', 'ann', 'name']);
    const other = line('Call Hannah', ['Hannah', 'hannah', 'name']);
    expect(
      entityErrors([{ name: 'a', reference: named, raw: 'call hannah', mended: other }]),
    ).toMatchObject({ raw: 1, rawLenient: 1, mended: 1 });
  });

  it('is 0 without entities', () => {
    expect(entityErrors([])).toMatchObject({ n: 0, raw: 0, mended: 0 });
  });
});
