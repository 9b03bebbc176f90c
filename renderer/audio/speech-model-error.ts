/** A model that cannot be had or opened: `message` says what happened, `mend` what to do. */
export class SpeechModelError extends Error {
  override readonly name = 'SpeechModelError';
  readonly mend: string;

  constructor(message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.mend = mend;
  }
}
