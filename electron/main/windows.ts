import { BrowserWindow, screen } from 'electron';
import { installClickThrough } from './click-through.ts';
import type { ShellSettings } from './shell-settings.ts';
import {
  consoleWidth,
  consoleWindow,
  overlaySize,
  overlayWindow,
  pageAddress,
  showBy,
  type WindowName,
} from './window-options.ts';
import { type DisplayArea, dockedRight, lowerRight, placeWindow } from './window-place.ts';

const usual = {
  console: dockedRight(consoleWidth.usual),
  overlay: lowerRight(overlaySize),
} as const;
const optionsOf = { console: consoleWindow, overlay: overlayWindow } as const;

export interface Windows {
  open(name: WindowName): BrowserWindow;
  toggle(name: WindowName): void;
  /** Brings the console to the front; a second start of the program does this. */
  focusConsole(): void;
}

/** Makes the windows, each at most once, and remembers where they were put. */
export function createWindows(parts: {
  readonly preload: string;
  readonly version: string;
  readonly settings: () => ShellSettings;
  readonly remember: (change: Partial<ShellSettings>) => void;
  readonly onOpened: (window: BrowserWindow) => void;
}): Windows {
  const open = new Map<WindowName, BrowserWindow>();

  const displays = (): [DisplayArea, ...DisplayArea[]] => {
    const primary = screen.getPrimaryDisplay();
    return [primary, ...screen.getAllDisplays().filter((one) => one.id !== primary.id)];
  };

  const make = (name: WindowName): BrowserWindow => {
    const window = new BrowserWindow(
      optionsOf[name]({
        bounds: placeWindow(parts.settings()[name], displays(), usual[name]),
        preload: parts.preload,
        version: parts.version,
      }),
    );
    open.set(name, window);
    if (name === 'overlay') {
      window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
      installClickThrough(window, process.platform);
    }
    const remember = (): void => {
      const bounds = window.getNormalBounds();
      const { id } = screen.getDisplayMatching(bounds);
      parts.remember({ [name]: { display: id, bounds } });
    };
    window.on('moved', remember);
    window.on('resized', remember);
    window.on('close', remember);
    window.on('closed', () => open.delete(name));
    window.once('ready-to-show', () => window[showBy[name]]());
    parts.onOpened(window);
    void window.loadURL(pageAddress[name]);
    return window;
  };

  const toggle = (name: WindowName): void => {
    const window = open.get(name);
    const shown = window?.isVisible() === true && !window.isMinimized();
    if (name === 'overlay') parts.remember({ overlayShown: !shown });
    if (window === undefined) make(name);
    else if (shown) window.hide();
    else window[showBy[name]]();
  };

  return {
    open: (name) => open.get(name) ?? make(name),
    toggle,
    focusConsole: () => {
      const window = open.get('console') ?? make('console');
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}
