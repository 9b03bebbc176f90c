import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

/** One measured line. A budget is an upper bound in the same unit. */
export interface Line {
  readonly what: string;
  readonly n: number;
  /** `x`: a ratio. */
  readonly unit: 'ms' | 's' | 'MB' | '%' | 'x';
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly value?: number;
  readonly budget: {
    readonly p50?: number;
    readonly p95?: number;
    readonly p99?: number;
    readonly value?: number;
  };
  readonly note?: string;
}

/** Nearest-rank percentile. */
export function percentileOf(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN;
}

export const machine = (): string =>
  `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}, Node ${process.versions.node}`;

export function commit(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

/** Ratios are small. */
const show = (value: number | undefined, { unit }: Line): string =>
  value === undefined ? '' : value.toFixed(unit === 'x' ? 3 : 1);
const within = (line: Line): boolean =>
  (['p50', 'p95', 'p99', 'value'] as const).every((key) => {
    const budget = line.budget[key];
    const measured = line[key];
    return budget === undefined || (measured !== undefined && measured <= budget);
  });

/** A table for people, or one JSON document. */
export function report(lines: readonly Line[], json: boolean): void {
  const about = { machine: machine(), commit: commit() };
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ ...about, lines: lines.map((line) => ({ ...line, ok: within(line) })) })}\n`,
    );
    return;
  }
  process.stdout.write(`${about.machine}; commit ${about.commit}\n\n`);
  process.stdout.write(
    '| What | n | p50 | p95 | p99 | value | budget | |\n|---|---|---|---|---|---|---|---|\n',
  );
  for (const line of lines) {
    const budget = Object.entries(line.budget)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
    process.stdout.write(
      `| ${line.what}${line.note === undefined ? '' : ` (${line.note})`} | ${line.n} | ${show(line.p50, line)} | ${show(line.p95, line)} | ${show(line.p99, line)} | ${show(line.value, line)} | ${budget} ${line.unit} | ${within(line) ? 'ok' : 'over'} |\n`,
    );
  }
}
