import { expect, it } from 'vitest';
import { daysOf } from './KeepAudio.tsx';

it.each([
  ['30', 30],
  ['1', 1],
  ['3650', 3_650],
  ['0', undefined],
  ['3651', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['soon', undefined],
])('%j is %j days', (text, days) => {
  expect(daysOf(text)).toBe(days);
});
