import type { Citation, Passage } from '#domain/knowledge.ts';
import type { Pack, PackReply } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import { bestExcerpt, bestPassage, cite } from './citing.ts';
import type { Candidate, Considered } from './candidate.ts';
import { factOf, hasFact, type Facts } from './facts.ts';
import { claimsIn, ungroundedClaims } from './grounding.ts';
import type { IntentInForce } from './intent.ts';
import { fill } from './template.ts';
import { sentencesOf, spoken } from './words.ts';

/** A sentence cites the passage that has at least this share of its longer words. */
const supports = 0.5;
const mostCitations = 3;

/** A reply with its slots filled and the passages it stands on. */
interface GroundedReply {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/**
 * Fills a reply and looks up what it stands on. Undefined with the reason when something is
 * missing, the article may not be cited any more, or a number, date or link stands nowhere.
 */
export function groundReply(
  reply: PackReply,
  tone: Settings['tone'],
  facts: Facts,
  passages: readonly Passage[],
): GroundedReply | { readonly problem: string } {
  const filled = fill(reply.text[tone] ?? reply.text.friendly, (slot) => factOf(facts, slot));
  if (filled.missing.length > 0) return { problem: `${filled.missing.join(', ')} not known` };
  if (reply.article !== undefined && passages.length === 0)
    return { problem: `its article ${reply.article} is not valid today` };
  const given = Object.values(filled.used).flatMap((fact) => [fact.text, String(fact.raw)]);
  const wanted = ungroundedClaims(filled.text, given);
  const open = new Set(wanted);
  const used = new Map<string, Citation>();
  // First what proves a number, then what proves a sentence.
  for (const passage of passages) {
    const claims = claimsIn(passage.text);
    if (![...open].some((claim) => claims.has(claim))) continue;
    for (const claim of claims) open.delete(claim);
    used.set(passage.id, cite(passage, bestExcerpt(passage, filled.text)));
  }
  if (open.size > 0)
    return {
      problem: `${[...open].join(', ')} stands neither in the facts nor in the article`,
    };
  for (const sentence of sentencesOf(filled.text)) {
    if (used.size >= mostCitations) break;
    const passage = bestPassage(passages, sentence, supports);
    if (passage !== undefined && !used.has(passage.id))
      used.set(passage.id, cite(passage, bestExcerpt(passage, sentence)));
  }
  const [first] = passages;
  if (used.size === 0 && first !== undefined) {
    const closest = bestPassage(passages, filled.text, 0) ?? first;
    used.set(closest.id, cite(closest, bestExcerpt(closest, filled.text)));
  }
  return { text: filled.text, citations: [...used.values()] };
}

/**
 * The reply of the pack that fits the intent and what is known: the one that needs most, because
 * it says most. When policy forbids what the customer wants, the one on the policy's article.
 */
export function replyCandidate(input: {
  readonly pack: Pack;
  readonly facts: Facts;
  readonly intent: IntentInForce;
  readonly tone: Settings['tone'];
  readonly passagesOf: (path: string) => readonly Passage[];
  /** Article of the policy that forbade the best action. */
  readonly forbiddenBy?: string;
  readonly trigger: Candidate['trigger'];
}): {
  readonly candidate?: Candidate;
  readonly considered: readonly Considered[];
} {
  const { intent, facts } = input;
  const considered: Considered[] = [];
  const fitting = input.pack.replies
    .filter((reply) => reply.intents.includes(intent.insight.value))
    .filter((reply) => reply.needs.every((need) => hasFact(facts, need)))
    .map((reply) => ({
      reply,
      rank:
        reply.needs.length +
        (input.forbiddenBy !== undefined && reply.article === input.forbiddenBy ? 100 : 0),
    }))
    .sort((a, b) => b.rank - a.rank);
  for (const { reply } of fitting) {
    const passages = reply.article === undefined ? [] : input.passagesOf(reply.article);
    const grounded = groundReply(reply, input.tone, facts, passages);
    const score = intent.insight.confidence * (passages.length > 0 ? 0.98 : 0.9);
    if ('problem' in grounded) {
      considered.push({
        title: `Reply "${spoken(reply.name)}": ${grounded.problem}`,
        score,
        threshold: 1,
      });
      continue;
    }
    return {
      candidate: {
        title: spoken(reply.name),
        body: { kind: 'reply', text: grounded.text },
        trigger: input.trigger,
        citations: grounded.citations,
        score,
        model: intent.insight.model,
      },
      considered,
    };
  }
  return { considered };
}
