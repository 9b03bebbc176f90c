import { expect, it } from 'vitest';
import { foundText } from './SearchStates.tsx';
import { searchKey } from './SearchPage.tsx';
import { answer } from '#renderer/gallery/fixtures-knowledge.ts';

const press = (key: string, held: 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | '' = '') => ({
  key,
  ctrlKey: held === 'ctrlKey',
  metaKey: held === 'metaKey',
  altKey: held === 'altKey',
  shiftKey: held === 'shiftKey',
});

it('walks, opens and copies from the search box', () => {
  expect(searchKey(press('ArrowDown'), false)).toBe('next');
  expect(searchKey(press('ArrowUp'), false)).toBe('previous');
  expect(searchKey(press('Enter'), false)).toBe('open');
  expect(searchKey(press('c', 'ctrlKey'), false)).toBe('copy');
  expect(searchKey(press('C', 'metaKey'), false)).toBe('copy');
});

it('leaves to the box what belongs to it', () => {
  expect(searchKey(press('c', 'ctrlKey'), true)).toBeUndefined();
  expect(searchKey(press('c'), false)).toBeUndefined();
  expect(searchKey(press('ArrowDown', 'shiftKey'), false)).toBeUndefined();
  expect(searchKey(press('Enter', 'altKey'), false)).toBeUndefined();
});

it('says in words how much was found', () => {
  expect(foundText(answer)).toBe('4 passages and 2 records in 3.2 ms');
  expect(foundText({ ...answer, hits: [], records: answer.records.slice(0, 1) })).toBe(
    '1 record in 3.2 ms',
  );
  expect(foundText({ ...answer, hits: [], records: [] })).toBe('0 passages in 3.2 ms');
});
