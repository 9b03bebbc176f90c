import type { App, Session, WebContents } from 'electron';

/**
 * @file What no page may do, whatever it says: leave, open a window, embed one, reach the network
 * or the machine. The decisions are pure and tested as data; `installGuards` hangs them in.
 */

/** True for the app's own pages only. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === 'earshot:' && url.host === 'app';
  } catch {
    return false;
  }
}

/** What the page may ask for; everything else is no. */
const allowed: ReadonlySet<string> = new Set([
  'media',
  'display-capture',
  'clipboard-sanitized-write',
]);

/**
 * Microphone, sharing (loopback.ts says what is shared: sound, and no screen) and writing to the
 * clipboard, for the app's own pages. Never the camera.
 */
export function mayHave(request: {
  readonly permission: string;
  readonly address: string;
  readonly mediaTypes?: readonly string[] | undefined;
}): boolean {
  if (!isOwnAddress(request.address) || !allowed.has(request.permission)) return false;
  return request.permission !== 'media' || !(request.mediaTypes ?? []).includes('video');
}

/** Schemes a page may load from. `data:` and `blob:` are held by the content security policy. */
export const mayLoad = (address: string): boolean =>
  isOwnAddress(address) || /^(?:data|blob|devtools):/.test(address);

/** Reloading the app's own page is fine; going anywhere else is not. */
export const mayNavigate = (address: string): boolean => isOwnAddress(address);

/** Messages are taken from the top frame of an own page only. */
export const isOwnSender = (event: {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}): boolean =>
  event.senderFrame !== null &&
  event.senderFrame.parent === null &&
  isOwnAddress(event.senderFrame.url);

export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes : undefined;
    answer(
      mayHave({ permission, address: details.requestingUrl || contents.getURL(), mediaTypes }),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayHave({
      permission,
      address: details.requestingUrl ?? requestingOrigin,
      mediaTypes: details.mediaType === undefined ? undefined : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !mayLoad(details.url) });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Guards every page that ever comes to be, also those nobody meant to make. */
export function installGuards(app: App, session: Session): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault();
    decide(false);
  });
  guardSession(session);
}
