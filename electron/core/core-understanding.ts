import type { Turn } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Models } from './core-models.ts';
import { scoreHead } from './inference/softmax-head.ts';
import type { Clock } from './ports.ts';
import { createUnderstand, type Understand, type Understood } from './understand/index.ts';

/** Understanding with the models of this installation, one reader per pack. */
export interface Understanding {
  read(
    turn: Turn,
    heard: Pick<ConversationView, 'turns' | 'insights'>,
    pack: Pack,
  ): Promise<Understood>;
}

export function createModelUnderstanding(parts: {
  readonly models: Models;
  readonly clock: Clock;
}): Understanding {
  const { models, clock } = parts;
  const readers = new Map<string, Promise<Understand>>();

  const open = async (pack: Pack): Promise<Understand> => {
    const { head, model } = await models.headOf(pack);
    return createUnderstand({
      encoder: models.encoder,
      pack: pack.manifest,
      intent: {
        classify: (vector) => scoreHead(head, vector),
        threshold: head.threshold,
        model,
      },
      sentiment: {
        model: models.sentiment.model,
        score: (vector) => {
          const [best] = models.sentiment.score(vector);
          return best === undefined
            ? undefined
            : { value: best.label, confidence: best.confidence };
        },
      },
      clock,
      ...(clock.timezone !== undefined && { timezone: clock.timezone }),
    });
  };

  const readerOf = (pack: Pack): Promise<Understand> => {
    const known = readers.get(pack.sha256);
    if (known !== undefined) return known;
    const opening = open(pack);
    readers.set(pack.sha256, opening);
    // The next turn tries again.
    opening.catch(() => readers.delete(pack.sha256));
    return opening;
  };

  return {
    read: async (turn, heard, pack) => {
      const reader = await readerOf(pack);
      return reader.read(turn, heard);
    },
  };
}
