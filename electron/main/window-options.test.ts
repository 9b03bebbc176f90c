import { describe, expect, it } from 'vitest';
import { consoleWindow, overlayWindow, pageAddress, showBy } from './window-options.ts';

const parts = {
  bounds: { x: 0, y: 0, width: 400, height: 800 },
  preload: '/app/preload.cjs',
  version: '1.2.3',
};

describe.each([
  ['console', consoleWindow(parts)],
  ['overlay', overlayWindow(parts)],
])('the %s window', (_name, options) => {
  it('gives its page no power', () => {
    expect(options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      preload: '/app/preload.cjs',
    });
    expect(options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(options.webPreferences).not.toHaveProperty('devTools', true);
  });

  it('appears only once it has something to show', () => {
    expect(options.show).toBe(false);
  });

  it('knows the version', () => {
    expect(options.webPreferences?.additionalArguments).toEqual(['--earshot-version=1.2.3']);
  });
});

describe('the console', () => {
  it('can be 360 wide, as agents dock it', () => {
    expect(consoleWindow(parts).minWidth).toBe(360);
  });
});

describe('the overlay', () => {
  it('lies over other programs and never takes the focus', () => {
    expect(overlayWindow(parts)).toMatchObject({
      alwaysOnTop: true,
      focusable: false,
      skipTaskbar: true,
      frame: false,
    });
    expect(showBy.overlay).toBe('showInactive');
  });
});

it('pages come from the app, not from a file or the network', () => {
  for (const address of Object.values(pageAddress)) expect(address).toMatch(/^earshot:\/\/app\//);
});
