import { ORPCError } from '@orpc/client';
import type { Failure } from '#domain/result.ts';

/** The core went away while, or before, the call was made. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
  constructor(options?: ErrorOptions) {
    super('The connection to Earshot was lost before this was confirmed.', options);
  }
}

const mendOf = (data: unknown): string | undefined => {
  if (typeof data !== 'object' || data === null || !('mend' in data)) return undefined;
  return typeof data.mend === 'string' ? data.mend : undefined;
};

const correlationOf = (data: unknown): string | undefined => {
  if (typeof data !== 'object' || data === null || !('correlation' in data)) return undefined;
  return typeof data.correlation === 'string' ? data.correlation : undefined;
};

/** Turns whatever a call threw into what happened and what to do, for a person. */
export function explain(error: unknown): Failure {
  if (error instanceof Disconnected)
    return {
      code: 'disconnected',
      message: error.message,
      mend: 'It is safe to repeat it once the connection is back.',
    };
  if (error instanceof ORPCError) {
    const data = error.data as unknown;
    const mend = mendOf(data);
    if (error.code === 'INTERNAL_SERVER_ERROR') {
      const correlation = correlationOf(data);
      return {
        code: 'internal',
        message: 'Something went wrong inside Earshot.',
        mend: correlation
          ? `Try again; if it stays, the log has the details under ${correlation}.`
          : 'Try again; if it stays, the log has the details.',
      };
    }
    if (error.code === 'BAD_REQUEST')
      return {
        code: 'invalid',
        message: 'Earshot could not read that input.',
        mend: mend ?? 'Check it and try again.',
      };
    return {
      code: String(error.code),
      message: error.message,
      ...(mend === undefined ? {} : { mend }),
    };
  }
  return {
    code: 'unknown',
    message: error instanceof Error ? error.message : 'Something went wrong.',
    // Errors of this window's own say themselves what to do.
    mend: mendOf(error) ?? 'Try again.',
  };
}

/** A refused call cannot be mended by trying again; a lost connection can. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR';
