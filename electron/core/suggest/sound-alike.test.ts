import { describe, expect, it } from 'vitest';
import { stemOf, wordLikeness } from './sound-alike.ts';

describe('wordLikeness', () => {
  it.each([
    ['block', 'blocked'],
    ['send', 'sent'],
    ['reply', 'replies'],
    ['stop', 'stopping'],
    ['name', 'named'],
    ['is', 'are'],
  ])('"%s" and "%s" are one word', (a, b) => {
    expect(wordLikeness(a, b)).toBe(1);
  });

  it.each([
    ['write', 'right'],
    ['their', 'there'],
    ['males', 'mails'],
    ['card', 'cared'],
  ])('"%s" sounds like "%s"', (a, b) => {
    expect(wordLikeness(a, b)).toBeGreaterThanOrEqual(0.6);
  });

  it.each([
    ['refund', 'photo'],
    ['a', 'i'],
    ['fee', 'card'],
  ])('"%s" is not "%s"', (a, b) => {
    expect(wordLikeness(a, b)).toBe(0);
  });

  it('leaves short words whole', () => {
    expect(['bus', 'red', 'sing'].map(stemOf)).toEqual(['bus', 'red', 'sing']);
  });
});
