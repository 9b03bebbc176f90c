import { describe, expect, it } from 'vitest';
import type { PassageHit } from '#domain/knowledge.ts';
import { answer } from '#renderer/gallery/fixtures-knowledge.ts';
import { articleWarning, contradictions, groupsOf, newestFirst, withCitation } from './answer.ts';

const [first, other] = answer.hits;
if (first === undefined || other === undefined) throw new Error('The fixture has two.');
const ids = (hits: readonly PassageHit[]): string[] => hits.map(({ passage }) => passage.id);

describe('two articles that say otherwise', () => {
  it('know of each other although only one was told', () => {
    const against = contradictions(answer.hits);
    expect(against.get(first.passage.id)).toEqual([other]);
    expect(against.get(other.passage.id)).toEqual([first]);
  });
  it('stand newest first, the rest as it was', () => {
    const [, , third, fourth] = answer.hits;
    const turned = [other, third, first, fourth].filter((hit) => hit !== undefined);
    expect(ids(newestFirst(turned))).toEqual(
      ids([first, other, third, fourth].filter((hit) => hit !== undefined)),
    );
    expect(ids(newestFirst(answer.hits))).toEqual(ids(answer.hits));
  });
});

it('puts records first only where one fits better than every article', () => {
  expect(groupsOf(answer).map(({ title }) => title)).toEqual(['Articles', 'About this customer']);
  const records = answer.records.map((record) => ({ ...record, score: 0.99 }));
  expect(groupsOf({ ...answer, records })[0]?.title).toBe('About this customer');
  expect(groupsOf({ ...answer, records: [], hits: [] })).toEqual([]);
});

describe('copying with citation', () => {
  const place = { title: 'Damaged items', heading: 'Replacement', quote: ' It is free. ' };
  it('says title and heading, and the link where there is one', () => {
    expect(withCitation(place, undefined)).toBe('It is free.\n\n(Damaged items, Replacement)');
    expect(withCitation(place, 'https://example.com/a')).toBe(
      'It is free.\n\n(Damaged items, Replacement)\nhttps://example.com/a',
    );
  });
  it('leaves out a heading that repeats the title, and a link that is not encrypted', () => {
    expect(withCitation({ ...place, heading: 'Damaged items' }, 'http://example.com')).toBe(
      'It is free.\n\n(Damaged items)',
    );
  });
});

it('warns of articles that are withdrawn, outdated or not valid yet, and of no other', () => {
  const says = (article: Parameters<typeof articleWarning>[0]): string =>
    articleWarning(article, '2026-11-23')?.message ?? '';
  expect(says({ withdrawnAt: Date.parse('2026-11-20') })).toMatch(/^Withdrawn on .*20/);
  expect(says({ validTo: '2026-11-22' })).toMatch(/^Outdated/);
  expect(says({ validTo: '2026-11-23' })).toBe('');
  expect(says({ validFrom: '2026-11-24' })).toMatch(/^Not valid yet/);
  expect(says({ validFrom: '2026-11-23' })).toBe('');
});
