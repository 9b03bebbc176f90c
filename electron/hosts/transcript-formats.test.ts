import { describe, expect, it } from 'vitest';
import { clockTime, meanConfidence, toPlainText, toVtt, vttTime } from './transcript-formats.ts';

const transcript = {
  file: 'call.wav',
  seconds: 12,
  model: 'some-model',
  lines: [
    {
      speaker: 'customer' as const,
      startMs: 1_040,
      endMs: 2_600,
      text: 'Is 5 < 6 & 7 --> 8?',
      words: [],
      confidence: 0,
    },
    {
      speaker: 'agent' as const,
      startMs: 3_723_004,
      endMs: 3_723_004,
      text: 'Yes.',
      words: [],
      confidence: 0,
    },
  ],
};

describe('transcript formats', () => {
  it('writes times as WebVTT and as people do', () => {
    expect(vttTime(3_723_004)).toBe('01:02:03.004');
    expect(vttTime(999.6)).toBe('00:00:01.000');
    expect(clockTime(62_000)).toBe('1:02');
    expect(clockTime(3_723_004)).toBe('1:02:03');
  });

  it('writes WebVTT in which no text can end a cue or open a tag', () => {
    expect(toVtt({ ...transcript, damage: 'Broken --> here' })).toBe(
      `WEBVTT

NOTE call.wav, recognised by some-model

NOTE Broken -> here

00:00:01.040 --> 00:00:02.600
<v Customer>Is 5 &lt; 6 &amp; 7 --&gt; 8?

01:02:03.004 --> 01:02:03.005
<v Agent>Yes.
`,
    );
  });

  it('writes plain text', () => {
    expect(toPlainText(transcript)).toBe(
      '[0:01] Customer: Is 5 < 6 & 7 --> 8?\n[1:02:03] Agent: Yes.\n',
    );
  });

  it('means confidence over words', () => {
    const word = { text: 'a', startMs: 0, endMs: 1 };
    expect(meanConfidence([])).toBe(0);
    expect(
      meanConfidence([
        { ...word, confidence: 1 },
        { ...word, confidence: 0.5 },
      ]),
    ).toBe(0.75);
  });
});
