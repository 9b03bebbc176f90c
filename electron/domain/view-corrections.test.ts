import { describe, expect, it } from 'vitest';
import { RecordedEvent, type DomainEvent } from './events.ts';
import { foldEvent, type ConversationView } from './view.ts';

const conversation = {
  id: 'conversation-1',
  channel: 'call',
  pack: 'retail',
  title: 'Call',
  agent: 'Dana',
  state: 'live',
  startedAt: 0,
};
const turn = (id: string, sequence: number, supersedes?: string) => ({
  id,
  conversation: 'conversation-1',
  sequence,
  speaker: 'customer',
  kind: 'utterance',
  text: id,
  at: sequence,
  redactions: 0,
  ...(supersedes !== undefined && { supersedes }),
});

const fold = (...events: readonly object[]): ConversationView => {
  const all = [{ type: 'conversation.started', conversation }, ...events] as DomainEvent[];
  const view = all.reduce<ConversationView | undefined>(
    (before, event, index) =>
      foldEvent(
        before,
        RecordedEvent.parse({ position: index + 1, at: index, actor: 'test', event }),
      ),
    undefined,
  );
  if (view === undefined) throw new Error('no view');
  return view;
};
const added = (...given: Parameters<typeof turn>) => ({
  type: 'turn.added',
  conversation: 'conversation-1',
  turn: turn(...given),
});

describe('a corrected turn', () => {
  it('stands where the former stood, and what was understood of that is gone', () => {
    const view = fold(
      added('a', 1),
      { type: 'insights.found', conversation: 'conversation-1', turn: 'a', insights: [], ms: 1 },
      added('b', 2),
      added('a2', 3, 'a'),
      added('a3', 4, 'a2'),
    );
    expect(view.turns.map(({ id }) => id)).toEqual(['a3', 'b']);
    expect(view.superseded).toEqual({ a: 'a2', a2: 'a3' });
    expect(view.insights).toEqual({});
  });

  it('is a turn like any other when what it corrects is not there', () => {
    expect(fold(added('b', 1, 'gone')).turns.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('a call', () => {
  it('shows the newest consent and capture, every flag, and the last tick of each point', () => {
    const tick = (ticked: boolean, by: string) => ({
      type: 'checklist.changed',
      conversation: 'conversation-1',
      tick: { item: 'greet', ticked, by, evidence: [] },
    });
    const capture = (state: string) => ({
      type: 'capture.changed',
      conversation: 'conversation-1',
      capture: { state, keepsAudio: false, at: 1 },
    });
    const flag = (id: string) => ({
      type: 'moment.flagged',
      conversation: 'conversation-1',
      flag: { id, at: 1, note: '' },
    });
    const view = fold(
      capture('running'),
      flag('1'),
      capture('paused'),
      flag('2'),
      tick(true, 'words'),
      tick(false, 'hand'),
    );
    expect(view.call?.capture?.state).toBe('paused');
    expect(view.call?.flags.map(({ id }) => id)).toEqual(['1', '2']);
    expect(view.checklist?.['greet']).toMatchObject({ ticked: false, by: 'hand' });
    expect(fold(added('a', 1)).call).toBeUndefined();
  });

  it('keeps a flag on the words of its moment', () => {
    const flag = {
      type: 'moment.flagged',
      conversation: 'conversation-1',
      flag: { id: '1', at: 2, turn: 'a', note: '' },
    };
    const on = (...events: readonly object[]): unknown =>
      fold(added('a', 1), flag, ...events).call?.flags[0]?.turn;
    expect(on()).toBe('a');
    expect(on(added('b', 2))).toBe('b');
    expect(on(added('c', 3))).toBe('a');
    expect(on(added('a2', 3, 'a'))).toBe('a2');
  });
});
