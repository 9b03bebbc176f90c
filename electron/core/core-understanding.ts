import type { Turn } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Models } from './core-models.ts';
import type { IntentsInUse } from './learn/index.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock } from './ports.ts';
import { createUnderstand, type Understand, type Understood } from './understand/index.ts';

/** Understanding with the models of this installation, one reader per pack. */
export interface Understanding {
  read(
    turn: Turn,
    heard: Pick<ConversationView, 'turns' | 'insights'>,
    pack: Pack,
  ): Promise<Understood>;
  /** The pack's intents are others now: its next turn is read with them. */
  renew(pack: string): void;
}

export function createModelUnderstanding(parts: {
  readonly models: Models;
  readonly intents: { inUse(pack: string): Promise<IntentsInUse> };
  readonly clock: Clock;
  readonly log: Log;
}): Understanding {
  const { models, clock } = parts;
  /** By pack name; one pack of a name is loaded at a time. */
  const readers = new Map<string, Promise<Understand>>();

  const open = async (pack: Pack): Promise<Understand> => {
    const { classifier, model } = await parts.intents.inUse(pack.manifest.name);
    return createUnderstand({
      encoder: models.encoder,
      pack: pack.manifest,
      intent: {
        classify: classifier.classify,
        threshold: classifier.threshold,
        model,
      },
      ...(models.sentiment !== undefined && { sentiment: { classifier: models.sentiment } }),
      ...(models.entities !== undefined && { tagger: models.entities }),
      zeroShot: models.zeroShot,
      onProblem: (task, thrown) => {
        parts.log.warn('A model did not answer; its rules did.', {
          task,
          reason: messageOf(thrown),
        });
      },
      clock,
      ...(clock.timezone !== undefined && { timezone: clock.timezone }),
    });
  };

  const readerOf = (pack: Pack): Promise<Understand> => {
    const { name } = pack.manifest;
    const known = readers.get(name);
    if (known !== undefined) return known;
    const opening = open(pack);
    readers.set(name, opening);
    // The next turn tries again.
    opening.catch(() => {
      if (readers.get(name) === opening) readers.delete(name);
    });
    return opening;
  };

  return {
    read: async (turn, heard, pack) => {
      const reader = await readerOf(pack);
      return reader.read(turn, heard);
    },
    renew: (pack) => {
      readers.delete(pack);
    },
  };
}
