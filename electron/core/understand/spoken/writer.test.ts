import { describe, expect, it, test } from 'vitest';
import { heardWords } from './heard.fixture.ts';
import { keptPairs } from './kept.fixture.ts';
import { gearVocabulary, keptMends, tuningMends, type MendedCase } from './mending.fixture.ts';
import type { SpokenPair } from './pair.fixture.ts';
import { tuningPairs } from './tuning.fixture.ts';
import { createWriter } from './writer.ts';

const us = createWriter({ vocabulary: [], region: 'US', currency: 'USD' });
const gb = createWriter({ vocabulary: [], region: 'GB', currency: 'GBP' });
const gear = createWriter({ vocabulary: gearVocabulary, region: 'US', currency: 'USD' });

const asked = (text: string): { before: { speaker: string; text: string }[] } => ({
  before: text === '' ? [] : [{ speaker: 'agent', text }],
});
const writePair = ([said, , question = '', region = 'US']: SpokenPair): string =>
  (region === 'GB' ? gb : us).write(heardWords(said), asked(question)).text;
const writeMend = ({ said, confidence, before = '' }: MendedCase): string =>
  gear.write(heardWords(said, confidence), asked(before)).text;

describe('spoken lines as people write them', () => {
  const pairs = [...tuningPairs, ...keptPairs].map((pair) => ({ said: pair[0], pair }));
  test.each(pairs)('$said', ({ pair }) => {
    expect(writePair(pair)).toBe(pair[1]);
  });
});

describe('a pack’s own words', () => {
  test.each([...tuningMends, ...keptMends])('$said', (line) => {
    expect(writeMend(line)).toBe(line.written);
  });

  it('leaves a common word said clearly alone, and mends it when the recogniser was unsure', () => {
    const line = { said: 'the castrol lantern', written: '' };
    expect(writeMend({ ...line, confidence: 0.4 })).toBe('The Kestrel Lantern');
    const trail = createWriter({
      vocabulary: [{ written: 'Serviss', heard: [], kind: 'product' }],
      region: 'US',
      currency: 'USD',
    });
    expect(trail.write(heardWords('my service is down', 0.95), asked('')).text).toBe(
      'My service is down',
    );
  });

  it('prefers what an agent corrected to the pack’s own word', () => {
    const writer = createWriter({
      vocabulary: [
        { written: 'Fieldnotes', heard: ['field notes'], kind: 'product' },
        { written: 'Field Nodes', heard: ['field notes'], kind: 'learned' },
      ],
      region: 'US',
      currency: 'USD',
    });
    expect(writer.write(heardWords('my field notes'), asked('')).text).toBe('My Field Nodes');
  });

  it('mends an unsure word more readily when the talk is about it', () => {
    const words = heardWords('the trial box was empty', 0.5);
    expect(gear.write(words, asked('is it about your trail box')).text).toBe(
      'The Trail Box was empty',
    );
  });
});

describe('what was changed', () => {
  it('says where, what was heard and what kind of thing it is', () => {
    const { text, mended } = us.write(
      heardWords('i paid twenty dollars on march third to jane dot doe at example dot com'),
      asked(''),
    );
    expect(text).toBe('I paid $20 on March 3rd to jane.doe@example.com');
    expect(
      mended.map(({ start, end, heard, kind }) => [text.slice(start, end), heard, kind]),
    ).toEqual([
      ['I', 'i', 'case'],
      ['$20', 'twenty dollars', 'money'],
      ['March 3rd', 'march third', 'date'],
      ['jane.doe@example.com', 'jane dot doe at example dot com', 'email'],
    ]);
  });

  it('leaves a line that is already written as it is', () => {
    const written = 'My order 42179 of May 5th, 1980 cost $23.50, call 555-212-9876 at 5 PM.';
    expect(us.write(heardWords(written), asked('')).text).toBe(written);
  });

  it('takes the names of an object’s members for words', () => {
    const line = 'Number constructor and valueOf dash toString five constructor';
    expect(us.write(heardWords(line), asked('')).text).toBe(line);
  });

  it('does nothing with no words', () => {
    expect(us.write([], asked(''))).toEqual({ text: '', mended: [] });
  });
});
