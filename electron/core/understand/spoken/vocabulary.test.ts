import { describe, expect, it } from 'vitest';
import { PackManifest, type Pack } from '#domain/pack.ts';
import { VocabularyTerm } from '#domain/speech.ts';
import { saidForms } from './said-forms.ts';
import { mostTerms, vocabularyOf } from './vocabulary.ts';

const intent = (name: string): object => ({
  name,
  title: name,
  examples: ['one', 'two', 'three', 'four', 'five'],
});

const packOf = (entities: readonly object[], bodies: readonly string[] = []): Pack => ({
  manifest: PackManifest.parse({
    name: 'gear',
    title: 'Gear',
    version: '1.0.0',
    currency: 'USD',
    company: 'Quillon Outfitters',
    intents: [intent('a'), intent('b')],
    dispositions: [{ name: 'done', title: 'Done' }],
    entities,
  }),
  articles: bodies.map((body, index) => ({
    path: `${index}.md`,
    title: 'Care of tents',
    audience: 'customer',
    language: 'en',
    body,
  })),
  replies: [],
  policies: {},
  replays: {},
  sha256: '',
});
const plans = {
  name: 'plan',
  title: 'Plan',
  values: {
    'Trail Box': ['trail box', 'the monthly thing'],
    Fieldnotes: ['fieldnotes', 'field notes'],
    Basic: ['basic'],
    small: ['small'],
    'Home 300': ['home 300', 'home three hundred'],
  },
};
const written = (terms: readonly VocabularyTerm[]): string[] => terms.map((term) => term.written);

describe('vocabularyOf', () => {
  it('takes the company, names of plans and people, and no everyday words', () => {
    const terms = vocabularyOf(packOf([plans]), ['Chloe Whitfield']);
    expect(written(terms)).toEqual([
      'Chloe Whitfield',
      'Quillon Outfitters',
      'Quillon',
      'Trail Box',
      'Fieldnotes',
      'Home 300',
    ]);
    expect(terms.find((term) => term.written === 'Fieldnotes')).toEqual({
      written: 'Fieldnotes',
      heard: ['field notes'],
      kind: 'product',
    });
  });

  it('takes names that the articles use often, unless they write them small as well', () => {
    const body =
      'Please ask Aria for it. Then ask Aria again, or call Aria. We ship by Parcel now.';
    const names = written(
      vocabularyOf(packOf([], [`${body} Take the Parcel, the Parcel, a parcel.`])),
    );
    expect(names).toContain('Aria');
    expect(names).not.toContain('Parcel');
  });

  it('stays within its bounds and the form of a term', () => {
    const many = Object.fromEntries(
      Array.from({ length: 900 }, (_, index) => [`Model Zeta${index}`, ['zeta']]),
    );
    const terms = vocabularyOf(packOf([{ name: 'model', title: 'Model', values: many }]));
    expect(terms).toHaveLength(mostTerms);
    for (const term of terms) expect(() => VocabularyTerm.parse(term)).not.toThrow();
  });
});

describe('saidForms', () => {
  it('splits at capitals, spells letters and says numbers', () => {
    expect(saidForms('AeroPress Go 2')).toEqual(['aeropress go two', 'aero press go two']);
    expect(saidForms('TV Box 1250')).toEqual([
      'tv box one thousand two hundred fifty',
      't v box one thousand two hundred fifty',
    ]);
  });
});
