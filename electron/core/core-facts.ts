import type { Pack } from '#domain/pack.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import { voiceFacts } from '#domain/voice.ts';
import type { Clock } from './ports.ts';
import {
  buildFacts,
  concernsSubscription,
  entitiesOf,
  type Facts,
  intentInForce,
  mannerOf,
} from './suggest/index.ts';

/** The desk's calendar day, `YYYY-MM-DD`. */
export const dayOf = ({ now, timezone = 0 }: Clock): string =>
  new Date(now() + timezone * 60_000).toISOString().slice(0, 10);

/** What is known at this point of the talk, for templates, rules and policies. */
export function factsOf(
  view: ConversationView,
  pack: Pack,
  settings: Settings,
  clock: Clock,
): Facts {
  const intent = intentInForce(view, pack);
  return buildFacts({
    record: view.record,
    entities: entitiesOf(view),
    today: dayOf(clock),
    intent:
      intent === undefined
        ? null
        : { name: intent.insight.value, confidence: intent.insight.confidence },
    agent: settings.agent,
    company: pack.manifest.company,
    manner: mannerOf(pack),
    ...voiceFacts(view.voice, view.record?.customer.id),
    aboutSubscription: concernsSubscription(pack, intent?.insight.value ?? null),
  });
}
