import type { Silence } from '#domain/suggestion.ts';

/** One sentence for each reason. */
export const silenceTexts: Readonly<Record<Silence['reason'], string>> = {
  agent_turn: 'Earshot listens while you speak and suggests when the customer has spoken.',
  too_short: 'The turn says too little to look anything up.',
  unknown_intent: 'It is not clear what the customer wants, and no article fits.',
  no_passage: 'No article fits these words.',
  not_needed: 'The turn asks for nothing that an article would answer.',
  below_threshold: 'What was found is not certain enough to be shown.',
  duplicate: 'What fits was shown already.',
  superseded: 'The customer has said more since; the newest turn is answered.',
  quiet: 'Set to quiet: press "suggest now" to see what fits.',
  not_ready: 'The articles of this pack are not indexed yet; this takes a few seconds.',
};
