import type { MenuItemConstructorOptions } from 'electron';
import {
  type ShortcutName,
  type ShortcutProblem,
  shortcutNames,
  type Shortcuts,
  shortcutTitles,
} from './shortcuts.ts';

/**
 * The tray's menu as data: the windows with their keys, what is wrong with a key, quit. Nothing in
 * it approves or sends.
 */
export function trayMenu(options: {
  readonly shortcuts: Shortcuts;
  readonly problems: readonly ShortcutProblem[];
  readonly run: Readonly<Record<ShortcutName, () => void>>;
  readonly editShortcuts: () => void;
  readonly quit: () => void;
}): MenuItemConstructorOptions[] {
  const working = (name: ShortcutName): boolean =>
    options.shortcuts[name] !== '' && !options.problems.some((problem) => problem.name === name);
  return [
    ...shortcutNames.map((name) => ({
      label: shortcutTitles[name],
      click: options.run[name],
      // Shown only: the key is registered elsewhere.
      registerAccelerator: false,
      ...(working(name) && { accelerator: options.shortcuts[name] }),
    })),
    ...options.problems.map((problem) => ({ label: problem.sentence, enabled: false })),
    { label: 'Change the shortcuts…', click: options.editShortcuts },
    { type: 'separator' },
    { label: 'Quit Earshot', click: options.quit },
  ];
}
