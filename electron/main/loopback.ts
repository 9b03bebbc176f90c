import type { Session, Streams } from 'electron';
import { isOwnAddress, isOwnSender } from './guards.ts';

/**
 * @file The customer's sound in a call: what this computer plays ("loopback"), for the own page,
 * after a click, and no picture of any screen.
 *
 * Windows hands it over as it is. macOS does from 14.2 on, when the app's Info.plist has
 * NSAudioCaptureUsageDescription (resources/macos-info.json, for whoever packs it); it asks the
 * person once. Linux has no loopback: there the sound of an output is an input device,
 * its monitor, and the page offers it as one.
 */

const platformsWithLoopback: ReadonlySet<string> = new Set(['win32', 'darwin']);

export interface ShareRequest {
  readonly frame: { readonly url: string; readonly parent: unknown } | null;
  readonly securityOrigin: string;
  readonly audioRequested: boolean;
  readonly userGesture: boolean;
}

/** Whether a page gets what this computer plays. */
export const mayHearLoopback = (request: ShareRequest): boolean =>
  request.audioRequested &&
  request.userGesture &&
  isOwnAddress(request.securityOrigin) &&
  isOwnSender({ senderFrame: request.frame });

/** Electron reads null as a no; its types do not know that. */
const no = null as unknown as Streams;

/** Answers `getDisplayMedia` of every page. Without it (Linux) every share is refused. */
export function installLoopback(
  session: Pick<Session, 'setDisplayMediaRequestHandler'>,
  platform: string,
): void {
  if (!platformsWithLoopback.has(platform)) return;
  session.setDisplayMediaRequestHandler((request, answer) => {
    const { frame } = request;
    if (frame === null || !mayHearLoopback(request)) answer(no);
    // A picture has to come with it: the page's own, so that nothing of the screen is filmed and
    // macOS need not be asked for the screen. The page ends it at once.
    else answer({ video: frame, audio: 'loopback' });
  });
}
