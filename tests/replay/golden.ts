import type { DomainEvent } from '#domain/events.ts';
import type { WrapUp } from '#domain/wrapup.ts';

/** Scores are rounded: ONNX Runtime does not promise the last bits on different processors. */
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** What a reviewer of a golden file wants to see of an event; undefined for the rest. */
export function goldenLine(event: DomainEvent): Record<string, unknown> | undefined {
  switch (event.type) {
    case 'turn.added':
      return { turn: event.turn.sequence, [event.turn.speaker]: event.turn.text };
    case 'insights.found': {
      const said: Record<string, unknown> = {};
      for (const insight of event.insights) {
        if (insight.kind === 'intent') said['intent'] = insight.value ?? 'unknown';
        if (insight.kind === 'sentiment') said['sentiment'] = insight.value;
        if (insight.kind === 'urgency' && insight.value > 0)
          said['urgency'] = insight.reasons.map(({ reason }) => reason);
        if (insight.kind === 'entity')
          said['entities'] = [
            ...((said['entities'] as string[] | undefined) ?? []),
            `${insight.entity}=${insight.value}`,
          ];
      }
      return Object.keys(said).length === 0 ? undefined : { understood: said };
    }
    case 'customer.identified':
      return { customer: event.record.customer.name };
    case 'suggestion.proposed': {
      const { title, body, citations, score } = event.suggestion;
      return {
        card: body.kind,
        title,
        score: rounded(score),
        ...(body.kind === 'action' && {
          action: body.actionKind,
          eligible: body.eligibility.decision,
          policies: body.eligibility.policies,
        }),
        ...(body.kind === 'reply' && { text: body.text }),
        cites: citations.map((citation) => `${citation.title} > ${citation.heading}`),
      };
    }
    case 'silence.kept':
      return event.silence.reason === 'agent_turn' ? undefined : { silence: event.silence.reason };
    case 'form.changed':
      return {
        form: event.form.name,
        fields: Object.fromEntries(
          event.form.fields.flatMap(({ name, value }) =>
            value === undefined ? [] : [[name, value]],
          ),
        ),
      };
    case 'action.changed':
      return {
        action: event.action.payload.kind,
        state: event.action.state,
        changes: event.action.payload.changes.map(
          ({ operation, label, fields }) =>
            `${operation} ${label}: ${fields.map(({ field, before, after }) => `${field} ${String(before)} -> ${String(after)}`).join('; ')}`,
        ),
        ...(event.action.tellCustomer !== undefined && { tellCustomer: event.action.tellCustomer }),
      };
    case 'approval.given':
      return { approval: event.approval.by, policies: event.approval.policy.policies };
    default:
      return undefined;
  }
}

export const goldenWrapUp = (wrapUp: WrapUp): Record<string, unknown> => ({
  wrapUp: {
    intent: wrapUp.intent,
    disposition: wrapUp.disposition,
    offered: wrapUp.dispositions.map(({ name }) => name),
    summary: wrapUp.summary.map(
      ({ section, text, turns }) => `${section}: ${text} [${turns.length}]`,
    ),
  },
});
