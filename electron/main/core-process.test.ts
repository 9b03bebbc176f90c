import { EventEmitter } from 'node:events';
import type { UtilityProcess } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCoreProcess } from './core-process.ts';

/** A utility process as main sees it: it spawns, speaks and dies when the test says so. */
class FakeChild extends EventEmitter {
  pid: number | undefined;
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly sent: { message: { type: string } & Record<string, unknown>; ports: unknown[] }[] = [];
  readonly kill = vi.fn(() => {
    this.die(9);
    return true;
  });
  postMessage(message: { type: string }, ports: unknown[]): void {
    this.sent.push({ message, ports });
  }
  spawn(): void {
    this.pid = 1;
    this.emit('spawn');
  }
  die(code: number): void {
    this.pid = undefined;
    this.emit('exit', code);
  }
}

class FakeWindow extends EventEmitter {
  readonly posted: { channel: string; ports: unknown[] }[] = [];
  gone = false;
  isDestroyed(): boolean {
    return this.gone;
  }
  postMessage(channel: string, _message: unknown, ports: unknown[] = []): void {
    this.posted.push({ channel, ports });
  }
}

function setUp() {
  const children: FakeChild[] = [];
  const said: string[] = [];
  const restarts: string[] = [];
  const kept = new Map<string, string>();
  const core = startCoreProcess({
    fork: () => {
      const child = new FakeChild();
      children.push(child);
      return child as unknown as UtilityProcess;
    },
    createChannel: () => ({ port1: 'core end', port2: 'window end' }) as never,
    open: { version: '1', dataFolder: '/d', appFolder: '/a' },
    secrets: {
      vault: 'test',
      get: (name, proposal) => {
        if (name === 'locked') return Promise.reject(new Error('the keyring is locked'));
        if (!kept.has(name) && proposal !== undefined) kept.set(name, proposal);
        return Promise.resolve(kept.get(name));
      },
    },
    onLog: () => undefined,
    onRestart: (sentence) => restarts.push(sentence),
    onGiveUp: (sentence) => said.push(sentence),
    notify: () => undefined,
  });
  const child = (index: number): FakeChild => {
    const one = children[index];
    if (!one) throw new Error(`there is no child ${String(index)}`);
    return one;
  };
  const attach = (): FakeWindow => {
    const window = new FakeWindow();
    core.attach(window as never);
    return window;
  };
  return { core, children, child, attach, said, restarts };
}

describe('the core in a utility process', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told what to open, first', () => {
    const { child } = setUp();
    expect(child(0).sent).toEqual([]);
    child(0).spawn();
    expect(child(0).sent[0]?.message).toEqual({
      type: 'open',
      version: '1',
      dataFolder: '/d',
      appFolder: '/a',
    });
  });

  it('gets one port per window and the window the other end, whoever came first', () => {
    const { child, attach } = setUp();
    const early = attach();
    expect(early.posted).toEqual([]);
    child(0).spawn();
    const late = attach();
    expect(child(0).sent.filter(({ message }) => message.type === 'window')).toHaveLength(2);
    for (const window of [early, late])
      expect(window.posted).toEqual([{ channel: 'earshot:port', ports: ['window end'] }]);
  });

  it('comes back after it was killed, with new ports for every window that is still there', () => {
    const { child, children, attach, restarts } = setUp();
    child(0).spawn();
    child(0).emit('message', { type: 'ready', ms: 1 });
    const staying = attach();
    const closed = attach();
    closed.gone = true;
    closed.emit('destroyed');
    child(0).die(9);
    expect(restarts).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(children).toHaveLength(2);
    child(1).spawn();
    // Told that the core is gone before it gets the port to the next one.
    expect(staying.posted.map(({ channel }) => channel)).toEqual([
      'earshot:port',
      'earshot:gone',
      'earshot:port',
    ]);
    expect(closed.posted).toHaveLength(1);
  });

  it('is not started again when it says that it cannot run', () => {
    const { child, children, said } = setUp();
    child(0).spawn();
    child(0).emit('message', { type: 'failed', sentence: 'The folder is in use.' });
    child(0).die(1);
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['The folder is in use.']);
    expect(children).toHaveLength(1);
  });

  it('is given up after six quick deaths', () => {
    const { child, children, said } = setUp();
    for (let life = 0; life < 6; life += 1) {
      child(life).spawn();
      child(life).die(11);
      vi.advanceTimersByTime(10_000);
    }
    expect(children).toHaveLength(6);
    expect(said[0]).toContain('6 times in a row');
  });

  it('gets secrets from the vault, or the reason why not', async () => {
    const { child } = setUp();
    child(0).spawn();
    child(0).emit('message', { type: 'secret', id: 1, name: 'key' });
    child(0).emit('message', { type: 'secret', id: 2, name: 'key', proposal: 'made' });
    child(0).emit('message', { type: 'secret', id: 3, name: 'locked' });
    child(0).emit('message', { type: 'secret', id: 4, name: '../../etc' });
    await vi.advanceTimersByTimeAsync(1);
    expect(
      child(0)
        .sent.slice(1)
        .map(({ message }) => message),
    ).toEqual([
      { type: 'secret', id: 1 },
      { type: 'secret', id: 2, value: 'made' },
      { type: 'secret', id: 3, problem: 'the keyring is locked' },
    ]);
  });

  it('may finish before the app ends, and is killed when it does not', async () => {
    const { core, child } = setUp();
    child(0).spawn();
    const closing = core.close(1000);
    expect(child(0).sent.at(-1)?.message).toEqual({ type: 'close' });
    await vi.advanceTimersByTimeAsync(1000);
    await closing;
    expect(child(0).kill).toHaveBeenCalledOnce();
  });
});
