import type { Log } from '#core/log.ts';
import { z } from 'zod';
import { InstallError } from './install-error.ts';
import { isSafe } from './install-source.ts';

/** @file Asking a mirror for the rest of a file, and what its answer means. */

/** What the server said of the bytes in the part file; resuming compares it. */
export const PartNote = z.object({
  url: z.string(),
  validator: z.string().optional(),
  total: z.number().optional(),
});
export type PartNote = z.infer<typeof PartNote>;

const mostRedirects = 5;

/** Asks for the rest, following redirects only where that is as safe as the mirror itself. */
export async function ask(
  { url, log }: { readonly url: URL; readonly log: Log },
  have: number,
  note: PartNote | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const headers = {
    // The stored bytes are the file's own: no compression on the way.
    'accept-encoding': 'identity',
    ...(have > 0 && { range: `bytes=${have}-` }),
    ...(have > 0 && note?.validator !== undefined && { 'if-range': note.validator }),
  };
  let at = url;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const response = await fetch(at, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, at);
    const elsewhere = next.host !== at.host;
    const weaker = at.protocol === 'https:' && next.protocol !== 'https:';
    if (weaker || !isSafe(next) || (elsewhere && next.protocol !== 'https:'))
      throw new InstallError(
        'bad_redirect',
        `${at.host} sends on to ${next.protocol}//${next.host}, which is not as safe.`,
        'Ask the mirror’s admin, or use another mirror.',
      );
    if (elsewhere) log.info('A mirror sends on to another host.', { from: at.host, to: next.host });
    at = next;
  }
  throw new InstallError(
    'bad_redirect',
    `${url.host} sends on and on without an end.`,
    'Ask the mirror’s admin, or use another mirror.',
  );
}

export interface Plan {
  readonly complete: boolean;
  /** Where the answer's bytes begin. */
  readonly from: number;
  readonly note: { readonly validator?: string; readonly total?: number };
}

/** Reads the answer's head: the rest, the whole again, or nothing more. */
export function planFor(
  response: Response,
  have: number,
  note: PartNote | undefined,
  url: URL,
): Plan {
  const { status, headers } = response;
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  const whole = range?.[2] === undefined || range[2] === '*' ? undefined : Number(range[2]);
  const validator = headers.get('etag') ?? headers.get('last-modified') ?? undefined;
  // A weak tag promises the same meaning, not the same bytes.
  const strong = validator?.startsWith('W/') === true ? undefined : validator;
  const said = { ...(strong !== undefined && { validator: strong }) };
  if (status === 416 && have > 0 && whole === have) return { complete: true, from: have, note: {} };
  if (status === 206 && range?.[1] !== undefined) {
    if (Number(range[1]) === have && (note?.validator === strong || strong === undefined))
      return {
        complete: false,
        from: have,
        note: { ...said, ...(whole !== undefined && { total: whole }) },
      };
    throw new StartOver();
  }
  if (status === 416) throw new StartOver();
  if (status === 200) {
    const length = headers.get('content-length');
    if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
      throw new InstallError(
        'wrong_content',
        `${url.host} answered with a web page instead of ${url.pathname}.`,
        'Check the address and whether this network wants you to sign in first.',
      );
    return {
      complete: false,
      from: 0,
      note: { ...said, ...(length !== null && { total: Number(length) }) },
    };
  }
  throw refusal(status, url);
}

function refusal(status: number, url: URL): InstallError {
  if (status === 404 || status === 410)
    return new InstallError(
      'not_found',
      `${url.host} does not have ${url.pathname} (${status}).`,
      'Check the mirror’s address and that it carries this model in this revision.',
    );
  if (status >= 500 || status === 429)
    return new InstallError(
      'dropped',
      `${url.host} is not able to answer now (${status}).`,
      'Try again later; it goes on where it stopped.',
    );
  return new InstallError(
    'refused',
    `${url.host} refuses ${url.pathname} (${status}).`,
    'Ask the mirror’s admin for access; Earshot signs in nowhere.',
  );
}

/** The part file does not fit what the server has now. */
export class StartOver extends Error {}
