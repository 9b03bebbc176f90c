import { resolve } from 'node:path';

export interface MainArguments {
  readonly dataFolder: string | undefined;
  readonly packs: readonly string[] | undefined;
}

/**
 * Reads `--data-dir DIR` and `--pack NAME`. Electron and Chromium put arguments of their own in
 * between, so unknown ones are left alone.
 */
export function readMainArguments(args: readonly string[]): MainArguments {
  const values = (name: string): string[] =>
    args.flatMap((arg, index) => {
      if (arg.startsWith(`${name}=`)) return [arg.slice(name.length + 1)];
      const next = args[index + 1];
      return arg === name && next !== undefined && !next.startsWith('--') ? [next] : [];
    });
  const folder = values('--data-dir')[0];
  const packs = values('--pack');
  return {
    dataFolder: folder === undefined ? undefined : resolve(folder),
    packs: packs.length === 0 ? undefined : packs,
  };
}
