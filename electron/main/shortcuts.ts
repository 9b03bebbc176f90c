import { z } from 'zod';

/**
 * @file Keys that work while another program has the focus. They only show and hide windows:
 * nothing that a global key can do approves, sends or changes anything.
 */

export const shortcutNames = ['toggleConsole', 'toggleOverlay'] as const;
export type ShortcutName = (typeof shortcutNames)[number];

export const shortcutTitles: Readonly<Record<ShortcutName, string>> = {
  toggleConsole: 'Show or hide Earshot',
  toggleOverlay: 'Show or hide the cards over other windows',
};

/** Electron's accelerators; an empty one switches the shortcut off. */
export const Shortcuts = z.object({
  toggleConsole: z.string().max(40),
  toggleOverlay: z.string().max(40),
});
export type Shortcuts = Readonly<z.infer<typeof Shortcuts>>;

export const usualShortcuts: Shortcuts = {
  toggleConsole: 'CommandOrControl+Alt+E',
  toggleOverlay: 'CommandOrControl+Alt+O',
};

const modifiers: Readonly<Record<string, string>> = {
  command: 'meta',
  cmd: 'meta',
  super: 'meta',
  meta: 'meta',
  control: 'control',
  ctrl: 'control',
  commandorcontrol: 'primary',
  cmdorctrl: 'primary',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
};
const key =
  /^(?:[a-z0-9]|f(?:[1-9]|1\d|2[0-4])|space|up|down|left|right|home|end|pageup|pagedown)$/;

/** The same keys in one spelling, or undefined when they are no usable global shortcut. */
export function normalise(accelerator: string): string | undefined {
  const parts = accelerator.split('+').map((part) => part.trim().toLowerCase());
  const last = parts.pop() ?? '';
  const held = parts.map((part) => modifiers[part]);
  if (!key.test(last) || held.some((one) => one === undefined)) return undefined;
  // A bare letter, or one with shift, would be taken from everybody's typing.
  if (!held.some((one) => one !== 'shift') && !/^f\d/.test(last)) return undefined;
  return [...new Set(held)].sort().concat(last).join('+');
}

export interface ShortcutProblem {
  readonly name: ShortcutName;
  readonly sentence: string;
}

/** What is wrong with a choice of shortcuts before anybody is asked to register them. */
export function clashes(chosen: Shortcuts): ShortcutProblem[] {
  const taken = new Map<string, ShortcutName>();
  const problems: ShortcutProblem[] = [];
  for (const name of shortcutNames) {
    const accelerator = chosen[name];
    if (accelerator === '') continue;
    const keys = normalise(accelerator);
    const other = keys === undefined ? undefined : taken.get(keys);
    if (keys === undefined)
      problems.push({
        name,
        sentence: `"${accelerator}" cannot be a shortcut. Use Ctrl, Alt or Cmd with a letter, a digit or a function key.`,
      });
    else if (other !== undefined)
      problems.push({
        name,
        sentence: `"${accelerator}" already stands for "${shortcutTitles[other]}". Choose other keys for one of them.`,
      });
    else taken.set(keys, name);
  }
  return problems;
}

/** The part of Electron's `globalShortcut` that this needs. */
export interface ShortcutRegistry {
  register(accelerator: string, run: () => void): boolean;
  unregisterAll(): void;
}

/**
 * Registers what can be had and says what cannot: a wrong or double choice, or keys that another
 * program holds. The others keep working.
 */
export function registerShortcuts(
  registry: ShortcutRegistry,
  chosen: Shortcuts,
  run: Readonly<Record<ShortcutName, () => void>>,
): ShortcutProblem[] {
  registry.unregisterAll();
  const problems = clashes(chosen);
  for (const name of shortcutNames) {
    const accelerator = chosen[name];
    if (accelerator === '' || problems.some((problem) => problem.name === name)) continue;
    if (!registry.register(accelerator, run[name]))
      problems.push({
        name,
        sentence: `"${accelerator}" is taken by another program, so "${shortcutTitles[name]}" has no shortcut. Choose other keys.`,
      });
  }
  return problems;
}
