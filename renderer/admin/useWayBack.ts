import { useEffect, useRef, type RefObject } from 'react';

/** Marks what leads to the admin pages, for `useWayBack`. */
export const adminWay = { 'data-way': 'admin' } as const;

/** Leaving the admin pages puts the focus back on the way that led there. */
export function useWayBack(frame: RefObject<HTMLElement | null>, admin: boolean): void {
  const away = useRef(admin);
  useEffect(() => {
    if (!admin && away.current)
      [...(frame.current?.querySelectorAll<HTMLElement>('[data-way="admin"]') ?? [])]
        .find((button) => button.checkVisibility())
        ?.focus();
    away.current = admin;
  }, [admin, frame]);
}
