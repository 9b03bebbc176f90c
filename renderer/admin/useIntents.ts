import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '#domain/result.ts';
import type { IntentModel } from '#domain/taxonomy.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';

export interface Intents {
  /** Undefined while they are read. */
  readonly models: readonly IntentModel[] | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => void;
  readonly replace: (models: readonly IntentModel[]) => void;
}

/** The versions of a pack, read again when the core comes back. */
export function useIntents(pack: string): Intents {
  const { api, state } = useEarshot();
  const [known, setKnown] = useState<{ pack: string; models: readonly IntentModel[] }>();
  const [failure, setFailure] = useState<Failure>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (pack === '' || state !== 'connected') return;
    let current = true;
    api.intents.list({ pack }).then(
      (models) => {
        if (!current) return;
        setKnown({ pack, models });
        setFailure(undefined);
      },
      (error: unknown) => {
        if (current) setFailure(explain(error));
      },
    );
    return () => {
      current = false;
    };
  }, [api, pack, round, state]);

  return {
    models: known?.pack === pack ? known.models : undefined,
    failure,
    reload: useCallback(() => {
      setFailure(undefined);
      setRound((before) => before + 1);
    }, []),
    replace: useCallback((models) => setKnown({ pack, models }), [pack]),
  };
}

const keyOf = (pack: string): string => `earshot.intents.before.${pack}`;

/** Keeps which version was in use before, so that one press goes back to it. */
export const rememberBefore = (pack: string, model: string): void =>
  localStorage.setItem(keyOf(pack), model);

/** The version to go back to: the one in use before on this machine, else the pack's own. */
export function versionBefore(
  pack: string,
  models: readonly IntentModel[],
): IntentModel | undefined {
  const others = models.filter((model) => !model.inUse);
  const before = localStorage.getItem(keyOf(pack));
  return others.find(({ id }) => id === before) ?? others.find(({ origin }) => origin === 'pack');
}
