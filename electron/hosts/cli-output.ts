/** @file How the command line speaks: data on stdout, words on stderr, one exit code. */

/** 0 done, 1 the answer is no, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface CliIo {
  /** Under `--json`: one JSON value on one line of stdout; nothing otherwise. */
  json(value: unknown): void;
  /** A line for a person on stdout; silent under `--json`. */
  line(text: string): void;
  /** A line on stderr. */
  complain(text: string): void;
}

/** Ends a command with wrong usage (2) or with a no (1), and the reason in one line. */
export class CommandStop extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CommandStop';
    this.exitCode = exitCode;
  }
}

export const usage = (message: string): CommandStop => new CommandStop(2, message);
export const refuse = (failure: { message: string; mend?: string | undefined }): CommandStop =>
  new CommandStop(
    1,
    failure.mend === undefined ? failure.message : `${failure.message} ${failure.mend}`,
  );

export const createCliIo = (json: boolean): CliIo => ({
  json: (value) => {
    if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
  },
  line: (text) => {
    if (!json) process.stdout.write(`${text}\n`);
  },
  complain: (text) => process.stderr.write(`${text}\n`),
});
