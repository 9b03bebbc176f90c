import { beforeEach, describe, expect, it } from 'vitest';
import { createWordsSoFar, type WordsSoFar } from './words-so-far.ts';

describe('the words so far', () => {
  let said: string[];
  let looks: number;
  let words: WordsSoFar;
  beforeEach(() => {
    said = [];
    looks = 0;
    words = createWordsSoFar((text) => said.push(text));
  });
  const at = (ms: number, text: string): void =>
    words.worked(ms, () => {
      looks += 1;
      return text;
    });

  it('are looked for with every block until there are some', () => {
    at(0, '');
    at(50, '');
    at(100, 'i');
    expect(looks).toBe(3);
    expect(said).toEqual(['i']);
  });

  it('are said ten times a second at most, in time with blocks that come a little early', () => {
    for (let block = 0; block < 20; block += 1)
      at(block * 50 - (block % 4 === 2 ? 1 : 0), `${block}`);
    expect(said).toEqual(Array.from({ length: 10 }, (_, index) => `${index * 2}`));
    expect(looks).toBe(10);
  });

  it('are not said again while they are the same', () => {
    at(0, 'i');
    at(100, 'i');
    at(150, 'i would');
    expect(said).toEqual(['i', 'i would']);
  });

  it('of the next utterance do not wait for those of the last', () => {
    at(0, 'yes');
    words.ended();
    at(50, 'yes');
    expect(said).toEqual(['yes', 'yes']);
  });
});
