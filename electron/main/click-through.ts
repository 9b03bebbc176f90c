import type { BrowserWindow } from 'electron';

/**
 * @file While Alt is held, clicks go through the overlay to the program below. Letting go brings
 * the overlay back; where the system does not report the mouse meanwhile (Linux), a timer does.
 */

export const holdKey = 'alt';
const backAfterMs = 1500;

/** What to do for one mouse event; `undefined` is nothing. */
export function clickThrough(
  passing: boolean,
  modifiers: readonly string[] | undefined,
): 'pass' | 'catch' | undefined {
  const held = modifiers?.includes(holdKey) ?? false;
  if (held === passing) return undefined;
  return held ? 'pass' : 'catch';
}

export function installClickThrough(overlay: BrowserWindow, platform: string): void {
  let passing = false;
  const move = (next: boolean): void => {
    passing = next;
    if (!overlay.isDestroyed()) overlay.setIgnoreMouseEvents(next, { forward: true });
  };
  overlay.webContents.on('before-mouse-event', (_event, mouse) => {
    const decision = clickThrough(passing, mouse.modifiers);
    if (decision === undefined) return;
    move(decision === 'pass');
    if (platform === 'linux' && decision === 'pass') setTimeout(() => move(false), backAfterMs);
  });
}
