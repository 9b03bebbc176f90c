import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * @file Who may talk to the loopback server. A page from elsewhere that resolves its own name to
 * 127.0.0.1 (DNS rebinding) still sends its own name as Host and Origin, so both must be ours; a
 * program on this machine without the token gets no further than the static page.
 */

export type Refusal =
  | { readonly status: 421; readonly reason: 'The Host header is not this server.' }
  | { readonly status: 403; readonly reason: 'The Origin header is not this server.' }
  | { readonly status: 401; readonly reason: 'The token is missing or wrong.' };

const names = ['127.0.0.1', 'localhost'] as const;

/** True for `127.0.0.1:PORT` and `localhost:PORT`. */
export const isOwnHost = (host: string | undefined, port: number): boolean =>
  names.some((name) => host === `${name}:${port}`);

const isOwnOrigin = (origin: string | undefined, port: number): boolean =>
  names.some((name) => origin === `http://${name}:${port}`);

/** Compares in constant time; hashing first makes the lengths equal. */
export function sameToken(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}

/**
 * Decides whether a WebSocket may be opened.
 * @returns undefined when it may
 */
export function refuseUpgrade(request: {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly token: string | null;
  readonly port: number;
  readonly expectedToken: string;
}): Refusal | undefined {
  if (!isOwnHost(request.host, request.port))
    return { status: 421, reason: 'The Host header is not this server.' };
  // A browser always sends Origin with a WebSocket; only a program can leave it out, and the
  // window is the only client.
  if (!isOwnOrigin(request.origin, request.port))
    return { status: 403, reason: 'The Origin header is not this server.' };
  if (!sameToken(request.token ?? '', request.expectedToken))
    return { status: 401, reason: 'The token is missing or wrong.' };
  return undefined;
}
