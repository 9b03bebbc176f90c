import { useEffect, useState } from 'react';
import type { Settings } from '#domain/settings.ts';

/** @file What a window keeps for itself on this machine. */

const themeKey = 'earshot.theme';
const singleKeysKey = 'earshot.singleKeys';

/** Applies a theme to the page; kept, so that the next start does not flash. */
export function applyTheme(theme: Settings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(themeKey, theme);
}

/** The theme of the last time, before the core has answered. */
export function applyLastTheme(): void {
  const theme = localStorage.getItem(themeKey);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
}

export function useTheme(theme: Settings['theme'] | undefined): void {
  useEffect(() => {
    if (theme !== undefined) applyTheme(theme);
  }, [theme]);
}

/** Whether single letters are shortcuts everywhere (WCAG 2.1.4 wants a switch). */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(singleKeysKey) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(singleKeysKey, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}
