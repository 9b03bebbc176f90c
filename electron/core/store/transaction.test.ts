import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  action,
  approval,
  openAt,
  outboxEntry,
  started,
  temporaryFolder,
  testKey,
  turnAdded,
} from './store.fixture.ts';

const event = (id: string) => ({ at: 1, actor: 'Sam', event: started(id) });

describe('transaction', () => {
  it('keeps all of it or nothing', () => {
    const store = openAt(temporaryFolder());
    expect(() =>
      store.transaction(() => {
        store.events.append(event('c1'));
        store.actions.put(action('a1'));
        throw new Error('no');
      }, 'durable'),
    ).toThrow('no');
    expect(store.events.lastPosition()).toBe(0);
    expect(store.actions.get(action('a1').id)).toBeUndefined();
  });

  it('returns what its function returns, and numbers events without gaps after a rollback', () => {
    const store = openAt(temporaryFolder());
    expect(store.transaction(() => store.events.append(event('c1')).position, 'normal')).toBe(1);
    expect(() =>
      store.transaction(() => {
        store.events.append(event('c2'));
        throw new Error('no');
      }, 'normal'),
    ).toThrow('no');
    expect(store.events.append(event('c3')).position).toBe(2);
  });

  it('joins the outer one: an outer failure undoes the inner', () => {
    const store = openAt(temporaryFolder());
    expect(() =>
      store.transaction(() => {
        store.transaction(() => store.events.append(event('c1')), 'durable');
        throw new Error('no');
      }, 'normal'),
    ).toThrow('no');
    expect(store.events.lastPosition()).toBe(0);
  });

  it('leaves nothing of an inner one that failed, when the outer goes on', () => {
    const store = openAt(temporaryFolder());
    store.transaction(() => {
      store.events.append(event('c1'));
      try {
        store.transaction(() => {
          store.events.append(event('c2'));
          store.transaction(() => store.events.append(event('c3')), 'normal');
          throw new Error('no');
        }, 'durable');
      } catch (error) {
        expect(error).toEqual(new Error('no'));
      }
      store.events.append(event('c4'));
    }, 'normal');
    expect(store.events.conversations(9).map(({ started: { event: e } }) => e)).toEqual([
      started('c4'),
      started('c1'),
    ]);
  });

  it('refuses to wait', () => {
    const store = openAt(temporaryFolder());
    expect(() =>
      store.transaction(() => {
        store.events.append(event('c1'));
        return Promise.resolve();
      }, 'normal'),
    ).toThrow('asynchronous');
    expect(store.events.lastPosition()).toBe(0);
  });

  it('refuses an outbox entry without its action and approval', () => {
    const store = openAt(temporaryFolder());
    const put = (...parts: ('action' | 'approval')[]) =>
      store.transaction(() => {
        store.outbox.put(outboxEntry('a1'));
        if (parts.includes('approval')) store.approvals.put(approval('approval-a1', 'a1'));
        if (parts.includes('action')) store.actions.put(action('a1'));
      }, 'durable');
    expect(() => put()).toThrow('FOREIGN KEY');
    expect(() => put('action')).toThrow('FOREIGN KEY');
    expect(() => put('approval')).toThrow('FOREIGN KEY');
    expect(store.outbox.waiting()).toEqual([]);
    put('action', 'approval');
    expect(store.outbox.waiting()).toEqual([outboxEntry('a1')]);
  });

  it('survives SIGKILL at any moment: what was reported durable is there, and whole', async () => {
    const folder = temporaryFolder();
    const open = new URL('./open.ts', import.meta.url).href;
    const script = `
      const { openStore } = await import(${JSON.stringify(open)});
      const { value: store } = openStore(${JSON.stringify({ folder, key: testKey })});
      const event = ${JSON.stringify(turnAdded('c1', 1, 'text'))};
      for (let n = 1; ; n += 1) {
        const durability = n % 3 === 0 ? 'normal' : 'durable';
        store.transaction(() => {
          store.events.append({ at: n, actor: 'a', event });
          store.transaction(() => store.events.append({ at: n, actor: 'b', event }), 'durable');
        }, durability);
        process.stdout.write(n + '\\n');
      }`;
    for (const wait of [1, 20, 60]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
      onTestFinished(() => {
        child.kill('SIGKILL');
      });
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await once(child, 'close');
      const last = Number(said.trimEnd().split('\n').at(-1));

      const store = openAt(folder);
      const events = store.events.raw(0, 1_000_000);
      expect(events.length % 2).toBe(0);
      expect(events.filter(({ at }) => at === last).length).toBeGreaterThanOrEqual(2);
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
      expect(store.integrity().ok).toBe(true);
      store.close();
    }
  });
});
