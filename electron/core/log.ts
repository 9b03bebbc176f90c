/** One line per event, JSON, so that a person can read it and a program can filter it. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/**
 * @param options.redact every text passes through it: a card number must not reach a log either
 * @param options.write gets one line without its line break
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly now: () => number;
  readonly redact: (text: string) => string;
  readonly write: (line: string) => void;
}): Log {
  const emit = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (rank[level] < rank[options.level]) return;
    const safe = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        typeof value === 'string' ? options.redact(value) : value,
      ]),
    );
    options.write(
      JSON.stringify({
        at: new Date(options.now()).toISOString(),
        level,
        message: options.redact(message),
        ...safe,
      }),
    );
  };
  return {
    debug: (message, fields) => emit('debug', message, fields),
    info: (message, fields) => emit('info', message, fields),
    warn: (message, fields) => emit('warn', message, fields),
    error: (message, fields) => emit('error', message, fields),
  };
}

/** The sentence of whatever was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
