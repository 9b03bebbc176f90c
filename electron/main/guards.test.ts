import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  guardContents,
  guardSession,
  installGuards,
  isOwnAddress,
  isOwnSender,
  mayHave,
  mayLoad,
} from './guards.ts';

const page = 'earshot://app/index.html';
const strangers = [
  'https://app/index.html',
  'http://127.0.0.1:4100/',
  'file:///etc/passwd',
  'earshot://evil/index.html',
  'earshot://app.evil/index.html',
  'earshot://user@evil/',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  '',
];

describe('addresses', () => {
  it('know the own pages', () => {
    expect(isOwnAddress(page)).toBe(true);
    expect(isOwnAddress(`${page}?view=overlay#x`)).toBe(true);
  });
  it.each(strangers)('do not take %j for one', (address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
  it('load nothing from the network or the disk', () => {
    expect(mayLoad(page)).toBe(true);
    expect(mayLoad('https://example.com/x.js')).toBe(false);
    expect(mayLoad('wss://example.com/')).toBe(false);
    expect(mayLoad('file:///etc/passwd')).toBe(false);
  });
});

describe('permissions', () => {
  it('are the microphone, sharing and writing to the clipboard, for own pages', () => {
    expect(mayHave({ permission: 'media', address: page, mediaTypes: ['audio'] })).toBe(true);
    expect(mayHave({ permission: 'display-capture', address: page })).toBe(true);
    expect(mayHave({ permission: 'clipboard-sanitized-write', address: page })).toBe(true);
  });
  it.each([
    'geolocation',
    'notifications',
    'clipboard-read',
    'usb',
    'hid',
    'serial',
    'midi',
    'fullscreen',
    'openExternal',
    'unknown',
  ])('are not %s', (permission) => {
    expect(mayHave({ permission, address: page })).toBe(false);
  });
  it('are never the camera and never for strangers', () => {
    expect(mayHave({ permission: 'media', address: page, mediaTypes: ['audio', 'video'] })).toBe(
      false,
    );
    for (const address of strangers) {
      expect(mayHave({ permission: 'media', address, mediaTypes: ['audio'] })).toBe(false);
      expect(mayHave({ permission: 'display-capture', address })).toBe(false);
    }
  });
});

it('messages are taken from the top frame of an own page only', () => {
  expect(isOwnSender({ senderFrame: { url: page, parent: null } })).toBe(true);
  expect(isOwnSender({ senderFrame: { url: page, parent: {} } })).toBe(false);
  expect(isOwnSender({ senderFrame: { url: 'https://evil.example/', parent: null } })).toBe(false);
  expect(isOwnSender({ senderFrame: null })).toBe(false);
});

describe('hung into Electron', () => {
  function contents() {
    const events = new EventEmitter();
    let open: ((details: { url: string }) => { action: string }) | undefined;
    const fake = Object.assign(events, {
      setWindowOpenHandler: (handler: typeof open) => {
        open = handler;
      },
    });
    return {
      fake: fake as unknown as WebContents,
      events,
      opening: () => open?.({ url: 'https://x' }),
    };
  }
  const emit = (events: EventEmitter, name: string, url: string): boolean => {
    const event = { url, preventDefault: vi.fn() };
    events.emit(name, event);
    return event.preventDefault.mock.calls.length > 0;
  };

  it('a page cannot leave, open a window or embed one', () => {
    const { fake, events, opening } = contents();
    guardContents(fake);
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(emit(events, name, 'https://evil.example/')).toBe(true);
      expect(emit(events, name, page)).toBe(false);
    }
    expect(emit(events, 'will-attach-webview', page)).toBe(true);
    expect(opening()).toEqual({ action: 'deny' });
  });

  it('a session refuses by default', () => {
    const handlers: Record<string, (...args: never[]) => unknown> = {};
    const events = new EventEmitter();
    const keep =
      (name: string) =>
      (handler: (...args: never[]) => unknown): void => {
        handlers[name] = handler;
      };
    const session = Object.assign(events, {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('load') },
    });
    const everywhere = new EventEmitter();
    installGuards(everywhere as unknown as App, session as unknown as Session);
    const answers: boolean[] = [];
    const request = handlers['request'] as unknown as (...args: unknown[]) => void;
    const answer = (yes: boolean) => answers.push(yes);
    request({ getURL: () => page }, 'media', answer, {
      requestingUrl: page,
      mediaTypes: ['audio'],
    });
    request({ getURL: () => page }, 'geolocation', answer, { requestingUrl: page });
    request({ getURL: () => page }, 'media', answer, {
      requestingUrl: 'https://x/',
      mediaTypes: ['audio'],
    });
    expect(answers).toEqual([true, false, false]);
    const check = handlers['check'] as unknown as (...args: unknown[]) => boolean;
    expect(check(null, 'media', page, { mediaType: 'audio' })).toBe(true);
    expect(check(null, 'media', page, { mediaType: 'video' })).toBe(false);
    expect(check(null, 'hid', page, {})).toBe(false);
    expect((handlers['device'] as unknown as () => boolean)()).toBe(false);
    const loads: unknown[] = [];
    const load = handlers['load'] as unknown as (...args: unknown[]) => void;
    load({ url: 'https://example.com/' }, (decision: unknown) => loads.push(decision));
    load({ url: page }, (decision: unknown) => loads.push(decision));
    expect(loads).toEqual([{ cancel: true }, { cancel: false }]);
    expect(emit(events, 'will-download', page)).toBe(true);

    // Pages that come later are guarded as well, and a broken certificate is never waved through.
    const later = contents();
    everywhere.emit('web-contents-created', {}, later.fake);
    expect(later.opening()).toEqual({ action: 'deny' });
    const decisions: boolean[] = [];
    everywhere.emit(
      'certificate-error',
      { preventDefault: () => undefined },
      later.fake,
      'u',
      'e',
      {},
      (yes: boolean) => decisions.push(yes),
    );
    expect(decisions).toEqual([false]);
    guardSession(session as unknown as Session);
  });
});
