import type { VoiceErrorRates, VoiceProof, VoiceVerdict } from '#domain/voice.ts';
import type { Tone } from '#renderer/ui/Chip.tsx';

/** @file What a verdict means, in words that promise no more than was measured. */

export const verdicts: Readonly<
  Record<VoiceVerdict, { readonly title: string; readonly tone: Tone; readonly means: string }>
> = {
  consistent: {
    title: 'Consistent',
    tone: 'neutral',
    means:
      'The voice sounds like the enrolled one. That proves nothing: a voice can be copied. Check who it is as always.',
  },
  unsure: {
    title: 'Unsure',
    tone: 'neutral',
    means: 'It cannot be told. Check who it is as always, as if nobody had compared.',
  },
  different: {
    title: 'Different',
    tone: 'warn',
    means:
      'The voice does not sound like the enrolled one. A cold, a bad line or another telephone can be the cause. Ask for a second proof, kindly, and do not speak of the voice.',
  },
};

export const proofs: readonly { readonly value: VoiceProof; readonly title: string }[] = [
  { value: 'account_number', title: 'Account number' },
  { value: 'last_invoice', title: 'Number of the last invoice' },
  { value: 'plan_and_seats', title: 'Plan and number of seats' },
  { value: 'month_made', title: 'Month the workspace was made' },
  { value: 'call_back', title: 'Called back at the number on file' },
];

/**
 * "about 12 of 100". What never happened in `n` tries may still: then the bound that 95 of 100 such
 * trials keep to, 3 / n ("rule of three", Hanley and Lippman-Hand 1983).
 */
export function ofHundred(rate: number, n: number): string {
  const hundredth = Math.round(rate * 100);
  if (rate === 0) return `fewer than ${Math.min(100, Math.ceil(300 / n))} of 100`;
  return hundredth < 1 ? 'fewer than 1 of 100' : `about ${hundredth} of 100`;
}

/** How often a verdict is wrong, and how that is known. */
export function errorWords(rates: VoiceErrorRates): readonly string[] {
  const { falseAccept, falseReject, n, set, seconds } = rates;
  return [
    `Of other people's voices ${ofHundred(falseAccept, n.different)} are called consistent.`,
    `Of a person's own voice ${ofHundred(falseReject, n.same)} are called different.`,
    `Measured on ${n.same} pairs of one person and ${n.different} of two people (${set}, ${seconds} s of speech each).`,
  ];
}

/** "12 s of 3 s heard" as a person says it. */
export const heardWords = (heard: number, least: number): string =>
  heard >= least
    ? `${Math.floor(heard)} s of the customer's speech so far.`
    : `Needs ${least} s of the customer's speech; ${Math.floor(heard)} s so far.`;
