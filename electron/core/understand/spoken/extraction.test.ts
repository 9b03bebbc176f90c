import { describe, expect, it, test } from 'vitest';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { Turn } from '#domain/conversation.ts';
import { createEntityReader } from '../entities/find-entities.ts';
import { createPackEntityFinder } from '../entities/pack-entities.ts';
import { heardWords } from './heard.fixture.ts';
import { keptPairs } from './kept.fixture.ts';
import type { SpokenPair } from './pair.fixture.ts';
import { tuningPairs } from './tuning.fixture.ts';
import { createWriter } from './writer.ts';

/** @file What the entity reader finds in written lines against the recogniser's own words. */

const at = Date.UTC(2026, 0, 15, 9);
const places = { US: 'USD', GB: 'GBP' } as const;

const turnOf = (speaker: Turn['speaker'], text: string, sequence: number): Turn => ({
  id: TurnId.parse(`t${sequence}`),
  conversation: ConversationId.parse('c'),
  sequence,
  speaker,
  text,
  at,
  kind: 'utterance',
  redactions: 0,
});

/** Entities of the line as it was said, and as it is written, as kind=value. */
function bothReadings([said, , asked = '', region = 'US']: SpokenPair): {
  readonly said: string[];
  readonly written: string[];
} {
  const currency = places[region];
  const reader = createEntityReader({
    pack: { region, currency },
    packEntities: createPackEntityFinder([]),
    model: { name: 'rules', version: '1', sha256: '' },
  });
  const before = asked === '' ? [] : [turnOf('agent', asked, 1)];
  const { text } = createWriter({ vocabulary: [], region, currency }).write(heardWords(said), {
    before,
  });
  const read = (line: string): string[] =>
    reader
      .read(turnOf('customer', line, 2), before, {})
      .map(({ entity, value }) => `${entity}=${value}`);
  return { said: read(said), written: read(text) };
}

describe('entities after writing', () => {
  const kindOf = (found: string): string => found.split('=')[0] ?? '';

  test.each([...tuningPairs, ...keptPairs].map((pair) => ({ said: pair[0], pair })))(
    'no kind is lost: $said',
    ({ pair }) => {
      const { said, written } = bothReadings(pair);
      expect(written.map(kindOf)).toEqual(expect.arrayContaining(said.map(kindOf)));
    },
  );

  it.each<readonly [SpokenPair, string]>([
    [['nine ninety five', '', 'how much were you charged'], 'money=995'],
    [['interest is two point nine per cent', ''], 'percentage=2.9'],
    [['i was born may fifth nineteen eighty', ''], 'date=1980-05-05'],
    [['oh three twenty five nineteen eighty', '', 'what is your date of birth'], 'date=1980-03-25'],
    [
      ['my email is marcus underscore lee eighty eight at gmail dot com', ''],
      'email=marcus_lee88@gmail.com',
    ],
    [
      ['one eight hundred five five five one two one two', '', 'what is the phone number'],
      'phone=+18005551212',
    ],
    [['three point five million dollars', ''], 'money=350000000'],
  ])('what the words did not give is found: %j', (pair, found) => {
    const { said, written } = bothReadings(pair);
    expect(said).not.toContain(found);
    expect(written).toContain(found);
  });

  it('reads no day in "24/7"', () => {
    expect(bothReadings(['we are open twenty four seven', '']).written).toEqual([]);
  });
});
