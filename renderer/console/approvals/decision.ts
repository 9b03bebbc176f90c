import type { Action } from '#domain/action.ts';

/**
 * What a high-risk action asks to be typed: the record it changes, or whom it is for when it changes
 * none, so that the hand spells out what the eye should have read. `undefined` when a press is
 * enough.
 */
export function confirmationPhrase(action: Action, customer?: string): string | undefined {
  if (action.risk !== 'high') return undefined;
  const changed = action.payload.changes.find(({ operation }) => operation === 'update');
  return changed?.label ?? customer ?? action.title;
}

const folded = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase();

/** Upper and lower case and doubled spaces do not matter. */
export const isConfirmed = (phrase: string | undefined, typed: string): boolean =>
  phrase === undefined || folded(phrase) === folded(typed);

/** Why approving is not possible yet, in one sentence; `undefined` when it is. */
export function whyNotYet(state: {
  readonly action: Action;
  /** Hash of the payload the agent looked at. */
  readonly looked: string;
  readonly typed: string;
  /** The customer's name, once they are known. */
  readonly customer?: string | undefined;
  readonly now: number;
  readonly offline: boolean;
}): string | undefined {
  const { action } = state;
  if (action.policy.decision === 'forbid') return 'A policy forbids this.';
  if (state.now >= action.expiresAt) return 'The time to decide is over.';
  if (state.offline) return 'There is no connection to Earshot.';
  if (state.looked !== action.payloadHash) return 'It changed: look at the new values first.';
  const phrase = confirmationPhrase(action, state.customer);
  if (!isConfirmed(phrase, state.typed)) return `Type “${phrase}” first.`;
  return undefined;
}

/** Time left is said aloud at these marks only, so that a screen reader is not flooded. */
export function announcedTime(leftMs: number): string {
  if (leftMs <= 0) return 'This request has expired.';
  if (leftMs <= 30_000) return 'Less than 30 seconds to decide.';
  if (leftMs <= 120_000) return 'Less than 2 minutes to decide.';
  return '';
}
