import type { Capture, Consent } from '#domain/call.ts';
import type { Evidence } from '#domain/conversation.ts';
import type { DomainEvent } from '#domain/events.ts';
import type { Insight } from '#domain/insight.ts';
import { unreachable } from '#domain/result.ts';
import type { Suggestion } from '#domain/suggestion.ts';

/** To what an event happened: `action:…` where there is something smaller than the conversation. */
export function subjectOf(event: DomainEvent): string {
  switch (event.type) {
    case 'conversation.started':
      return `conversation:${event.conversation.id}`;
    case 'conversation.moved':
    case 'conversation.titled':
    case 'form.changed':
    case 'wrapup.changed':
      return `conversation:${event.conversation}`;
    case 'consent.recorded':
    case 'capture.changed':
    case 'moment.flagged':
    case 'checklist.changed':
    case 'audio.deleted':
      return `conversation:${event.conversation}`;
    case 'voice.enrolled':
    case 'voice.compared':
    case 'voice.proved':
    case 'voice.deleted':
      return `customer:${event.customer}`;
    case 'vocabulary.learned':
      return `vocabulary:${event.pack}`;
    case 'turn.added':
      return `turn:${event.turn.id}`;
    case 'insights.found':
      return `turn:${event.turn}`;
    case 'customer.identified':
      return `customer:${event.record.customer.id}`;
    case 'suggestion.proposed':
      return `suggestion:${event.suggestion.id}`;
    case 'suggestion.moved':
      return `suggestion:${event.suggestion}`;
    case 'silence.kept':
      return `turn:${event.silence.turn}`;
    case 'action.changed':
      return `action:${event.action.id}`;
    case 'approval.given':
      return `action:${event.approval.action}`;
    case 'feedback.given':
      return `suggestion:${event.feedback.suggestion}`;
    case 'knowledge.used':
      return `passage:${event.citation.passage}`;
    case 'intents.switched':
      return `intents:${event.pack}`;
    default:
      return unreachable(event);
  }
}

const quote = (text: string): string =>
  `“${text.length > 120 ? `${text.slice(0, 119).trimEnd()}…` : text}”`;

const quotes = (evidence: readonly Evidence[]): string =>
  evidence.map(({ text }) => quote(text)).join(', ');

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

/** Why an event happened, in plain words, from what the event itself carries. */
export function reasoningOf(event: DomainEvent): string {
  switch (event.type) {
    case 'conversation.started': {
      const { agent, channel, pack } = event.conversation;
      return `${agent} began a conversation on the ${channel} channel with the ${pack} pack.`;
    }
    case 'conversation.moved':
      return `The conversation became ${event.state}.`;
    case 'conversation.titled':
      return `The conversation is listed as ${quote(event.title)}.`;
    case 'turn.added':
      return turnReasoning(event.turn);
    case 'insights.found':
      return event.insights.length === 0
        ? 'Nothing was understood with enough certainty.'
        : `Understood: ${event.insights.map(insightWords).join('; ')}.`;
    case 'customer.identified':
      return event.evidence.length === 0
        ? 'The agent chose the customer.'
        : `The customer was found by the words ${quotes(event.evidence)}.`;
    case 'suggestion.proposed':
      return suggestionReasoning(event.suggestion);
    case 'suggestion.moved':
      return event.reason === undefined
        ? `The card became ${event.state}.`
        : `The card became ${event.state}: ${event.reason.replace(/\.$/, '')}.`;
    case 'silence.kept':
      return `No card was shown: ${event.silence.text}`;
    case 'form.changed': {
      const filled = event.form.fields.filter(({ value }) => value !== undefined).length;
      return `${String(filled)} of ${String(event.form.fields.length)} fields of the form ${quote(event.form.title)} are filled.`;
    }
    case 'action.changed':
      return event.reasoning;
    case 'approval.given': {
      const { by, decidedBy, reason, policy } = event.approval;
      const who = by === 'policy' ? 'Policy approved' : `${decidedBy} approved`;
      return `${who}: ${reason} ${policyWords(policy)}`;
    }
    case 'feedback.given': {
      const { verdict, reason } = event.feedback;
      return `The agent ${verdict} the card${reason === undefined ? '' : ` (${reason.replace('_', ' ')})`}.`;
    }
    case 'wrapup.changed': {
      const { summary, disposition, saved } = event.wrapUp;
      const state = saved === undefined ? 'drafted' : 'sent to be saved';
      return `The wrap-up was ${state}: ${String(summary.length)} summary line${summary.length === 1 ? '' : 's'}, disposition ${disposition ?? 'open'}.`;
    }
    case 'knowledge.used':
      return `The agent copied from ${event.citation.title} › ${event.citation.heading}.`;
    case 'consent.recorded':
      return consentReasoning(event.consent);
    case 'capture.changed':
      return captureReasoning(event.capture);
    case 'moment.flagged':
      return 'The agent flagged this moment.';
    case 'checklist.changed': {
      const { item, ticked, by, evidence } = event.tick;
      const state = `“${item.replaceAll('_', ' ')}” of the checklist was ${ticked ? 'ticked' : 'cleared'}`;
      return by === 'hand'
        ? `${state} by hand.`
        : `${state} by the agent's words ${quotes(evidence)}.`;
    }
    case 'vocabulary.learned':
      return `The agent corrected a word; ${quote(event.term.written)} is recognised from now on.`;
    case 'voice.enrolled':
      return `The customer's voice was enrolled from ${String(Math.round(event.seconds))} s of speech, with consent.`;
    case 'voice.compared': {
      const { verdict, score, errorRates } = event.comparison;
      return `The caller's voice was compared: ${verdict} (score ${score.toFixed(2)}; measured on ${String(errorRates.n.same + errorRates.n.different)} pairs of ${errorRates.set}).`;
    }
    case 'voice.proved':
      return 'The caller gave a second proof after a voice that was different.';
    case 'voice.deleted':
      return `The enrolled voice was removed (${event.reason}).`;
    case 'audio.deleted':
      return `${String(Math.round(event.seconds))} s of kept sound were removed: ${event.reason.replace(/\.$/, '')}.`;
    case 'intents.switched': {
      const { pack, to, from } = event;
      return `The intents of ${pack} are now ${quote(to.name)} (${String(to.labels)} intents, ${percent(to.accuracy)} right in cross-validation) instead of ${quote(from.name)}.`;
    }
    default:
      return unreachable(event);
  }
}

function turnReasoning(turn: Extract<DomainEvent, { type: 'turn.added' }>['turn']): string {
  const said = turn.kind === 'message' ? 'wrote' : 'said';
  if (turn.supersedes !== undefined) return 'The agent corrected what had been written down.';
  const hidden =
    turn.redactions === 0
      ? ''
      : ` ${String(turn.redactions)} ${turn.redactions === 1 ? 'part was' : 'parts were'} hidden before storing.`;
  return `The ${turn.speaker} ${said} something.${hidden}`;
}

const consentWords: Readonly<Record<Consent['answer'], string>> = {
  announced: 'The agent told the customer that the call is written down',
  agreed: 'The customer agreed that the call is written down',
  declined: 'The customer did not agree; nothing is captured',
  not_asked: 'Nobody was asked in this call: the admin has settled consent elsewhere',
};

const consentReasoning = ({ answer, mode, sentence }: Consent): string =>
  `${consentWords[answer]} (mode ${mode}). The sentence shown was ${quote(sentence)}.`;

function captureReasoning(capture: Capture): string {
  const source = (['agent', 'customer'] as const).flatMap((channel) => {
    const from = capture[channel];
    return from === undefined ? [] : [`${channel} from ${from.kind} ${quote(from.label)}`];
  });
  const from = capture.state === 'running' && source.length > 0 ? `, ${source.join(', ')}` : '';
  const kept =
    capture.state === 'running' ? `; sound is ${capture.keepsAudio ? '' : 'not '}kept` : '';
  const why = capture.reason === undefined ? '' : `: ${capture.reason.replace(/\.$/, '')}`;
  return `Capture is ${capture.state}${from}${kept}${why}.`;
}

function insightWords(insight: Insight): string {
  switch (insight.kind) {
    case 'intent':
      return insight.value === null
        ? `intent unknown (best ${percent(insight.confidence)}, needed ${percent(insight.threshold)})`
        : `intent ${insight.value} (${percent(insight.confidence)})`;
    case 'sentiment':
      return `${insight.value} sentiment (${percent(insight.confidence)})`;
    case 'urgency':
      return `urgency ${percent(insight.value)}`;
    case 'entity':
      // Kinds, not values: a value is personal data and stands in the event.
      return insight.entity.replaceAll('_', ' ');
    default:
      return unreachable(insight);
  }
}

function suggestionReasoning(card: Suggestion): string {
  const trigger =
    card.trigger.length === 0 ? 'The agent asked.' : `Triggered by ${quotes(card.trigger)}.`;
  const sources = card.citations.map(({ title, heading }) => `${title} › ${heading}`);
  const source = sources.length === 0 ? '' : ` Source: ${sources.join('; ')}.`;
  const rule = card.body.kind === 'action' ? ` ${policyWords(card.body.eligibility)}` : '';
  return `${trigger}${source}${rule} Score ${percent(card.score)} by ${card.model.name} ${card.model.version}.`;
}

function policyWords(policy: {
  readonly decision: 'permit' | 'forbid';
  readonly policies: readonly string[];
  readonly reason: string;
}): string {
  const rules = policy.policies.length === 0 ? '' : ` (${policy.policies.join(', ')})`;
  return `Policy says ${policy.decision}${rules}: ${policy.reason}`;
}
