import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this counts as reading the newest, in pixels. */
const nearPx = 64;

export const isNearEnd = (
  element: Pick<HTMLElement, 'scrollHeight' | 'scrollTop' | 'clientHeight'>,
): boolean => element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;

/**
 * Keeps the newest line in view unless the reader went back; then counts what they have not seen.
 * @param length how many lines there are
 * @param growing anything that changes when the last line grows: keeps its end in view as well
 */
export function useFollowEnd(
  element: RefObject<HTMLElement | null>,
  length: number,
  growing?: unknown,
): { readonly unseen: number; readonly toEnd: () => void } {
  const following = useRef(true);
  const [seen, setSeen] = useState(length);

  const toEnd = useCallback(() => {
    const box = element.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
    following.current = true;
    setSeen(length);
  }, [element, length]);

  useLayoutEffect(() => {
    if (following.current) toEnd();
  }, [toEnd]);

  useLayoutEffect(() => {
    const box = element.current;
    if (following.current && box !== null) box.scrollTop = box.scrollHeight;
  }, [element, growing]);

  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const onScroll = (): void => {
      following.current = isNearEnd(box);
      if (following.current) setSeen(length);
    };
    // A box that changes its height (another panel opened) keeps its end in view.
    const resized = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener('scroll', onScroll, { passive: true });
    resized.observe(box);
    return () => {
      box.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, [element, length]);

  return { unseen: Math.max(0, length - seen), toEnd };
}
