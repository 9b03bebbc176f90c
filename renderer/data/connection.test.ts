import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { connect } from './connection.ts';
import { Disconnected, explain, isRefusal } from './failure.ts';
import type { Link } from './link.ts';

/** A link whose far end the test holds in its hand. */
function makeLink(call: Link['call']) {
  let end: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { link: { call, closed, close: () => end() } satisfies Link, die: () => end() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('connect', () => {
  it('tries again with growing waits until a core answers', async () => {
    const waits: number[] = [];
    let tries = 0;
    const { link } = makeLink(async () => 'yes');
    const connection = connect(
      async () => {
        tries += 1;
        if (tries < 4) throw new Error('nobody there');
        return link;
      },
      { sleep: async (ms) => void waits.push(ms), random: () => 0 },
    );
    expect(connection.state()).toBe('connecting');
    await connection.connected();
    expect(waits).toEqual([75, 150, 300]);
    expect(connection.state()).toBe('connected');
    connection.close();
  });

  it('is lost when the core dies and comes back as another generation', async () => {
    const links = [makeLink(async () => 1), makeLink(async () => 2)];
    const states: string[] = [];
    let next = 0;
    const connection = connect(
      async () => {
        const opened = links[next++];
        if (opened === undefined) throw new Error('no more');
        return opened.link;
      },
      { sleep: () => settle().then(() => undefined), random: () => 0 },
    );
    connection.subscribe(() => states.push(connection.state()));
    await connection.connected();
    links[0]?.die();
    await settle();
    await connection.connected();
    expect(states).toEqual(['connected', 'lost', 'connected']);
    expect(connection.generation()).toBe(2);
    connection.close();
  });

  it('fails a call in flight as disconnected when the link breaks under it', async () => {
    let fail: (error: Error) => void = () => undefined;
    const held = makeLink(() => new Promise((_, reject) => (fail = reject)));
    let opened = 0;
    const connection = connect(
      async () => {
        if (opened++ > 0) return new Promise<Link>(() => undefined);
        return held.link;
      },
      { sleep: async () => undefined, random: () => 0 },
    );
    await connection.connected();
    const call = connection.api.app.info();
    await settle();
    held.die();
    await settle();
    fail(new Error('[AsyncIdQueue] Queue was closed'));
    await expect(call).rejects.toBeInstanceOf(Disconnected);
    await expect(connection.api.app.info()).rejects.toBeInstanceOf(Disconnected);
    connection.close();
  });
});

it('ends a call on a link that went silent, once the link is known to be gone', async () => {
  const held = makeLink(
    (_path, _input, { signal }) =>
      new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  );
  let opened = 0;
  const connection = connect(
    async () => (opened++ > 0 ? new Promise<Link>(() => undefined) : held.link),
    { sleep: async () => undefined, random: () => 0 },
  );
  await connection.connected();
  const call = connection.api.app.health();
  await settle();
  held.die();
  await expect(call).rejects.toBeInstanceOf(Disconnected);
  connection.close();
});

describe('explain', () => {
  it('says that a lost call is safe to repeat', () => {
    expect(explain(new Disconnected())).toMatchObject({
      code: 'disconnected',
      mend: expect.stringContaining('safe to repeat'),
    });
  });
  it('keeps the core’s own sentence and its mend', () => {
    const error = new ORPCError('STALE', { message: 'It changed.', data: { mend: 'Look again.' } });
    expect(explain(error)).toEqual({ code: 'STALE', message: 'It changed.', mend: 'Look again.' });
    expect(isRefusal(error)).toBe(true);
  });
  it('names the correlation id of a bug and does not take it for a refusal', () => {
    const error = new ORPCError('INTERNAL_SERVER_ERROR', { data: { correlation: 'c-17' } });
    expect(explain(error).mend).toContain('c-17');
    expect(isRefusal(error)).toBe(false);
  });
});
