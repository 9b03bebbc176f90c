import { describe, expect, it } from 'vitest';
import { commandOf, type KeyPress } from './keys.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  elsewhere: false,
  onControl: false,
  inCards: false,
  singleKeys: true,
  dismissing: false,
  ...change,
});

describe('commandOf', () => {
  it.each([
    ['Enter', 'accept'],
    ['a', 'accept'],
    ['e', 'edit'],
    ['c', 'copy'],
    ['d', 'dismiss'],
    ['j', 'next'],
    ['k', 'previous'],
    ['s', 'suggest'],
    ['?', 'shortcuts'],
  ])('%s asks to %s', (key, command) => {
    expect(commandOf(press(key))).toEqual({ do: command });
  });

  it('takes a reason only while dismissing', () => {
    expect(commandOf(press('2'))).toBeUndefined();
    expect(commandOf(press('2', { dismissing: true }))).toEqual({
      do: 'dismissFor',
      reason: 'not_now',
    });
    expect(commandOf(press('6', { dismissing: true }))).toBeUndefined();
    expect(commandOf(press('Escape', { dismissing: true }))).toEqual({ do: 'cancel' });
  });

  it('leaves keys alone where letters are written and in dialogs', () => {
    for (const key of ['a', 'Enter', 's', 'd'])
      expect(commandOf(press(key, { elsewhere: true }))).toBeUndefined();
    expect(commandOf(press(' ', { ctrl: true, elsewhere: true }))).toEqual({ do: 'suggest' });
  });

  it('leaves Enter to the button that has the focus, and Ctrl+C to the clipboard', () => {
    expect(commandOf(press('Enter', { onControl: true }))).toBeUndefined();
    expect(commandOf(press('c', { ctrl: true }))).toBeUndefined();
    expect(commandOf(press('c', { meta: true }))).toBeUndefined();
  });

  it('moves by arrow only among the cards, so that the transcript still scrolls', () => {
    expect(commandOf(press('ArrowDown'))).toBeUndefined();
    expect(commandOf(press('ArrowDown', { inCards: true }))).toEqual({ do: 'next' });
    expect(commandOf(press('ArrowUp', { inCards: true }))).toEqual({ do: 'previous' });
  });

  it('keeps single letters to the cards when the agent says so', () => {
    expect(commandOf(press('a', { singleKeys: false }))).toBeUndefined();
    expect(commandOf(press('a', { singleKeys: false, inCards: true }))).toEqual({ do: 'accept' });
  });
});
