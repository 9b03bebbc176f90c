import type { Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { Pack } from '#domain/pack.ts';
import type { Understanding } from './core-understanding.ts';
import type { IntentsInUse } from './learn/index.ts';
import { type Log, messageOf } from './log.ts';
import type { Clock, Encoder, KnowledgeRepository } from './ports.ts';
import { createKnowledgeIndexer, type Retriever } from './retrieve/index.ts';

/** Said once before anybody listens, so that the first customer does not wait for cold code. */
const rehearsal =
  'Hello, my order from last Tuesday is broken and I would like $20.00 back please.';

async function rehearse(
  pack: Pack,
  understanding: Understanding,
  retriever: Retriever,
): Promise<void> {
  const turn: Turn = {
    id: TurnId.parse('rehearsal'),
    conversation: ConversationId.parse('rehearsal'),
    sequence: 1,
    speaker: 'customer',
    kind: 'message',
    text: rehearsal,
    at: 0,
    redactions: 0,
  };
  const { vector } = await understanding.read(turn, { turns: [turn], insights: {} }, pack);
  await retriever.search({
    pack: pack.manifest.name,
    text: rehearsal,
    turns: [],
    k: 5,
    ...(vector !== undefined && { vector }),
  });
}

/**
 * Brings packs up one after the other: articles indexed, intents trained, once rehearsed. One that
 * failed is tried again when it is asked for after a while.
 */
export function createPackPreparation(parts: {
  readonly packs: readonly Pack[];
  readonly knowledge: KnowledgeRepository;
  readonly intents: { inUse(pack: string): Promise<IntentsInUse> };
  readonly encoder: Encoder;
  readonly retriever: Retriever;
  readonly understanding: Understanding;
  readonly signal: AbortSignal;
  readonly retryAfterMs: number;
  readonly clock: Clock;
  readonly log: Log;
}): { prepared(pack: string): Promise<void> } {
  const { retriever, understanding, signal, log } = parts;
  const indexer = createKnowledgeIndexer(parts);
  const works = new Map<string, Promise<void>>();
  let tail = Promise.resolve();

  const prepare = async (pack: Pack): Promise<void> => {
    signal.throwIfAborted();
    const head = parts.intents.inUse(pack.manifest.name);
    // Where the rest ends before it is waited for, it fails with it and is nobody's bug.
    head.catch(() => undefined);
    const report = await indexer.importPack(pack, { signal });
    for (const { path, message } of report.problems)
      log.warn('An article was not imported.', { path, reason: message });
    await retriever.warm(pack.manifest.name);
    await head;
    await rehearse(pack, understanding, retriever);
  };

  return {
    prepared: (name) => {
      const known = works.get(name);
      if (known !== undefined) return known;
      const pack = parts.packs.find(({ manifest }) => manifest.name === name);
      if (pack === undefined) return Promise.resolve();
      const work = tail.then(() => prepare(pack));
      tail = work.catch((thrown: unknown) => {
        if (signal.aborted) return;
        log.error('A pack could not be prepared.', { pack: name, reason: messageOf(thrown) });
        parts.clock.after(parts.retryAfterMs, () => works.delete(name));
      });
      works.set(name, work);
      return work;
    },
  };
}
