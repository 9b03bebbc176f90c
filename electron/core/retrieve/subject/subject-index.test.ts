import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { subjectsInForce } from './in-force.ts';
import { createSubjectIndex } from './subject-index.ts';

const catalogue = [
  'The Harbour Belfry Hotel',
  'Mandalay Palace Restaurant',
  'Linden Guesthouse',
  'Acorn House',
  'Corner Bakery - Mill Street',
  'Corner Bakery - Station Road',
  'THE HOUSE OF THREE',
  'Trail Box 40',
  'Trail Box 60',
  "Rosa's Bed and Breakfast",
];
const index = createSubjectIndex(catalogue);
const names = (text: string): string[] => index.spot(text).map(({ subject }) => subject);

describe('spotting names', () => {
  it('finds a name in any case, with another plural, joint or apostrophe', () => {
    expect(names('is MANDALAY PALACE open?')).toEqual(['Mandalay Palace Restaurant']);
    expect(names('the mandalays palace restaurants')).toEqual(['Mandalay Palace Restaurant']);
    expect(names('booked at Rosas bed & breakfast')).toEqual(["Rosa's Bed and Breakfast"]);
  });

  it('finds a shortened name by the word that tells', () => {
    expect(names('I stay at the Belfry')).toEqual(['The Harbour Belfry Hotel']);
    expect(names('I stay at the Harbour Belfry')).toEqual(['The Harbour Belfry Hotel']);
    expect(names('the linden is nice')).toEqual(['Linden Guesthouse']);
    expect(names('linden guest house')).toEqual(['Linden Guesthouse']);
  });

  it('does not take a kind or an everyday word for a name', () => {
    for (const text of [
      'a restaurant please',
      'is there a guest house',
      'three nights',
      'the house',
    ])
      expect(names(text), text).toEqual([]);
    expect(names('dinner at the house of three')).toEqual(['THE HOUSE OF THREE']);
    expect(names('a house, and three of us')).toEqual([]);
  });

  it('reads misspelt and misheard names', () => {
    expect(names('the mandaly palace')).toEqual(['Mandalay Palace Restaurant']);
    expect(names('at man da lay palas')).toEqual(['Mandalay Palace Restaurant']);
    expect(names('you mean lyndon guesthouse')).toEqual(['Linden Guesthouse']);
  });

  it('keeps all that an ambiguous mention may mean, and one where more was said', () => {
    expect(names('the corner bakery')).toEqual([
      'Corner Bakery - Mill Street',
      'Corner Bakery - Station Road',
    ]);
    expect(names('the corner bakery at station road')[0]).toBe('Corner Bakery - Station Road');
    expect(names('my trail box 60')).toEqual(['Trail Box 60']);
  });

  it('spots any telling name said whole, wherever it stands', () => {
    const word = fc.stringMatching(/^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou][kmnprst]$/);
    const all = fc.uniqueArray(
      fc.tuple(word, word).map(([a, b]) => `${a} ${b}`),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(all, fc.nat(), (subjects, pick) => {
        const wanted = subjects[pick % subjects.length] ?? '';
        const spotted = createSubjectIndex(subjects).spot(
          `so is ${wanted.toUpperCase()} open today?`,
        );
        expect(spotted.map(({ subject }) => subject)).toContain(wanted);
        for (const { strength, start, end } of spotted)
          expect(strength > 0 && strength <= 1 && start < end).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is quick with thousands of names and a very long text', () => {
    const many = createSubjectIndex(
      Array.from(
        { length: 5_000 },
        (_, n) => `Model ${String.fromCharCode(97 + (n % 26))}${n}x Pump`,
      ),
    );
    const spentMs = startProcessorTime();
    many.spot('my model c2x pump is loud '.repeat(2_000));
    expect(spentMs()).toBeLessThan(1_000);
    expect(many.spot('my model c2x pump is loud')[0]?.subject).toBe('Model c2x Pump');
  });
});

describe('subjects in force', () => {
  const inForce = (...turns: string[]) => subjectsInForce(turns, (text) => index.spot(text));

  it('takes the latest name, and says whether the turn named it', () => {
    const found = inForce('I booked Acorn House', 'How about Linden Guesthouse?', 'is it quiet?');
    expect(found[0]).toEqual({ subject: 'Linden Guesthouse', weight: 1, named: false });
    expect(found[1]?.subject).toBe('Acorn House');
    expect(found[1]?.weight).toBeLessThan(1);
    expect(inForce('is Acorn House quiet?')[0]?.named).toBe(true);
  });

  it('trusts a name said whole more than a later one half heard', () => {
    const found = inForce('It is called Mandalay Palace.', 'yes', 'does lindy have parking');
    expect(found[0]?.subject).toBe('Mandalay Palace Restaurant');
  });

  it('takes both where both were offered', () => {
    const found = inForce('Either Acorn House or Linden Guesthouse.', 'do both have parking?');
    expect(found.map(({ subject }) => subject).sort()).toEqual([
      'Acorn House',
      'Linden Guesthouse',
    ]);
  });

  it('is empty where nothing was named', () => {
    expect(inForce('hello', 'how can I help?')).toEqual([]);
    expect(subjectsInForce([], () => [])).toEqual([]);
  });
});
