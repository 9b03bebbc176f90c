import type { Handler } from './fixtureDesk.ts';
import * as beside from './fixtures-beside.ts';
import * as calls from './fixtures-call.ts';
import * as cards from './fixtures-cards.ts';
import * as base from './fixtures.ts';

/** @file What happened in a pretended call, and what happens when it is worked with. */

const conversation = base.conversation.id;

/** A call that was interrupted, or one whose customer said no. */
export function callStory(scene: 'call' | 'declined'): readonly unknown[] {
  const declined = scene === 'declined';
  return [
    { type: 'conversation.started', conversation: calls.call },
    {
      type: 'consent.recorded',
      conversation,
      consent: {
        mode: 'ask',
        answer: declined ? 'declined' : 'agreed',
        sentence: calls.setupOf('ask').consent.sentence,
        at: base.startedAt,
      },
    },
    ...(declined
      ? []
      : [
          ...calls.heard.flatMap((turn) => [
            { type: 'turn.added', conversation, turn },
            ...(turn.id === 'turn-2'
              ? [
                  {
                    type: 'insights.found',
                    conversation,
                    turn: turn.id,
                    insights: base.insights[turn.id],
                    ms: 4,
                  },
                ]
              : []),
          ]),
          { type: 'customer.identified', conversation, record: beside.record, evidence: [] },
          ...cards.cards
            .slice(0, 2)
            .map((suggestion) => ({ type: 'suggestion.proposed', conversation, suggestion })),
          ...Object.values(calls.ticks).map((tick) => ({
            type: 'checklist.changed',
            conversation,
            tick,
          })),
          ...calls.flags.map((flag) => ({ type: 'moment.flagged', conversation, flag })),
          {
            type: 'capture.changed',
            conversation,
            capture: { state: 'interrupted', keepsAudio: false, at: base.startedAt + 90_000 },
          },
        ]),
  ];
}

/** Commands that leave an event in the pretended call. */
export function callEventHandlers(
  publish: (event: unknown) => void,
): Readonly<Record<string, Handler>> {
  let flagged = calls.flags.length;
  return {
    'calls.consent': ({ answer }) => {
      publish({
        type: 'consent.recorded',
        conversation,
        consent: { ...calls.setupOf('announce').consent, answer, at: Date.now() },
      });
      return {};
    },
    'calls.capture': ({ state }) => {
      const capture = { state, keepsAudio: false, at: Date.now() };
      publish({ type: 'capture.changed', conversation, capture });
      return {};
    },
    'calls.tick': ({ item, ticked }) => {
      const tick = { item, ticked: Boolean(ticked), by: 'hand' };
      publish({ type: 'checklist.changed', conversation, tick });
      return {};
    },
    'calls.flag': ({ at = Date.now(), note }) => {
      flagged += 1;
      const flag = { id: `flag-${flagged}`, at, turn: calls.heard.at(-1)?.id, note };
      publish({ type: 'moment.flagged', conversation, flag });
      return flag;
    },
    'calls.correct': ({ text, turn: supersedes }) => {
      const before = calls.heard.find(({ id }) => id === supersedes);
      const turn = { ...before, id: `${supersedes ?? ''}-corrected`, text, supersedes };
      publish({ type: 'turn.added', conversation, turn });
      publish({
        type: 'vocabulary.learned',
        conversation,
        pack: 'retail',
        term: calls.learned[0],
      });
      return turn;
    },
  };
}
