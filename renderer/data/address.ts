/** @file What the window keeps between reloads: its token, its conversation, its habits. */

const tokenKey = 'earshot.token';
const currentKey = 'earshot.conversation';

/** Reads `key=value&…` of a URL fragment. */
export const fragment = (hash: string): URLSearchParams =>
  new URLSearchParams(hash.replace(/^#/, ''));

/** The fragment with one value changed or, with `undefined`, removed; empty when nothing is left. */
export function withFragment(hash: string, key: string, value: string | undefined): string {
  const values = fragment(hash);
  if (value === undefined) values.delete(key);
  else values.set(key, value);
  const text = values.toString();
  return text === '' ? '' : `#${text}`;
}

function replaceHash(hash: string): void {
  history.replaceState(null, '', `${location.pathname}${location.search}${hash}`);
}

/** Moves `#token=…` out of the address bar into this window's session, and returns it. */
export function takeToken(): string | undefined {
  const token = fragment(location.hash).get('token');
  if (token !== null) {
    sessionStorage.setItem(tokenKey, token);
    replaceHash(withFragment(location.hash, 'token', undefined));
  }
  return token ?? sessionStorage.getItem(tokenKey) ?? undefined;
}

export const socketAddress = (host: string, token: string | undefined): string =>
  `ws://${host}/rpc${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`;

/** The conversation this window shows: from its address, else from its session. */
export const rememberedConversation = (): string | undefined =>
  fragment(location.hash).get('conversation') ?? sessionStorage.getItem(currentKey) ?? undefined;

/** Remembers it for this window, and for the overlay, which follows the newest choice. */
export function rememberConversation(id: string | undefined): void {
  replaceHash(withFragment(location.hash, 'conversation', id));
  if (id === undefined) return sessionStorage.removeItem(currentKey);
  sessionStorage.setItem(currentKey, id);
  localStorage.setItem(currentKey, id);
}

/** What the overlay follows: the conversation last chosen in a console. */
export const lastChosenConversation = (): string | undefined =>
  localStorage.getItem(currentKey) ?? undefined;
