import { expect, it } from 'vitest';
import { createScriptedEngine } from '#tests/fakes/scripted-speech.ts';
import type { CallSessionState } from '../session.ts';
import { createBothRecognitions } from './both-recognitions.ts';

it('says how far the model is loaded, until it is ready', async () => {
  const loaded = Promise.withResolvers<void>();
  const states: CallSessionState['recogniser'][] = [];
  const both = createBothRecognitions({
    engine: createScriptedEngine({
      load: async (loading) => {
        loading(0.25);
        await loaded.promise;
        loading(1);
      },
    }),
    onPartial: () => undefined,
    onLine: () => undefined,
    onState: (state) => states.push(state),
    onDropped: () => undefined,
  });
  both.open('agent');
  both.open('customer');
  expect(states.at(0)).toEqual({ state: 'loading' });
  expect(states.at(-1)).toEqual({ state: 'loading', progress: 0.25 });
  loaded.resolve();
  await both.finish('agent');
  await both.finish('customer');
  expect(states).toContainEqual({ state: 'loading', progress: 1 });
  expect(states.at(-1)).toEqual({ state: 'ready' });
  both.close();
});
