import { expect, test } from 'vitest';
import { CallQueue, type Job, MOST_UNITS, type Priority } from './call-queue.ts';

const job = (text: string, priority: Priority = 'live', count = 1, model = 'a'): Job => ({
  model,
  units: Array.from({ length: count }, (_, i) => ({ text: `${text} ${i}` })),
  outputs: [],
  priority,
  resolve: () => undefined,
  reject: () => undefined,
  settled: false,
});
const all = (): boolean => true;
const free = (): number => 0;
const textsOf = (queue: CallQueue, ready = all, cost = free): string[] | undefined =>
  queue.next(ready, cost)?.units.map(({ text }) => text);

test('live work goes before background work that came first', () => {
  const queue = new CallQueue(10);
  queue.add(job('import', 'background'));
  queue.add(job('turn'));
  expect(textsOf(queue)).toEqual(['turn 0']);
  expect(textsOf(queue)).toEqual(['import 0']);
  expect(textsOf(queue)).toBeUndefined();
});

test('an import is handed out in slices and goes on where it stopped', () => {
  const queue = new CallQueue(10);
  const importing = job('import', 'background', MOST_UNITS + 2);
  queue.add(importing);
  expect(textsOf(queue)).toHaveLength(MOST_UNITS);
  importing.outputs.push(...Array.from({ length: MOST_UNITS }, () => new Float32Array(1)));
  queue.putBack(importing);
  expect(textsOf(queue)).toEqual([`import ${MOST_UNITS}`, `import ${MOST_UNITS + 1}`]);
});

test('a slice is as short as its model is slow, and never empty', () => {
  const queue = new CallQueue(10);
  const slow = job('a text of some length', 'background', 9);
  queue.add(slow);
  expect(textsOf(queue, all, () => 0.05)).toHaveLength(2);
  queue.putBack(slow);
  expect(textsOf(queue, all, () => 100)).toHaveLength(1);
});

test('a long live call lets others in between its slices', () => {
  const queue = new CallQueue(10);
  const long = job('label', 'live', MOST_UNITS * 3);
  queue.add(long);
  queue.add(job('turn'));
  expect(textsOf(queue)).toHaveLength(MOST_UNITS);
  queue.putBack(long);
  expect(textsOf(queue)).toEqual(['turn 0']);
});

test('a model that is not ready holds nobody up', () => {
  const queue = new CallQueue(10);
  queue.add(job('waits', 'live', 1, 'loading'));
  queue.add(job('runs', 'background', 1, 'ready'));
  expect(textsOf(queue, (model?: string) => model === 'ready')).toEqual(['runs 0']);
  expect(queue.waitsFor('loading')).toBe(true);
  expect(queue.take('loading')).toHaveLength(1);
  expect(queue.lengths).toEqual({ live: 0, background: 0 });
});

test('a full queue refuses, and each priority has its own room', () => {
  const queue = new CallQueue(1);
  expect(queue.add(job('a', 'background'))).toBe(true);
  expect(queue.add(job('b', 'background'))).toBe(false);
  expect(queue.add(job('c'))).toBe(true);
});

test('settled jobs are dropped and removed jobs make room', () => {
  const queue = new CallQueue(2);
  const abandoned = job('abandoned');
  abandoned.settled = true;
  queue.add(abandoned);
  const removed = job('removed');
  queue.add(removed);
  queue.remove(removed);
  expect(queue.lengths.live).toBe(1);
  expect(textsOf(queue)).toBeUndefined();
});
