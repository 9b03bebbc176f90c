import { useEffect, useRef, type RefObject } from 'react';

/**
 * When the thing that had the focus goes away (a card was dismissed, a request decided), the focus
 * stays in its neighbourhood instead of falling to the top of the page. Never takes a focus that is
 * somewhere else.
 * @param change anything that is another value after such a change
 */
export function useKeepFocus(box: RefObject<HTMLElement | null>, change: unknown): void {
  const inside = useRef(false);
  useEffect(() => {
    const onFocusIn = (event: FocusEvent): void => {
      inside.current =
        event.target instanceof Node && (box.current?.contains(event.target) ?? false);
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, [box]);
  useEffect(() => {
    if (inside.current && document.activeElement === document.body)
      box.current?.focus({ preventScroll: true });
  }, [box, change]);
}
