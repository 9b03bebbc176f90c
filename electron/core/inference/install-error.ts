import { ModelError } from './registry.ts';

/** @file What can go wrong on the way from a mirror or a folder to an installed model. */

export type InstallProblem =
  | 'unknown'
  | 'running'
  | 'no_source'
  | 'bad_source'
  | 'unpinned'
  | 'no_network'
  | 'timeout'
  | 'dropped'
  | 'not_found'
  | 'refused'
  | 'wrong_content'
  | 'bad_redirect'
  | 'disk_full'
  | 'unwritable'
  | 'cancelled'
  | 'not_installed'
  | 'damaged'
  | 'in_use'
  | 'embedded';

/** `message` says what happened, `mend` what to do: one sentence each, for a person. */
export class InstallError extends ModelError {
  readonly problem: InstallProblem;
  readonly mend: string;

  constructor(problem: InstallProblem, message: string, mend: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
    this.mend = mend;
  }
}

export const codeOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;

/** A failed write as a person should read it; anything that is not the disk's doing stays as it is. */
export function asDiskError(thrown: unknown, folder: string): unknown {
  const code = codeOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new InstallError(
      'disk_full',
      `The disk that holds ${folder} is full; what was fetched was removed again.`,
      'Free some space there and install again; the model in use stays in use.',
      thrown,
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new InstallError(
      'unwritable',
      `The models folder ${folder} may not be written (${code}).`,
      'Give your user the right to write it, or choose another data folder.',
      thrown,
    );
  return thrown;
}
