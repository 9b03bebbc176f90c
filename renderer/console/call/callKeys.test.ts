import { describe, expect, it } from 'vitest';
import { callCommandOf, type CallPress } from './callKeys.ts';
import { commandOf } from '../cards/keys.ts';

const press = (change: Partial<CallPress>): CallPress => ({
  key: 'p',
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  elsewhere: false,
  singleKeys: true,
  ...change,
});

describe('callCommandOf', () => {
  it('pauses with Ctrl+Shift+P wherever the focus is, letters switched off or not', () => {
    for (const elsewhere of [true, false])
      for (const singleKeys of [true, false])
        for (const held of [{ ctrl: true }, { meta: true }])
          expect(
            callCommandOf(press({ key: 'P', shift: true, elsewhere, singleKeys, ...held })),
          ).toBe('pause');
  });

  it('takes the letter alone only where letters are shortcuts', () => {
    expect(callCommandOf(press({}))).toBe('pause');
    expect(callCommandOf(press({ key: 'f' }))).toBe('flag');
    expect(callCommandOf(press({ elsewhere: true }))).toBeUndefined();
    expect(callCommandOf(press({ singleKeys: false }))).toBeUndefined();
  });

  it('leaves printing, capitals and the keys of others alone', () => {
    expect(callCommandOf(press({ ctrl: true }))).toBeUndefined();
    expect(callCommandOf(press({ key: 'P', shift: true }))).toBeUndefined();
    expect(callCommandOf(press({ alt: true }))).toBeUndefined();
    expect(callCommandOf(press({ ctrl: true, meta: true, shift: true }))).toBeUndefined();
    expect(callCommandOf(press({ key: 'a' }))).toBeUndefined();
  });

  it('clashes with no key of the cards', () => {
    const card = { onControl: false, inCards: true, dismissing: true };
    for (const key of ['p', 'f']) expect(commandOf({ ...press({ key }), ...card })).toBeUndefined();
  });
});
