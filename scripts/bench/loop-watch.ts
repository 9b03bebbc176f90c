import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

/**
 * @file The longest wait of this thread's event loop, beside that of a thread which does nothing: on
 * a machine that others use as well, both wait for a processor. So there is also the most processor
 * time that this thread used between two looks: what it would have blocked on a machine of its own.
 */

const resolution = 5;

const idleThread = `
  const { monitorEventLoopDelay } = require('node:perf_hooks');
  const { parentPort } = require('node:worker_threads');
  const loop = monitorEventLoopDelay({ resolution: ${resolution} });
  loop.enable();
  parentPort.on('message', () => parentPort.postMessage(loop.max / 1e6));`;

export interface LoopWaits {
  /** In ms, all of them. */
  readonly longest: number;
  readonly idle: number;
  readonly ownWork: number;
}

/** @returns ends the watch */
export async function watchLoop(): Promise<() => Promise<LoopWaits>> {
  const idle = new Worker(idleThread, { eval: true });
  await once(idle, 'online');
  const loop = monitorEventLoopDelay({ resolution });
  loop.enable();
  let used = cpuMs();
  let ownWork = 0;
  const look = (): void => {
    const now = cpuMs();
    ownWork = Math.max(ownWork, now - used);
    used = now;
  };
  const looks = setInterval(look, resolution);
  return async () => {
    loop.disable();
    look();
    clearInterval(looks);
    idle.postMessage('how long');
    const [waited] = (await once(idle, 'message')) as [number];
    await idle.terminate();
    return {
      longest: Math.max(0, loop.max / 1e6 - resolution),
      idle: Math.max(0, waited - resolution),
      ownWork,
    };
  };
}

/** Processor time that this thread has used. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
