import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '#domain/result.ts';
import { defaultDataFolder } from './data-folder.ts';

export interface NodeHostOptions {
  readonly port: number;
  readonly dataFolder: string;
  readonly packs: readonly string[] | undefined;
  readonly pageFolder: string | undefined;
}

/** Reads the Node host's arguments. @returns a sentence when they are wrong */
export function readNodeOptions(args: readonly string[]): Result<NodeHostOptions, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        'data-dir': { type: 'string' },
        pack: { type: 'string', multiple: true },
        page: { type: 'string' },
      },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65_535))
      return {
        ok: false,
        error: `"${values.port}" is not a port. Give a number from 1 to 65535, or 0 for any free one.`,
      };
    return {
      ok: true,
      value: {
        port,
        dataFolder: values['data-dir'] ? resolve(values['data-dir']) : defaultDataFolder(),
        packs: values.pack,
        pageFolder: values.page === undefined ? undefined : resolve(values.page),
      },
    };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The sentence for a port that cannot be had. */
export function portProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Choose another one with --port, or leave it out to take a free one.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1023 with --port.`;
  return `Port ${port} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`;
}
