import { err, type Failure, ok, type Result } from '#domain/result.ts';
import { InstallError } from './install-error.ts';
import { ModelError } from './registry.ts';

/** @file What the shelf answers when something is not to be. */

export type ModelFailure = Failure<'NOT_FOUND' | 'INVALID' | 'FORBIDDEN' | 'STALE' | 'UNAVAILABLE'>;
export type ModelAnswer<T> = Result<T, ModelFailure>;

/** Runs, and turns what a person can read into an answer; the rest is a bug and stays thrown. */
export async function answer<T>(run: () => Promise<T>): Promise<ModelAnswer<T>> {
  try {
    return ok(await run());
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown;
    return err(failureOf(thrown));
  }
}

/** Both sentences in one text. */
export const sentences = ({ message, mend }: ModelFailure): string =>
  mend === undefined ? message : `${message} ${mend}`;

/** The failure a person reads, with the code that the contract knows. */
export function failureOf(error: ModelError): ModelFailure {
  if (!(error instanceof InstallError)) return { code: 'UNAVAILABLE', message: error.message };
  const { message, mend, problem } = error;
  const code = ((): ModelFailure['code'] => {
    switch (problem) {
      case 'unknown':
      case 'not_installed':
        return 'NOT_FOUND';
      case 'no_source':
      case 'bad_source':
      case 'unpinned':
        return 'INVALID';
      case 'in_use':
      case 'embedded':
        return 'FORBIDDEN';
      case 'running':
      case 'cancelled':
        return 'STALE';
      default:
        return 'UNAVAILABLE';
    }
  })();
  return { code, message, mend };
}
