import { useCallback, useEffect, useState } from 'react';
import { fragment } from '#renderer/data/address.ts';

/** Where in the admin pages a window is; absent while it shows conversations. */
export type AdminPlace =
  | { readonly page: 'models' }
  | { readonly page: 'calls'; readonly pack?: string }
  /** Without a pack: the one that new conversations use. */
  | { readonly page: 'knowledge'; readonly pack?: string }
  | {
      readonly page: 'intents';
      /** Absent: the pack that new conversations use. */
      readonly pack?: string;
      /** The version that is looked at, or `new` for the one being made; absent: all of them. */
      readonly version?: string;
    };

/** The version part of the address of a version that is being made. */
export const newVersion = 'new';

export function placeOf(hash: string): AdminPlace | undefined {
  const values = fragment(hash);
  const page = values.get('admin');
  if (page === 'models') return { page };
  const pack = values.get('pack');
  if (page === 'knowledge' || page === 'calls') return { page, ...(pack === null ? {} : { pack }) };
  if (page !== 'intents') return undefined;
  const version = values.get('version');
  return {
    page,
    ...(pack === null ? {} : { pack }),
    ...(version === null ? {} : { version }),
  };
}

/** The fragment that leads to a place; what else stands in it (the conversation) stays. */
export function hashOf(hash: string, place: AdminPlace | undefined): string {
  const values = fragment(hash);
  for (const key of ['admin', 'pack', 'version']) values.delete(key);
  if (place !== undefined) {
    values.set('admin', place.page);
    if (place.page !== 'models' && place.pack !== undefined) values.set('pack', place.pack);
    if (place.page === 'intents' && place.version !== undefined)
      values.set('version', place.version);
  }
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

/** One step out: from a version to all of them, from a page to the conversation. */
export function above(place: AdminPlace): AdminPlace | undefined {
  if (place.page !== 'intents' || place.version === undefined) return undefined;
  return { page: 'intents', ...(place.pack === undefined ? {} : { pack: place.pack }) };
}

/** The place in the address bar: a reload stays there, the browser's Back returns. */
export function useAdminPlace(): readonly [
  AdminPlace | undefined,
  (place: AdminPlace | undefined) => void,
] {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  useEffect(() => {
    const follow = (): void => setPlace(placeOf(location.hash));
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('hashchange', follow);
    };
  }, []);
  const go = useCallback((next: AdminPlace | undefined) => {
    const hash = hashOf(location.hash, next);
    history.pushState(null, '', `${location.pathname}${location.search}${hash}`);
    setPlace(next);
  }, []);
  return [place, go];
}
