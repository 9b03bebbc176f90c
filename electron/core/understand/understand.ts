import type { Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { Insight, IntentInsight, ModelRef } from '#domain/insight.ts';
import type { PackManifest } from '#domain/pack.ts';
import type {
  Clock,
  Encoder,
  InferenceCall,
  TokenTag,
  TokenTagger,
  ZeroShotClassifier,
} from '#core/ports.ts';
import { lastQuestion } from './entities/dictation.ts';
import { createEntityReader, type EarlierInsights } from './entities/find-entities.ts';
import { createPackEntityFinder } from './entities/pack-entities.ts';
import { createIntentReader, isFragment, type LabelScore } from './intent.ts';
import { unreadable } from './language.ts';
import { createSentimentReader, type SentimentClassifier } from './sentiment.ts';
import { readUrgency } from './urgency.ts';

export interface UnderstandContext {
  /** Turns before this one, oldest first; later ones are ignored. */
  readonly turns: readonly Turn[];
  /** What was found in them, by turn id. */
  readonly insights: EarlierInsights;
}

export interface Understood {
  readonly insights: readonly Insight[];
  /** The customer's words as the encoder sees them; retrieval searches with the same vector. */
  readonly vector?: Float32Array;
  readonly ms: number;
}

export interface Understand {
  /** Everything found in one turn. Rejects only when the encoder does. */
  read(
    turn: Turn,
    context: UnderstandContext,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Understood>;
}

/** The built-in rules' own reference; change the version with the rules. */
export const rulesModel: ModelRef = { name: 'earshot-rules', version: '1', sha256: 'built-in' };

/**
 * What is known from one turn: intent, sentiment, urgency, entities. Of an agent's turn only
 * entities are read. In a language or script the models do not know, it abstains from all but the
 * entities that have no language.
 */
export function createUnderstand(options: {
  readonly encoder: Pick<Encoder, 'embed'>;
  readonly pack: Pick<PackManifest, 'intents' | 'entities' | 'region' | 'currency'>;
  readonly intent: {
    readonly classify: (said: {
      readonly text: string;
      readonly vector: Float32Array;
    }) => readonly LabelScore[];
    readonly threshold: number;
    readonly model: ModelRef;
  };
  /** Absent: the lexicon alone. */
  readonly sentiment?: { readonly classifier: SentimentClassifier };
  /** Asked for the pack's intents that have a description and no examples, beside the head. */
  readonly zeroShot?: ZeroShotClassifier;
  /** Absent: people, places and organisations by rules alone. */
  readonly tagger?: Pick<TokenTagger, 'tag'>;
  /** A model beside the encoder failed on a turn; the rules stand in for it. */
  readonly onProblem?: (task: string, thrown: unknown) => void;
  readonly clock: Clock;
  /** Minutes east of UTC of the desk; 0 when absent. */
  readonly timezone?: number;
  /** Of the rules: entities, urgency, lexicon. */
  readonly rules?: ModelRef;
}): Understand {
  const { pack, clock } = options;
  const rules = options.rules ?? rulesModel;
  const titles = new Map(pack.intents.map(({ name, title }) => [name, title]));
  const entities = createEntityReader({
    pack,
    packEntities: createPackEntityFinder(pack.entities),
    model: rules,
    ...(options.timezone === undefined ? {} : { timezone: options.timezone }),
  });
  const intents = createIntentReader({
    ...options.intent,
    titleOf: (label) => titles.get(label) ?? label.replaceAll('_', ' '),
  });
  // The parsers load their tables at first use; a customer's first words should not wait for it.
  entities.read(
    {
      id: TurnId.parse('warm-up'),
      conversation: ConversationId.parse('warm-up'),
      sequence: 1,
      speaker: 'customer',
      kind: 'message',
      text: 'call 415 555 0100 on monday at ten a.m. about $5, 12 main street',
      at: 0,
      redactions: 0,
    },
    [],
    {},
  );
  const lexicon = createSentimentReader({ model: rules });
  const sentiments = createSentimentReader({ model: rules, ...options.sentiment });
  /** Stale work ends the whole turn; a broken part does not. */
  const failed = (task: string, thrown: unknown, { signal }: InferenceCall): void => {
    signal?.throwIfAborted();
    options.onProblem?.(task, thrown);
  };
  const describedLabels = pack.intents.filter(({ examples }) => examples.length === 0);
  /**
   * What no example taught: the best of the described intents, where it is likelier than not and
   * likelier than what the head says, which was never told of it.
   */
  const described = async (
    text: string,
    known: IntentInsight,
    live: InferenceCall,
  ): Promise<IntentInsight> => {
    if (options.zeroShot === undefined || describedLabels.length === 0) return known;
    try {
      const answer = await options.zeroShot.classify(text, describedLabels, live);
      const [best] = answer.ranked;
      if (best === undefined || answer.unknown === true || best.confidence < leastOf(known))
        return known;
      return {
        ...known,
        value: best.label,
        title: titles.get(best.label) ?? best.label,
        confidence: Math.min(1, best.confidence),
        threshold: likelier,
        ranked: answer.ranked.slice(0, 5).map((one) => ({ ...one })),
        model: options.zeroShot.model,
      };
    } catch (thrown) {
      failed('zero-shot', thrown, live);
      return known;
    }
  };
  return {
    read: async (turn, context, call = {}) => {
      const started = clock.monotonic();
      const before = context.turns.filter(({ sequence }) => sequence < turn.sequence);
      const found: Insight[] = [];
      let vector: Float32Array | undefined;
      const strange = unreadable(turn.text);
      const live: InferenceCall = { priority: 'live', ...call };
      let tags: readonly TokenTag[] | undefined;
      let named: ReturnType<typeof entities.begin> | undefined;
      if (turn.speaker === 'customer' && strange === undefined) {
        const fragment = isFragment(turn.text, '');
        // Asked for together: they wait in the same worker, and nobody waits between them.
        const asking = Promise.all([
          // Embedded even for a fragment: "suggest now" searches with it.
          options.encoder.embed([turn.text], live),
          fragment
            ? undefined
            : sentiments.read(turn, live).catch((thrown: unknown) => {
                failed('sentiment', thrown, live);
                return lexicon.read(turn);
              }),
          options.tagger?.tag([turn.text], live).catch((thrown: unknown) => {
            failed('entities', thrown, live);
            return undefined;
          }),
        ]);
        // The rules read while the worker does.
        named = entities.begin(turn, before);
        const urgency = readUrgency(turn, rules);
        const [vectors, sentiment, tagged] = await asking;
        [vector] = vectors;
        tags = tagged?.[0];
        const asked = lastQuestion(turn, before);
        const read = vector && intents.read(turn, vector, asked);
        const intent = read && (await described(turn.text, read, live));
        if (intent !== undefined) found.push(intent);
        if (sentiment !== undefined) found.push(sentiment);
        if (urgency !== undefined) found.push(urgency);
      }
      if (strange !== 'no_words')
        found.push(
          ...(named ?? entities.begin(turn, before))(context.insights, tags).filter(
            ({ entity }) => strange === undefined || languageFree.has(entity),
          ),
        );
      return {
        insights: found,
        ms: clock.monotonic() - started,
        ...(vector === undefined ? {} : { vector }),
      };
    },
  };
}

/** An intent that nobody gave examples of must be likelier than all else together. */
const likelier = 0.5;
const leastOf = ({ value, confidence }: IntentInsight): number =>
  Math.max(likelier, value === null ? 0 : confidence);

/** Entities that mean the same in any language. */
const languageFree: ReadonlySet<string> = new Set(['email', 'iban', 'card', 'phone']);
