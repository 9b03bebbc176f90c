import type { Failure } from '#domain/result.ts';

export type LearnRefusalCode = 'NOT_FOUND' | 'INVALID' | 'UNAVAILABLE';

/** What cannot be done and what to do about it; a stream of progress has no other way to say so. */
export class LearnRefusal extends Error implements Failure<LearnRefusalCode> {
  override readonly name = 'LearnRefusal';
  readonly code: LearnRefusalCode;
  readonly mend: string;

  constructor(code: LearnRefusalCode, message: string, mend: string) {
    super(message);
    this.code = code;
    this.mend = mend;
  }
}
