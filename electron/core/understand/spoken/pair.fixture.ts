/** What was said as a recogniser writes it, what is to be written, what was asked before, where. */
export type SpokenPair = readonly [
  said: string,
  written: string,
  asked?: string,
  region?: 'US' | 'GB',
];
