import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';

/** @file What a window may be, as data: a test reads it, nothing else decides it. */

export const origin = 'earshot://app';
export const pageAddress = {
  console: `${origin}/index.html`,
  overlay: `${origin}/index.html?view=overlay`,
} as const;

export type WindowName = keyof typeof pageAddress;

/** Sizes in device-independent pixels. */
export const consoleWidth = { least: 360, usual: 400 } as const;
export const overlaySize = { width: 360, height: 420 } as const;

/** The same for every window; the page is as powerless as a page can be. */
export const webPreferences = (preload: string, version: string): WebPreferences => ({
  preload,
  additionalArguments: [`--earshot-version=${version}`],
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
  safeDialogs: true,
  // A checker would fetch its dictionaries.
  spellcheck: false,
  // A call goes on while another window has the focus.
  backgroundThrottling: false,
});

interface WindowParts {
  readonly bounds: Rectangle;
  readonly preload: string;
  readonly version: string;
}

const common = ({ bounds, preload, version }: WindowParts): BrowserWindowConstructorOptions => ({
  ...bounds,
  show: false,
  title: 'Earshot',
  autoHideMenuBar: true,
  webPreferences: webPreferences(preload, version),
});

/** The panel at the right edge, the agent's main window. */
export const consoleWindow = (parts: WindowParts): BrowserWindowConstructorOptions => ({
  ...common(parts),
  minWidth: consoleWidth.least,
  minHeight: 480,
});

/** Cards over other programs: never takes the focus, is in no task bar, has no frame. */
export const overlayWindow = (parts: WindowParts): BrowserWindowConstructorOptions => ({
  ...common(parts),
  alwaysOnTop: true,
  focusable: false,
  skipTaskbar: true,
  frame: false,
  transparent: true,
  hasShadow: false,
  resizable: true,
  minimizable: false,
  maximizable: false,
  fullscreenable: false,
  acceptFirstMouse: true,
});

/** How each window comes into sight: the overlay must not take the focus from a call. */
export const showBy: Readonly<Record<WindowName, 'show' | 'showInactive'>> = {
  console: 'show',
  overlay: 'showInactive',
};
