/**
 * @file What is said in tests and benchmarks of calls: sentences of ours, in words that the embedded
 * speech model knows. All are recorded in tests/fixtures/spoken for machines without espeak-ng.
 */

/** Each gets a card from the retail pack. */
export const customerSentences = [
  'where is my order it should have been here on tuesday',
  'i would like to return the jacket i bought last week',
  'the lamp arrived damaged and i want a refund',
  'can i cancel my subscription please',
  'i want to change my delivery address',
  'you charged me twice for the same order',
  'how much is shipping to canada',
  'is there a warranty on the kettle',
] as const;

export const agentSentences = [
  'thank you for calling how can i help you today',
  'let me look that up for you',
  'can you give me your order number please',
  'i have sent you an email with the details',
] as const;
