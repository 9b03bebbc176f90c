import { describe, expect, it } from 'vitest';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { plainFeatures } from './look-up-features.ts';
import { createLookUpHead } from './look-up.ts';
import { lookUpWeights } from './look-up.weights.ts';

const head = createLookUpHead('another encoder');
const needed = (text: string, before = ''): boolean =>
  head.decide({ text, before, first: before === '' }).needed;

describe('whether a turn asks for knowledge', () => {
  it('is yes for questions, also without a question mark', () => {
    for (const text of [
      'how long does a refund take?',
      'what does it cost to send it back',
      'is there a fee for paper bills',
      'can I keep my number if I switch',
    ])
      expect(needed(text), text).toBe(true);
  });

  it('is no for greetings, thanks, numbers and acts', () => {
    for (const [text, before] of [
      ['hello', ''],
      ['thank you, bye', 'Is there anything else I can do for you?'],
      ['88213', 'Can I have your order number, please?'],
      ['yes please go ahead', 'Shall I send a new one?'],
      ['please cancel it', 'I can see your order here.'],
    ] as const)
      expect(needed(text, before), text).toBe(false);
  });

  it('tells its chance and its threshold, and reads vectors only of its own encoder', () => {
    expect(head.usesVectors).toBe(false);
    const own = createLookUpHead(lookUpWeights.encoder);
    expect(own.usesVectors).toBe(true);
    const input = { text: 'how long does it take?', before: '', first: true };
    const { probability, threshold, needed: yes } = own.decide(input, new Float32Array(256));
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThan(1);
    expect(yes).toBe(probability >= threshold);
    const strange = new Float32Array(256).fill(1);
    expect(head.decide(input, strange)).toEqual(head.decide(input));
    expect(own.decide(input, strange).probability).not.toBe(probability);
  });

  it('stays small for a very long text', () => {
    const long = {
      text: 'and then they said '.repeat(20_000),
      before: 'x'.repeat(50_000),
      first: false,
    };
    const spentMs = startProcessorTime();
    expect(plainFeatures(long).length).toBeLessThan(400);
    expect(spentMs()).toBeLessThan(200);
  });
});
