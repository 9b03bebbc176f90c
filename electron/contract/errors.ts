import { z } from 'zod';

/** What to do about it, in one sentence, beside the message that says what happened. */
const data = z.object({ mend: z.string().optional() });

/**
 * The closed list of expected failures. Everything else is a bug and arrives as
 * `INTERNAL_SERVER_ERROR` with a correlation id that the log has too.
 */
export const errors = {
  NOT_FOUND: { status: 404, message: 'There is no such thing.', data },
  INVALID: { status: 422, message: 'That cannot be used.', data },
  STALE: { status: 409, message: 'It changed since you looked at it.', data },
  EXPIRED: { status: 410, message: 'The time to decide is over.', data },
  FORBIDDEN: { status: 403, message: 'A policy forbids this.', data },
  NOT_AWAITING: { status: 409, message: 'This does not wait for a decision.', data },
  TOO_LARGE: { status: 413, message: 'That is too large.', data },
  UNAVAILABLE: { status: 503, message: 'The far end does not answer.', data },
} as const;

export type ErrorCode = keyof typeof errors;
