import type { DismissReason } from '#domain/feedback.ts';

export const dismissReasons: readonly { readonly value: DismissReason; readonly title: string }[] =
  [
    { value: 'wrong', title: 'Wrong' },
    { value: 'not_now', title: 'Not now' },
    { value: 'known', title: 'I know this' },
    { value: 'outdated', title: 'Outdated' },
    { value: 'other', title: 'Other reason' },
  ];

export type KeyCommand =
  | {
      readonly do:
        | 'accept'
        | 'edit'
        | 'copy'
        | 'dismiss'
        | 'next'
        | 'previous'
        | 'suggest'
        | 'shortcuts'
        | 'cancel';
    }
  | { readonly do: 'dismissFor'; readonly reason: DismissReason };

/** A key press and where it happened. */
export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  /** Focus is where letters are written, or in a dialog or menu that has its own keys. */
  readonly elsewhere: boolean;
  /** Focus is on a button, link or control that Enter belongs to. */
  readonly onControl: boolean;
  /** Focus is among the cards. */
  readonly inCards: boolean;
  /** The agent allows single-letter shortcuts everywhere (WCAG 2.1.4 asks for a way to turn them off). */
  readonly singleKeys: boolean;
  /** The reasons to dismiss are open. */
  readonly dismissing: boolean;
}

const letters: Readonly<Record<string, KeyCommand>> = {
  a: { do: 'accept' },
  e: { do: 'edit' },
  c: { do: 'copy' },
  d: { do: 'dismiss' },
  j: { do: 'next' },
  k: { do: 'previous' },
  s: { do: 'suggest' },
  '?': { do: 'shortcuts' },
};

/** What a key press asks for. Nothing here approves an action: no key ever does. */
export function commandOf(press: KeyPress): KeyCommand | undefined {
  if (press.ctrl && !press.meta && !press.alt && press.key === ' ') return { do: 'suggest' };
  if (press.ctrl || press.meta || press.alt || press.elsewhere) return undefined;
  if (!press.singleKeys && !press.inCards) return undefined;
  if (press.dismissing) {
    if (press.key === 'Escape') return { do: 'cancel' };
    const reason = dismissReasons[Number.parseInt(press.key, 10) - 1];
    if (reason !== undefined) return { do: 'dismissFor', reason: reason.value };
  }
  if (press.key === 'Enter') return press.onControl ? undefined : { do: 'accept' };
  if (press.inCards && press.key === 'ArrowDown') return { do: 'next' };
  if (press.inCards && press.key === 'ArrowUp') return { do: 'previous' };
  return letters[press.key];
}

const closest = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Reads a browser event as a key press. */
export const pressOf = (
  event: KeyboardEvent,
  state: Pick<KeyPress, 'singleKeys' | 'dismissing'>,
): KeyPress => ({
  ...state,
  key: event.key,
  ctrl: event.ctrlKey,
  meta: event.metaKey,
  alt: event.altKey,
  elsewhere: closest(
    event.target,
    'input, textarea, select, [contenteditable], [role=dialog], [role=menu]',
  ),
  onControl: closest(event.target, 'button, a[href], summary, [role=tab]'),
  inCards: closest(event.target, '[data-cards]'),
});
