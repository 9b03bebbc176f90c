import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { voiceStories } from '#renderer/gallery/stories-voice.tsx';
import { errorWords, heardWords, ofHundred, verdicts } from './voiceWords.ts';

const textOf = (name: string): string => {
  const story = voiceStories.find((each) => each.name === name);
  if (story === undefined) throw new Error(`no story ${name}`);
  return renderToString(<>{story.render()}</>)
    .replaceAll(/<!-- -->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
};
const htmlOf = (name: string): string =>
  renderToString(<>{voiceStories.find((each) => each.name === name)?.render()}</>);

describe('the panel of the voice', () => {
  it.each(['consistent', 'unsure', 'different'] as const)(
    'says %s with how often it errs',
    (verdict) => {
      const text = textOf(verdict);
      expect(text).toContain(verdicts[verdict].title);
      expect(text).toContain('about 12 of 100 are called consistent');
      expect(text).toContain('44 pairs of one person and 410 of two people');
    },
  );

  it('never shows a voice as good', () => {
    for (const { tone } of Object.values(verdicts)) expect(tone).not.toBe('good');
    expect(textOf('consistent')).toContain('That proves nothing');
  });

  it('asks for a second proof after a different voice only', () => {
    expect(textOf('different')).toContain('Second proof');
    expect(textOf('different, second proof')).toContain('Number of the last invoice');
    for (const name of ['consistent', 'unsure']) expect(textOf(name)).not.toContain('Second proof');
  });

  it('enrols nobody before the box is ticked and the answer written', () => {
    expect(textOf('not enrolled')).toContain('the customer agreed to it');
    expect(htmlOf('not enrolled')).toMatch(/<button[^>]*type="submit"[^>]*disabled/);
  });

  it('compares nothing while the customer has said too little', () => {
    expect(textOf('enrolled, too little speech')).toContain('Needs 3 s');
    expect(htmlOf('enrolled, too little speech')).toMatch(/disabled=""[^>]*>.*Compare the voice/);
    expect(textOf('enrolled')).toContain('9 s of the customer&#x27;s speech so far.');
  });

  it('offers neither enrolment nor comparison while nobody is known', () => {
    expect(textOf('no customer')).toContain('Not known who it is');
    expect(htmlOf('no customer')).not.toMatch(/Compare|Enrol the voice/);
  });
});

describe('figures in words', () => {
  it('never say that an error cannot happen', () => {
    expect(ofHundred(0, 300)).toBe('fewer than 1 of 100');
    expect(ofHundred(0, 40)).toBe('fewer than 8 of 100');
    expect(ofHundred(0, 1)).toBe('fewer than 100 of 100');
    expect(ofHundred(0.004, 500)).toBe('fewer than 1 of 100');
    expect(ofHundred(0.127, 500)).toBe('about 13 of 100');
    const rates = { falseAccept: 0, falseReject: 0.5, equalErrorRate: 0.2, set: 'people' };
    expect(errorWords({ ...rates, n: { same: 1, different: 2 }, seconds: 3 })).toEqual([
      "Of other people's voices fewer than 100 of 100 are called consistent.",
      "Of a person's own voice about 50 of 100 are called different.",
      'Measured on 1 pairs of one person and 2 of two people (people, 3 s of speech each).',
    ]);
  });

  it('say how much speech is missing', () => {
    expect(heardWords(1.9, 3)).toBe("Needs 3 s of the customer's speech; 1 s so far.");
  });
});
