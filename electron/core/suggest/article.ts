import type { PassageHit } from '#domain/knowledge.ts';
import type { ModelRef } from '#domain/insight.ts';
import { bestExcerpt, cite } from './citing.ts';
import type { Candidate, Considered } from './candidate.ts';

/**
 * Relevance from which an article comes by itself, from which it does for a turn of unknown intent
 * (an answer to the agent's question seldom needs one), and from which it comes when asked for.
 */
export const articleThreshold = { pushed: 0.5, unsure: 0.65, pulled: 0.2 } as const;

const titleOf = ({ passage }: PassageHit): string => `${passage.title}: ${passage.heading}`;

const asCandidate = (
  hit: PassageHit,
  input: {
    readonly hits: readonly PassageHit[];
    readonly text: string;
    readonly trigger: Candidate['trigger'];
    readonly model: ModelRef;
  },
): Candidate => {
  const excerpt = bestExcerpt(hit.passage, input.text);
  const other = input.hits.find(({ passage }) => passage.id === hit.contradicts);
  return {
    title: hit.passage.title,
    body: {
      kind: 'article',
      excerpt,
      ...(other !== undefined && {
        saysOtherwise: {
          document: other.passage.document,
          title: other.passage.title,
          quote: bestExcerpt(other.passage, input.text),
          newer: (other.updatedAt ?? 0) > (hit.updatedAt ?? 0),
        },
      }),
    },
    trigger: input.trigger,
    citations: [cite(hit.passage, excerpt)],
    score: hit.relevance,
    model: input.model,
  };
};

/**
 * The best passage as a card, if it is relevant enough; with the one that contradicts it, newest
 * first, because only a person can tell which is right.
 */
export function articleCandidates(input: {
  readonly hits: readonly PassageHit[];
  readonly text: string;
  readonly level: keyof typeof articleThreshold;
  readonly trigger: Candidate['trigger'];
  readonly model: ModelRef;
}): {
  readonly candidates: readonly Candidate[];
  /** The hits they are of, in the same order. */
  readonly chosen: readonly PassageHit[];
  readonly considered: readonly Considered[];
  /** What the candidates are considered as where nobody wants them. */
  readonly unwanted: readonly Considered[];
} {
  const threshold = articleThreshold[input.level];
  const [best, ...others] = input.hits;
  if (best === undefined) return { candidates: [], chosen: [], considered: [], unwanted: [] };
  const considered = [best, ...others.slice(0, 2)].map((hit) => ({
    title: titleOf(hit),
    score: hit.relevance,
    threshold,
  }));
  if (best.relevance < threshold) return { candidates: [], chosen: [], considered, unwanted: [] };
  const against = others.find(({ passage }) => passage.id === best.contradicts);
  const chosen = [best, ...(against === undefined ? [] : [against])].toSorted(
    (a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0),
  );
  return {
    candidates: chosen.map((hit) => asCandidate(hit, input)),
    chosen,
    considered: considered.slice(1),
    unwanted: considered.slice(0, 1),
  };
}
