import { readdirSync, readFileSync } from 'node:fs';

/** @file What a process and everything below it use, from /proc (Linux). */

interface Seen {
  readonly parent: number;
  /** User and system time, clock ticks. */
  readonly ticks: number;
}

/** Of this kernel interface, whatever the kernel's own clock is (proc(5), sysconf(_SC_CLK_TCK)). */
const ticksPerSecond = 100;

/** A process may be gone between the listing and the reading; then it uses nothing. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function processes(): Map<number, Seen> {
  const seen = new Map<number, Seen>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = quietly(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
    // The name in brackets may hold anything; fields are counted from behind it.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields === undefined) continue;
    seen.set(Number(name), {
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    });
  }
  return seen;
}

/** The process and all below it. */
function tree(all: ReadonlyMap<number, Seen>, root: number): number[] {
  const inTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent) {
      if (at === root) return true;
    }
    return false;
  };
  return [...all.keys()].filter(inTree);
}

/** Proportional set size of one process, megabytes. */
export function megabytesOf(pid: number): number {
  const rollup = quietly(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  return Number(/^Pss:\s+(\d+)/m.exec(rollup ?? '')?.[1] ?? 0) / 1024;
}

/** The processes below `root` whose command line matches. */
export const findBelow = (root: number, command: RegExp): number[] =>
  tree(processes(), root).filter((pid) => {
    const line = quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
    return pid !== root && command.test(line.replaceAll('\0', ' '));
  });

/** What a process of these trees is, for a table of where the time goes. */
function roleOf(pid: number): string {
  const line = quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
  const type = /--type=([a-z-]+)/.exec(line)?.[1];
  const service = /--utility-sub-type=([a-z]+)/.exec(line)?.[1];
  if (type !== undefined) return service ?? type;
  if (/hosts\/node\.ts/.test(line)) return 'core';
  return /start\.mjs/.test(line) ? 'supervisor' : 'browser';
}

/**
 * Processor time that trees use over a while, per cent of one core, all together and by kind of
 * process. What a process that ended meanwhile used after the first look is not counted.
 */
export async function coresUsed(
  roots: readonly number[],
  seconds: number,
): Promise<{ readonly all: number; readonly by: string }> {
  const look = (): Map<number, number> => {
    const all = processes();
    return new Map(
      roots.flatMap((root) => tree(all, root)).map((pid) => [pid, all.get(pid)?.ticks ?? 0]),
    );
  };
  const before = look();
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const after = look();
  const perTick = 100 / ticksPerSecond / ((performance.now() - from) / 1000);
  const roles = new Map<string, number>();
  for (const [pid, ticks] of after) {
    const used = (ticks - (before.get(pid) ?? 0)) * perTick;
    roles.set(roleOf(pid), (roles.get(roleOf(pid)) ?? 0) + used);
  }
  const sorted = [...roles].toSorted(([, a], [, b]) => b - a).filter(([, used]) => used >= 0.1);
  return {
    all: sorted.reduce((sum, [, used]) => sum + used, 0),
    by: sorted.map(([role, used]) => `${role} ${used.toFixed(1)}`).join(', '),
  };
}
