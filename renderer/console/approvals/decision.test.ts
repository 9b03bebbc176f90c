import { describe, expect, it } from 'vitest';
import { makeAction } from '#renderer/gallery/fixtures.ts';
import { announcedTime, confirmationPhrase, isConfirmed, whyNotYet } from './decision.ts';

const action = makeAction();
const ready = {
  action,
  looked: action.payloadHash,
  typed: '',
  now: action.draftedAt,
  offline: false,
};

describe('whyNotYet', () => {
  it('lets an unchanged, permitted request in time be approved', () => {
    expect(whyNotYet(ready)).toBeUndefined();
  });
  it('asks to look again after any change of the payload', () => {
    expect(whyNotYet({ ...ready, action: { ...action, payloadHash: 'f'.repeat(64) } })).toContain(
      'look at the new values',
    );
  });
  it('is a no from the moment of expiry', () => {
    expect(whyNotYet({ ...ready, now: action.expiresAt })).toContain('over');
    expect(whyNotYet({ ...ready, now: action.expiresAt - 1 })).toBeUndefined();
  });
  it('cannot be approved against a policy or without a connection', () => {
    const forbidden = makeAction({
      policy: { decision: 'forbid', policies: [], reason: 'No policy permits this.' },
    });
    expect(whyNotYet({ ...ready, action: forbidden, looked: forbidden.payloadHash })).toContain(
      'forbids',
    );
    expect(whyNotYet({ ...ready, offline: true })).toContain('connection');
  });
  it('wants the record typed when the risk is high', () => {
    const high = { ...ready, action: makeAction({ risk: 'high' }) };
    expect(whyNotYet(high)).toContain('Order 12345');
    expect(whyNotYet({ ...high, typed: ' order  12345 ' })).toBeUndefined();
    expect(whyNotYet({ ...high, typed: 'order 1234' })).toBeDefined();
  });
});

it('names the customer where no record is changed', () => {
  const { payload } = action;
  const created = makeAction({
    risk: 'high',
    payload: {
      ...payload,
      changes: payload.changes.map((change) => ({ ...change, operation: 'create' as const })),
    },
  });
  expect(confirmationPhrase(created, 'Maya Okafor')).toBe('Maya Okafor');
  expect(confirmationPhrase(created)).toBe(created.title);
});

it('asks for a phrase only when the risk is high', () => {
  expect(confirmationPhrase(action)).toBeUndefined();
  expect(isConfirmed(undefined, '')).toBe(true);
});

it('announces the time left at two marks and the end', () => {
  expect(announcedTime(600_000)).toBe('');
  expect(announcedTime(119_000)).toContain('2 minutes');
  expect(announcedTime(29_000)).toContain('30 seconds');
  expect(announcedTime(0)).toContain('expired');
});
