import { useCallback, useState, type RefCallback } from 'react';

/**
 * Whether a row is far above or below what can be read, with its height while it is, in pixels.
 * The browser says so of an element with `content-visibility: auto` (one and a half screens away,
 * and neither with the focus nor with selected words in it). One that never says so (a browser
 * before 2024) has all rows in sight.
 */
export function useOutOfSight(): {
  readonly ref: RefCallback<HTMLElement>;
  readonly height: number | undefined;
} {
  const [height, setHeight] = useState<number>();
  const ref = useCallback((element: HTMLElement) => {
    const changed = (event: Event): void => {
      if (event.target !== element) return;
      // Read once it is skipped: the browser keeps the height that it had in sight.
      const { skipped } = event as ContentVisibilityAutoStateChangeEvent;
      setHeight(skipped ? element.offsetHeight : undefined);
    };
    element.addEventListener('contentvisibilityautostatechange', changed);
    return () => element.removeEventListener('contentvisibilityautostatechange', changed);
  }, []);
  return { ref, height };
}
