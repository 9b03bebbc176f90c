import { describe, expect, it } from 'vitest';
import { runningState } from '#renderer/gallery/fixtures-call.ts';
import { callTime, notesOf } from './callText.ts';

const calm = { holding: false, offline: false };
const keys = (...input: Parameters<typeof notesOf>): readonly string[] =>
  notesOf(...input).map(({ key }) => key);

describe('callTime', () => {
  it.each([
    [0, '0:00'],
    [61_900, '1:01'],
    [3_599_000, '59:59'],
    [7_323_000, '2:02:03'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, text) => {
    expect(callTime(ms)).toBe(text);
  });
});

describe('notesOf', () => {
  it('is silent while everything works', () => {
    expect(notesOf(runningState(), calm)).toEqual([]);
  });

  it('names what to do where the customer’s sound comes from', () => {
    const shared = notesOf(runningState({ caller: { health: 'silent' } }), calm)[0];
    expect(shared).toMatchObject({
      message: 'No sound from the customer for 10 s.',
      remedy: 'share',
    });
    const device = notesOf(
      runningState({
        caller: { health: 'silent', source: { kind: 'device', label: 'Monitor' } },
      }),
      calm,
    )[0];
    expect(device).toMatchObject({ remedy: 'sound' });
    expect(device?.mend).not.toContain('tab');
  });

  it('prefers the words of who found the problem', () => {
    const problem = { message: '“Headset” has gone.', mend: 'Plug it in.' };
    expect(notesOf(runningState({ you: { health: 'lost', problem } }), calm)[0]).toMatchObject({
      ...problem,
      tone: 'bad',
      remedy: 'sound',
    });
  });

  it('says nothing of channels while it is paused: silence is what was asked for', () => {
    const silent = { phase: 'paused', caller: { health: 'silent' } } as const;
    expect(notesOf(runningState(silent), calm)).toEqual([]);
  });

  it('puts what is worst first', () => {
    const state = runningState({
      caller: { health: 'music' },
      you: { health: 'clipping' },
      recogniser: { state: 'failed' },
    });
    expect(keys(state, calm)).toEqual(['recogniser failed', 'agent clipping', 'customer music']);
  });

  it('speaks of unsent lines when they are many, or when the core is away', () => {
    expect(keys(runningState({ unsent: 2 }), calm)).toEqual([]);
    expect(keys(runningState({ unsent: 3 }), calm)).toEqual(['unsent']);
    const away = { ...calm, offline: true };
    expect(notesOf(runningState({ unsent: 1 }), away)[0]?.message).toBe(
      'One line is not stored yet.',
    );
    expect(keys(runningState(), away)).toEqual([]);
  });

  it('says that card details are not written down', () => {
    expect(keys(runningState(), { ...calm, holding: true })).toEqual(['holding']);
  });
});
