import type { Citation, Passage } from '#domain/knowledge.ts';
import type { Pack, PackReply } from '#domain/pack.ts';
import type { PolicyDecision } from '#domain/policy.ts';
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

interface ReplyInput {
  readonly pack: Pack;
  readonly facts: Facts;
  readonly intent: IntentInForce;
  readonly tone: Settings['tone'];
  /** Passages of an article that may be cited today; `customer` leaves out those for agents. */
  readonly passagesOf: (path: string, audience?: 'customer') => readonly Passage[];
  /** Policy's no to the best action. */
  readonly forbidden?: PolicyDecision;
  readonly trigger: Candidate['trigger'];
}

/** Why it cannot be done, for when the pack has no reply on that rule. */
const refusals: PackReply['text'] = {
  friendly: "I'm sorry, {customer.firstName}. ",
  formal: 'Dear {customer.name}, I have looked into this. ',
  short: '',
};

/**
 * A no in the words of the rule, citing its article. Only from articles that customers may read:
 * a rule for agents is not for them to hear.
 */
function refusal(input: ReplyInput, decision: PolicyDecision): PackReply | undefined {
  const { article, reason } = decision;
  if (article === undefined || input.passagesOf(article, 'customer').length === 0) return undefined;
  const text = (tone: Settings['tone']): string =>
    (input.facts.record === undefined ? '' : (refusals[tone] ?? '')) + reason;
  return {
    name: 'why_not',
    intents: [input.intent.insight.value],
    needs: [],
    article,
    text: { friendly: text('friendly'), formal: text('formal'), short: text('short') },
  };
}

/** Replies worth trying, best first. */
function fittingReplies(input: ReplyInput): PackReply[] {
  const { forbidden, facts } = input;
  const fitting = input.pack.replies
    .filter((reply) => reply.intents.includes(input.intent.insight.value))
    .filter((reply) => reply.needs.every((need) => hasFact(facts, need)))
    // What needs most facts says most.
    .toSorted((a, b) => b.needs.length - a.needs.length);
  if (forbidden === undefined) return fitting;
  const onRule = fitting.filter(
    (reply) => reply.article !== undefined && reply.article === forbidden.article,
  );
  const why = refusal(input, forbidden);
  // A reply that knows the order would promise what policy has just refused.
  return [...onRule, ...(why === undefined ? [] : [why])];
}

/**
 * The reply of the pack that fits the intent and what is known: the one that needs most, because
 * it says most. When policy forbids the best action, a reply on that rule's article, or the rule's
 * own reason; never one that goes on as if it were permitted.
 */
export function replyCandidate(input: ReplyInput): {
  readonly candidate?: Candidate;
  readonly considered: readonly Considered[];
} {
  const { intent, facts } = input;
  const considered: Considered[] = [];
  for (const reply of fittingReplies(input)) {
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
        title: intent.insight.title,
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
