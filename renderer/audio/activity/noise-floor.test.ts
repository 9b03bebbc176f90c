import { expect, it } from 'vitest';
import { createNoiseFloor } from './noise-floor.ts';

/** Feeds a level for some seconds; returns the last floor. */
const feed = (floor: ReturnType<typeof createNoiseFloor>, seconds: number, db: number): number => {
  let found = -90;
  for (let frame = 0; frame < seconds * 100; frame += 1) found = floor.update(db);
  return found;
};

it('follows noise that came to stay within five seconds', () => {
  const floor = createNoiseFloor();
  expect(feed(floor, 3, -70)).toBeCloseTo(-68.5, 0);
  expect(feed(floor, 2, -40)).toBeLessThan(-60);
  expect(feed(floor, 3, -40)).toBeCloseTo(-38.5, 0);
});

it('falls as soon as it is quieter', () => {
  const floor = createNoiseFloor();
  feed(floor, 6, -30);
  expect(feed(floor, 0.3, -70)).toBeLessThan(-60);
});

it('is not raised by talk with a breath every three seconds', () => {
  const floor = createNoiseFloor();
  let found = feed(floor, 2, -65);
  for (let sentence = 0; sentence < 5; sentence += 1) {
    feed(floor, 3, -25);
    found = feed(floor, 0.2, -65);
  }
  expect(found).toBeLessThan(-60);
});
