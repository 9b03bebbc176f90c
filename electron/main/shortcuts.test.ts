import { describe, expect, it } from 'vitest';
import {
  clashes,
  normalise,
  registerShortcuts,
  shortcutNames,
  type ShortcutRegistry,
  usualShortcuts,
} from './shortcuts.ts';
import { trayMenu } from './tray.ts';

const run = { toggleConsole: () => undefined, toggleOverlay: () => undefined };

function registry(taken: readonly string[] = []) {
  const registered = new Map<string, () => void>();
  const fake: ShortcutRegistry = {
    register: (accelerator, callback) => {
      if (taken.includes(accelerator)) return false;
      registered.set(accelerator, callback);
      return true;
    },
    unregisterAll: () => registered.clear(),
  };
  return { fake, registered };
}

describe('global shortcuts', () => {
  it('only show and hide: none approves, sends or accepts', () => {
    expect(shortcutNames).toEqual(['toggleConsole', 'toggleOverlay']);
  });

  it('are fine as they come', () => {
    expect(clashes(usualShortcuts)).toEqual([]);
  });

  it('have one spelling', () => {
    expect(normalise('Ctrl+Alt+E')).toBe(normalise('alt+control+e'));
    expect(normalise('F9')).toBe('f9');
  });

  it.each(['E', 'Shift+E', 'Ctrl+', 'Ctrl+Alt', 'Hyper+E', 'Ctrl+Enter+E', '', 'Ctrl+Enter'])(
    'cannot be %j',
    (accelerator) => {
      expect(normalise(accelerator)).toBeUndefined();
    },
  );

  it('say which of them are the same, however they are spelt', () => {
    const [problem, ...more] = clashes({
      toggleConsole: 'Ctrl+Alt+E',
      toggleOverlay: 'Alt+Control+e',
    });
    expect(more).toEqual([]);
    expect(problem?.name).toBe('toggleOverlay');
    expect(problem?.sentence).toContain('Show or hide Earshot');
  });

  it('can be bound anew and switched off', () => {
    const { fake, registered } = registry();
    registerShortcuts(fake, usualShortcuts, run);
    expect([...registered.keys()]).toEqual(Object.values(usualShortcuts));
    registerShortcuts(fake, { toggleConsole: 'Ctrl+Alt+9', toggleOverlay: '' }, run);
    expect([...registered.keys()]).toEqual(['Ctrl+Alt+9']);
  });

  it('that another program holds are said and the others work', () => {
    const { fake, registered } = registry([usualShortcuts.toggleConsole]);
    const problems = registerShortcuts(fake, usualShortcuts, run);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.sentence).toContain('taken by another program');
    expect([...registered.keys()]).toEqual([usualShortcuts.toggleOverlay]);
  });
});

describe('the tray', () => {
  const menu = trayMenu({
    shortcuts: usualShortcuts,
    problems: [{ name: 'toggleOverlay', sentence: 'Those keys are taken.' }],
    run,
    editShortcuts: () => undefined,
    quit: () => undefined,
  });

  it('shows the windows, the working keys, what is wrong, and quit', () => {
    expect(menu.map((item) => item.label ?? item.type)).toEqual([
      'Show or hide Earshot',
      'Show or hide the cards over other windows',
      'Those keys are taken.',
      'Change the shortcuts…',
      'separator',
      'Quit Earshot',
    ]);
    expect(menu[0]?.accelerator).toBe(usualShortcuts.toggleConsole);
    expect(menu[1]?.accelerator).toBeUndefined();
  });

  it('approves nothing', () => {
    expect(JSON.stringify(menu)).not.toMatch(/approve|accept|send/i);
  });
});
