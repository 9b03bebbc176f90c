import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import {
  buildFacts,
  concernsSubscription,
  entitiesOf,
  type Facts,
  intentInForce,
  mannerOf,
} from './suggest/index.ts';

/** UTC day of an instant, `YYYY-MM-DD`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What is known at this point of the talk, for templates, rules and policies. */
export function factsOf(
  view: ConversationView,
  pack: Pack,
  settings: Settings,
  now: number,
): Facts {
  const intent = intentInForce(view, pack);
  return buildFacts({
    record: view.record,
    entities: entitiesOf(view),
    today: dayOf(now),
    intent:
      intent === undefined
        ? null
        : { name: intent.insight.value, confidence: intent.insight.confidence },
    agent: settings.agent,
    company: pack.manifest.company,
    manner: mannerOf(pack),
    aboutSubscription: concernsSubscription(pack, intent?.insight.value ?? null),
  });
}
