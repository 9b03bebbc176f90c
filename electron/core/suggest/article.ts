import type { PassageHit } from '#domain/knowledge.ts';
import type { ModelRef } from '#domain/insight.ts';
import { bestExcerpt, cite } from './citing.ts';
import type { Candidate, Considered } from './candidate.ts';

/**
 * Relevance from which an article comes by itself, from which it does for a turn of unknown intent
 * (an answer to the agent's question seldom needs one), and from which it comes when asked for.
 */
export const articleThreshold = { pushed: 0.5, unsure: 0.65, pulled: 0.2 } as const;

/** The best passage as a card, if it is relevant enough. */
export function articleCandidate(input: {
  readonly hits: readonly PassageHit[];
  readonly text: string;
  readonly level: keyof typeof articleThreshold;
  readonly trigger: Candidate['trigger'];
  readonly model: ModelRef;
}): {
  readonly candidate?: Candidate;
  readonly considered: readonly Considered[];
} {
  const threshold = articleThreshold[input.level];
  const [best, ...others] = input.hits;
  if (best === undefined) return { considered: [] };
  const considered = [best, ...others.slice(0, 2)].map((hit) => ({
    title: `${hit.passage.title}: ${hit.passage.heading}`,
    score: hit.relevance,
    threshold,
  }));
  if (best.relevance < threshold) return { considered };
  const excerpt = bestExcerpt(best.passage, input.text);
  return {
    candidate: {
      title: best.passage.title,
      body: { kind: 'article', excerpt },
      trigger: input.trigger,
      citations: [cite(best.passage, excerpt)],
      score: best.relevance,
      model: input.model,
    },
    considered: considered.slice(1),
  };
}
