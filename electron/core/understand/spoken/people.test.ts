import { describe, expect, it } from 'vitest';
import { heardWords } from './heard.fixture.ts';
import { createWriter } from './writer.ts';

const people = [
  'Priya Nair',
  'Chloe Whitfield',
  'Daniel Okafor',
  'Hannah Lindqvist',
  'Tomasz Zielinski',
];
const writer = createWriter({
  vocabulary: people.map((written) => ({ written, heard: [], kind: 'person' as const })),
  region: 'US',
  currency: 'USD',
});
const write = (said: string, confidence = 0.6): string =>
  writer.write(heardWords(said, confidence), { before: [] }).text;

describe('names of known people', () => {
  it.each([
    ['my name is priya near', 'My name is Priya Nair'],
    ['this is chloe wit field calling', 'This is Chloe Whitfield calling'],
    ['my name is daniel oak a four', 'My name is Daniel Okafor'],
    ['you are speaking with hannah lind quist', 'You are speaking with Hannah Lindqvist'],
    ['my last name is zelinsky', 'My last name is Zielinski'],
    ['thank you mister oka for', 'Thank you Mr. Okafor'],
  ])('%s', (said, written) => {
    expect(write(said)).toBe(written);
  });

  it.each([
    // Another name, heard clearly.
    ['my name is anna', 'My name is Anna'],
    ['this is daniel parker', 'This is Daniel Parker'],
    // No name is due.
    ['the prior near the end', 'The prior near the end'],
    ['the wheat field', 'The wheat field'],
    // A name is due, and it is none of these.
    ['my name is robert king', 'My name is Robert King'],
    ["i'm near the store", "I'm near the store"],
    ['thank you for calling', 'Thank you for calling'],
    ['this is clear to me', 'This is clear to me'],
  ])('leaves "%s"', (said, written) => {
    expect(write(said, 0.9)).toBe(written);
  });
});
