import { expect, it } from 'vitest';
import { isNearEnd } from './useFollowEnd.ts';

it('follows the end only while the reader is near it', () => {
  expect(isNearEnd({ scrollHeight: 1000, scrollTop: 600, clientHeight: 400 })).toBe(true);
  expect(isNearEnd({ scrollHeight: 1000, scrollTop: 540, clientHeight: 400 })).toBe(true);
  expect(isNearEnd({ scrollHeight: 1000, scrollTop: 500, clientHeight: 400 })).toBe(false);
});
