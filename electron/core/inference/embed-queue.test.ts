import { expect, test } from 'vitest';
import { EmbedQueue, type Job, type Priority, SLICE } from './embed-queue.ts';

const job = (text: string, priority: Priority = 'live', count = 1): Job => ({
  texts: Array.from({ length: count }, (_, i) => `${text} ${i}`),
  vectors: [],
  priority,
  resolve: () => undefined,
  reject: () => undefined,
  settled: false,
});

test('live work goes before background work that came first', () => {
  const queue = new EmbedQueue(10);
  queue.add(job('import', 'background'));
  queue.add(job('turn'));
  expect(queue.next()?.texts).toEqual(['turn 0']);
  expect(queue.next()?.texts).toEqual(['import 0']);
  expect(queue.next()).toBeUndefined();
});

test('an import is handed out in slices and goes on where it stopped', () => {
  const queue = new EmbedQueue(10);
  const importing = job('import', 'background', SLICE + 2);
  queue.add(importing);
  const first = queue.next();
  expect(first?.texts).toHaveLength(SLICE);
  importing.vectors.push(...Array.from({ length: SLICE }, () => new Float32Array(1)));
  queue.putBack(importing);
  expect(queue.next()?.texts).toEqual([`import ${SLICE}`, `import ${SLICE + 1}`]);
});

test('a full queue refuses, and each priority has its own room', () => {
  const queue = new EmbedQueue(1);
  expect(queue.add(job('a', 'background'))).toBe(true);
  expect(queue.add(job('b', 'background'))).toBe(false);
  expect(queue.add(job('c'))).toBe(true);
});

test('settled jobs are dropped and removed jobs make room', () => {
  const queue = new EmbedQueue(2);
  const abandoned = job('abandoned');
  abandoned.settled = true;
  queue.add(abandoned);
  const removed = job('removed');
  queue.add(removed);
  queue.remove(removed);
  expect(queue.length).toBe(1);
  expect(queue.next()).toBeUndefined();
});
