import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { installLoopback, mayHearLoopback } from './loopback.ts';

const page = 'earshot://app/index.html';
const asked = {
  frame: { url: page, parent: null },
  securityOrigin: 'earshot://app',
  audioRequested: true,
  userGesture: true,
};

describe('the sound of this computer', () => {
  it('is for the own page, after a click', () => {
    expect(mayHearLoopback(asked)).toBe(true);
  });

  it.each([
    ['without a click', { ...asked, userGesture: false }],
    ['for the picture alone', { ...asked, audioRequested: false }],
    ['for another origin', { ...asked, securityOrigin: 'https://evil.example' }],
    ['for another page', { ...asked, frame: { url: 'https://evil.example/', parent: null } }],
    ['for a frame within a page', { ...asked, frame: { url: page, parent: {} } }],
    ['for a page that has gone', { ...asked, frame: null }],
  ])('is not given %s', (_name, request) => {
    expect(mayHearLoopback(request)).toBe(false);
  });

  type Handler = (request: typeof asked, answer: (streams: unknown) => void) => void;
  const install = (platform: string): Handler | undefined => {
    let handler: Handler | undefined;
    const session = {
      setDisplayMediaRequestHandler: (given: unknown) => {
        handler = given as Handler;
      },
    };
    installLoopback(session as unknown as Session, platform);
    return handler;
  };

  it.each(['win32', 'darwin'])('comes without a picture of the screen on %s', (platform) => {
    const answers: unknown[] = [];
    const handler = install(platform);
    handler?.(asked, (streams) => answers.push(streams));
    handler?.({ ...asked, userGesture: false }, (streams) => answers.push(streams));
    expect(answers).toEqual([{ video: asked.frame, audio: 'loopback' }, null]);
  });

  it('is not there on Linux: a monitor device is', () => {
    expect(install('linux')).toBeUndefined();
  });
});
