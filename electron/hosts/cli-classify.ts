import { parseArgs } from 'node:util';
import { unreadable } from '#core/understand/index.ts';
import type { Insight } from '#domain/insight.ts';
import { createCliIo, type ExitCode, refuse, usage } from './cli-output.ts';
import { withReplayCore } from './cli-session.ts';

/** Why nothing is said about a text, for a person. */
const languages = {
  no_words: 'There are no words in it.',
  other_script: 'Language not supported: the models know English only.',
  other_language: 'Language not supported: the models know English only.',
} as const;

/** `earshot classify`: what Earshot understands of one sentence of a customer. */
export async function classify(args: readonly string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      text: { type: 'string' },
      pack: { type: 'string', default: 'retail' },
      'data-dir': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { text, pack } = values;
  if (text === undefined)
    throw usage('Give the words: earshot classify --text "Where is my parcel?".');
  const io = createCliIo(values.json);
  const dataFolder = values['data-dir'];
  const insights = await withReplayCore(
    { packs: [pack], startAt: Date.now(), ...(dataFolder !== undefined && { dataFolder }) },
    async ({ core }): Promise<readonly Insight[]> => {
      if (text.trim() === '') return [];
      const started = core.start({ pack, title: 'earshot classify' });
      if (!started.ok) throw refuse(started.error);
      const conversation = started.value.id;
      const said = core.say({ conversation, speaker: 'customer', text, key: 'classify-1' });
      if (!said.ok) throw refuse(said.error);
      await core.ready();
      await core.settled(conversation);
      return core.view(conversation)?.insights[said.value.id] ?? [];
    },
  );
  const answer = answerOf(text, insights);
  io.json(answer);
  const { intent, sentiment, urgency, entities, language } = answer;
  if (!language.supported) io.line(language.reason);
  io.line(
    intent === null
      ? 'Intent: none (a fragment, or nothing to read)'
      : `Intent: ${intent.label ?? 'unknown'} (${intent.score.toFixed(2)}, threshold ${intent.threshold.toFixed(2)})`,
  );
  if (sentiment !== null) io.line(`Sentiment: ${sentiment.label} (${sentiment.score.toFixed(2)})`);
  io.line(
    `Urgency: ${urgency.value.toFixed(2)}${urgency.reasons.map(({ reason, words }) => `, ${reason} "${words}"`).join('')}`,
  );
  for (const { kind, value, words } of entities) io.line(`${kind}: ${value} ("${words}")`);
  return 0;
}

function answerOf(text: string, insights: readonly Insight[]) {
  const strange = text.trim() === '' ? 'no_words' : unreadable(text);
  const intent = insights.find((one) => one.kind === 'intent');
  const sentiment = insights.find((one) => one.kind === 'sentiment');
  const urgency = insights.find((one) => one.kind === 'urgency');
  return {
    language:
      strange === undefined
        ? { supported: true as const }
        : { supported: false as const, reason: languages[strange] },
    /** Null where the words cannot carry one; `label` null is *unknown*. */
    intent:
      intent === undefined
        ? null
        : {
            label: intent.value,
            score: intent.confidence,
            threshold: intent.threshold,
            ranked: intent.ranked,
            model: intent.model,
          },
    sentiment:
      sentiment === undefined
        ? null
        : { label: sentiment.value, score: sentiment.confidence, model: sentiment.model },
    urgency: {
      value: urgency?.value ?? 0,
      reasons: (urgency?.reasons ?? []).map(({ reason, weight, span }) => ({
        reason,
        weight,
        words: text.slice(span.start, span.end),
      })),
    },
    entities: insights.flatMap((one) =>
      one.kind === 'entity'
        ? [
            {
              kind: one.entity,
              value: one.value,
              display: one.display,
              confidence: one.confidence,
              spans: one.evidence,
              words: one.evidence.map(({ start, end }) => text.slice(start, end)).join(' … '),
            },
          ]
        : [],
    ),
  };
}
