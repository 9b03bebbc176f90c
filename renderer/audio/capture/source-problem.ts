import type { Problem } from '../session.ts';

/** @file Why a source could not be opened or has gone, each in one sentence and what to do. */

export type Wanted = 'microphone' | 'device' | 'system';

const nameOf: Readonly<Record<Wanted, string>> = {
  microphone: 'microphone',
  device: "device for the customer's sound",
  system: "customer's sound",
};

/** What a rejected `getUserMedia` or `getDisplayMedia` means; names as in Media Capture 10.6. */
export function openingProblem(wanted: Wanted, error: unknown): Problem {
  const name = error instanceof Error ? error.name : '';
  const what = nameOf[wanted];
  if (wanted === 'system' && (name === 'NotAllowedError' || name === 'AbortError'))
    return {
      message: "The customer's sound was not shared.",
      mend: 'Choose the tab, window or screen with the call again and switch "share audio" on.',
    };
  if (wanted === 'system' && (name === 'NotSupportedError' || name === 'NotReadableError'))
    return {
      message: 'This system does not hand over what it plays.',
      mend: 'Choose another device for the customer: on Linux the "Monitor of" the headphones, else a virtual cable or a telephone adapter.',
    };
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return {
      message: `Earshot may not use the ${what}.`,
      mend: "Allow the microphone for Earshot (in the browser at the left of the address, else in the system's privacy settings), then choose it again.",
    };
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return {
      message: `There is no ${what}.`,
      mend:
        wanted === 'microphone'
          ? 'Plug in a headset or microphone: it is taken as soon as the system knows it.'
          : 'Plug it in or choose another one: it is taken as soon as the system knows it.',
    };
  if (name === 'NotReadableError' || name === 'AbortError')
    return {
      message: `The ${what} cannot be opened: another program holds it, or its driver failed.`,
      mend: 'Close the other program, or unplug the device and plug it in again, or choose another one.',
    };
  if (name === 'InvalidStateError')
    return {
      message: `The ${what} needs a click to be opened.`,
      mend: 'Choose it again with the mouse or the keyboard.',
    };
  return {
    message: `The ${what} could not be opened: ${error instanceof Error ? error.message : String(error)}.`,
    mend: 'Choose it again, or choose another one.',
  };
}

/** A share without sound: its box was not ticked, or this system cannot share sound. */
export const noSharedSound: Problem = {
  message: 'What was shared has no sound.',
  mend: 'Share again and switch "share audio" on; on Linux and older macOS share the tab with the call, or choose a monitor device.',
};

export const shareEnded: Problem = {
  message: "Sharing the customer's sound has ended.",
  mend: "Share it again; the agent's side goes on meanwhile.",
};

export const deviceGone = (label: string): Problem => ({
  message: `"${label}" is no longer there.`,
  mend: 'Plug it in again: it is taken up by itself. Or choose another device.',
});

export const fellBack = (label: string, wanted: string | undefined): Problem => ({
  message: wanted
    ? `"${wanted}" is not there, so "${label}" is used.`
    : `The chosen microphone is not there, so "${label}" is used.`,
  mend: 'Plug the chosen one in: it is taken up by itself. Or choose another device.',
});

export const mutedBySystem = (label: string): Problem => ({
  message: `"${label}" is muted by the system or by its own switch.`,
  mend: 'Switch it on at the device or in the sound settings.',
});

export const onlyMono = (label: string): Problem => ({
  message: `"${label}" has one side only, so agent and customer cannot be told apart on it.`,
  mend: 'Choose another device, or another source for the customer.',
});

/** No context, no worklet: nothing at all can be captured. */
export const graphProblem = (error: unknown): Problem => ({
  message: `The browser could not start sound processing: ${error instanceof Error ? error.message : String(error)}.`,
  mend: 'Reload the window; if it happens again, restart Earshot.',
});

export const waitsForClick: Problem = {
  message: 'The browser has not let sound processing start yet.',
  mend: 'Click anywhere in the window.',
};

/** WebAssembly is switched off, or the file is missing. */
export const plainDetector = (reason: string): Problem => ({
  message: `Voice is told from noise by its loudness only: the voice detector is not there (${reason}).`,
  mend: 'Words are heard all the same, with more work in a noisy place. Reinstall Earshot to mend it.',
});
