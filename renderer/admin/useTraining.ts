import { useCallback, useRef, useState } from 'react';
import type { Failure } from '#domain/result.ts';
import type { IntentModel, LabelledExample, TrainingProgress } from '#domain/taxonomy.ts';
import { useEarshot } from '#renderer/data/earshot.tsx';
import { explain } from '#renderer/data/failure.ts';
import { meanings } from './intents/meaning.ts';

export interface TrainingOrder {
  readonly pack: string;
  readonly name: string;
  readonly base: IntentModel['base'];
  readonly examples: readonly LabelledExample[];
}

export interface Training {
  readonly order: TrainingOrder;
  readonly progress?: Exclude<TrainingProgress, { phase: 'done' }>;
  readonly failure?: Failure;
  readonly done?: IntentModel;
}

export interface TrainingRoom {
  readonly training: Training | undefined;
  readonly start: (order: TrainingOrder) => void;
  readonly cancel: () => void;
  /** Forgets a run that ended. */
  readonly clear: () => void;
}

/** One training at a time; it goes on while other pages of the window are looked at. */
export function useTraining(): TrainingRoom {
  const { api, notify } = useEarshot();
  const [training, setTraining] = useState<Training>();
  const running = useRef<AbortController>(undefined);

  const start = useCallback(
    (order: TrainingOrder) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setTraining({ order });
      const run = async (): Promise<void> => {
        const steps = await api.intents.train(
          { ...order, examples: [...order.examples] },
          { signal: stop.signal },
        );
        for await (const step of steps) {
          if (stop.signal.aborted) return;
          if (step.phase !== 'done') {
            setTraining({ order, progress: step });
            continue;
          }
          setTraining({ order, done: step.model });
          notify({
            tone: 'good',
            message: `“${order.name}” is trained. ${meanings(step.model.report)[0]?.means ?? ''}`,
          });
        }
      };
      run().catch((error: unknown) => {
        if (!stop.signal.aborted) setTraining({ order, failure: explain(error) });
      });
    },
    [api, notify],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setTraining(undefined);
  }, []);
  const clear = useCallback(() => setTraining(undefined), []);
  return { training, start, cancel, clear };
}
