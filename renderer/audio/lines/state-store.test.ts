import { expect, it } from 'vitest';
import type { CallSessionState } from '../session.ts';
import { createStateStore } from './state-store.ts';

const first: CallSessionState = {
  phase: 'running',
  agent: { health: 'live', speaking: false },
  customer: { health: 'live', speaking: false },
  recogniser: { state: 'ready' },
  problems: [],
  unsent: 0,
  elapsedMs: 0,
};

function open() {
  let now = 0;
  let told = 0;
  const store = createStateStore(first, () => now);
  store.subscribe(() => (told += 1));
  return {
    store,
    told: () => told,
    pass: (ms: number) => {
      now += ms;
      store.tick();
    },
  };
}

it('tells nobody that time passes, and knows the time', () => {
  const { pass, store, told } = open();
  for (let block = 1; block <= 200; block += 1) {
    store.setClock(block * 50);
    pass(50);
  }
  expect(told()).toBe(0);
  expect(store.get().elapsedMs).toBe(10_000);
});

it('tells what changes with every block four times a second at most, and the last of it', () => {
  const { pass, store, told } = open();
  for (let block = 1; block <= 40; block += 1) {
    store.setQuietly({ customerVoiceSeconds: block });
    pass(50);
  }
  expect(told()).toBe(8);
  pass(1_000);
  expect(told()).toBe(8);
});

it('takes what it knows already for no change', () => {
  const { pass, store, told } = open();
  store.setQuietly({ customerVoiceSeconds: 3 });
  pass(250);
  expect(told()).toBe(1);
  for (let block = 0; block < 40; block += 1) {
    store.setQuietly({ customerVoiceSeconds: 3 });
    pass(50);
  }
  expect(told()).toBe(1);
});
