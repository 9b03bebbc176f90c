import type { Failure } from '#domain/result.ts';

export type PackFailureCode = 'pack_unreadable' | 'pack_invalid';
export type PackFailure = Failure<PackFailureCode>;

/** A pack that says something wrong: `where` is a file, with line and key if known. */
export const invalid = (where: string, what: string, mend: string): PackFailure => ({
  code: 'pack_invalid',
  message: `${where}: ${what}.`,
  mend,
});

/** A pack that cannot be read at all. */
export const unreadable = (what: string, mend: string): PackFailure => ({
  code: 'pack_unreadable',
  message: `${what}.`,
  mend,
});
