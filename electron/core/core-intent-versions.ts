import type { Pack } from '#domain/pack.ts';
import type { Bus } from './bus.ts';
import type { Prepared } from './core-prepared.ts';
import { createHeadCache, intentTrainer } from './core-heads.ts';
import type { Readiness } from './core-readiness.ts';
import { createIntentVersions, type IntentVersions } from './learn/index.ts';
import type { Log } from './log.ts';
import type { Clock, Ids, Store } from './ports.ts';
import { openForgetfulSession, unreadable } from './understand/index.ts';

/** An admin's own intents over the models in use; a switch reaches the packs at work. */
export function openIntents(parts: {
  readonly packs: readonly Pack[];
  readonly store: Pick<Store, 'intents'>;
  readonly dataFolder: string;
  readonly prepared?: Prepared;
  /** Asked when needed: it is made of what this gives. */
  readonly readiness: () => Pick<Readiness, 'models' | 'now' | 'get'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): IntentVersions {
  return createIntentVersions({
    ...parts,
    packs: parts.packs.map(({ manifest }) => manifest),
    repository: parts.store.intents,
    cache: createHeadCache(parts.dataFolder, parts.prepared?.headsFolder),
    encoder: async () => (await parts.readiness().models()).encoder,
    trainer: intentTrainer,
    // Learning data keeps no personal data, whoever typed it; no key could bring it back.
    redact: (text) => openForgetfulSession('examples').redact(text).text,
    readable: (text) => unreadable(text) === undefined,
    onSwitched: (pack) => {
      const ready = parts.readiness().now();
      if (ready !== undefined) ready.understanding.renew(pack);
      // Still loading: what it read of the former version is put right when it is there.
      else
        void parts
          .readiness()
          .get()
          .then(
            (late) => late.understanding.renew(pack),
            () => undefined,
          );
    },
  });
}
