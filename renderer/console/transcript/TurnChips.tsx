import type { ReactNode } from 'react';
import type { Insight, IntentInsight, SentimentLabel, UrgencyInsight } from '#domain/insight.ts';
import { Chip, type Tone } from '#renderer/ui/Chip.tsx';
import { capital, percent, plain } from '#renderer/ui/format.ts';
import { leastUrgency } from '../urgency.ts';

const sentimentTones: Readonly<Record<SentimentLabel, Tone>> = {
  negative: 'bad',
  neutral: 'neutral',
  positive: 'good',
};

function IntentChip(props: { insight: IntentInsight }): ReactNode {
  const { insight } = props;
  const ranked = insight.ranked
    .slice(0, 3)
    .map(({ label, confidence }) => `${plain(label)} ${percent(confidence)}`)
    .join(', ');
  return (
    <Chip
      label="Intent"
      tone={insight.value === null ? 'neutral' : 'accent'}
      title={`Needs ${percent(insight.threshold)}: ${ranked}`}
    >
      {insight.value === null
        ? 'Unknown intent'
        : `${insight.title} ${percent(insight.confidence)}`}
    </Chip>
  );
}

function UrgencyChip(props: { insight: UrgencyInsight }): ReactNode {
  const { value, reasons } = props.insight;
  if (value < leastUrgency) return null;
  const why = reasons.map(({ reason }) => plain(reason)).join(', ');
  return (
    <Chip
      label="Urgency"
      tone={value >= 0.6 ? 'bad' : 'warn'}
      title={`Urgency ${percent(value)}: ${why}`}
    >
      {value >= 0.6 ? 'Urgent' : 'Raised'}
      {why === '' ? '' : `: ${why}`}
    </Chip>
  );
}

/** Intent, sentiment and urgency of a customer's turn. Never asked for an agent's. */
export function InsightChips(props: { insights: readonly Insight[] }): ReactNode {
  return props.insights.map((insight) => {
    switch (insight.kind) {
      case 'intent':
        return <IntentChip key="intent" insight={insight} />;
      case 'sentiment':
        return (
          <Chip
            key="sentiment"
            label="Sentiment"
            tone={sentimentTones[insight.value]}
            title={`${percent(insight.confidence)} sure`}
          >
            {capital(insight.value)}
          </Chip>
        );
      case 'urgency':
        return <UrgencyChip key="urgency" insight={insight} />;
      case 'entity':
        return null;
    }
  });
}
