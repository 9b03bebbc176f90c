import { randomUUID } from 'node:crypto';
import { mapEventIterator } from '@orpc/client';
import { ORPCError } from '@orpc/server';
import { errors } from '#contract/errors.ts';
import { type Log, messageOf } from '#core/log.ts';

const isStream = (value: unknown): value is AsyncIteratorObject<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/**
 * What the store and the vault throw when the machine is to blame (a full disk, a folder that went
 * away): a sentence and what to do about it, thrown because the throw rolls the transaction back.
 */
export const isReadable = (thrown: unknown): thrown is Error & { readonly mend: string } =>
  thrown instanceof Error && 'mend' in thrown && typeof thrown.mend === 'string';

/**
 * What a window sees of a bug: a sentence with a correlation id. The log has the same id with the
 * message and the stack. An `ORPCError` is an answer, not a bug, and passes through.
 */
export function createBugReport(log: Log) {
  const report = (thrown: unknown, call: string): unknown => {
    if (thrown instanceof ORPCError) return thrown;
    if (isReadable(thrown)) {
      log.warn(thrown.message, { call });
      return new ORPCError('UNAVAILABLE', {
        defined: true,
        status: errors.UNAVAILABLE.status,
        message: thrown.message,
        data: { mend: thrown.mend },
      });
    }
    const correlation = randomUUID();
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    log.error(messageOf(thrown), { call, correlation, stack });
    return new ORPCError('INTERNAL_SERVER_ERROR', {
      message: `Something went wrong inside Earshot (${correlation}). Try again; the log has the details.`,
      data: { correlation },
    });
  };
  return {
    report,
    /** A stream fails later than the call that opened it; its failures are reported alike. */
    reportInStream: (output: unknown, call: string): unknown =>
      isStream(output)
        ? mapEventIterator(output, {
            value: (value) => Promise.resolve(value),
            error: (error) => Promise.resolve(report(error, call)),
          })
        : output,
  };
}
