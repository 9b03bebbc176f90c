import { describe, expect, it } from 'vitest';
import type { ConversationFrame } from '#contract/shapes.ts';
import { fixtureLink } from '../gallery/fixtureLink.ts';
import { connect } from './connection.ts';
import { foldFrame, followConversation, nothingFollowed } from './conversation.ts';
import type { Link } from './link.ts';

async function framesOf(scene: 'live' | 'wrapup'): Promise<ConversationFrame[]> {
  const stop = new AbortController();
  const stream = (await fixtureLink(scene, 'system').call(
    ['conversations', 'watch'],
    { conversation: 'conversation-1', after: 0 },
    { signal: stop.signal },
  )) as AsyncIterable<ConversationFrame>;
  const frames: ConversationFrame[] = [];
  for await (const frame of stream) {
    frames.push(frame);
    if (frame.kind === 'live') break;
  }
  stop.abort();
  return frames;
}

describe('foldFrame', () => {
  it('builds the view and becomes live after the backlog', async () => {
    const followed = (await framesOf('live')).reduce(foldFrame, nothingFollowed);
    expect(followed.live).toBe(true);
    expect(followed.view?.turns).toHaveLength(5);
    expect(followed.view?.recordEvidence?.[0]?.text).toBe('#12345');
    expect(followed.view?.suggestions).toHaveLength(4);
  });

  it('folds an overlapping resume to the same view', async () => {
    const frames = await framesOf('wrapup');
    const once = frames.reduce(foldFrame, nothingFollowed);
    expect([...frames, ...frames.slice(-5)].reduce(foldFrame, nothingFollowed).view).toEqual(
      once.view,
    );
  });

  it('lets the final turn take the place of the words being said', async () => {
    const partial = foldFrame(nothingFollowed, {
      kind: 'partial',
      partial: { conversation: 'conversation-1' as never, speaker: 'customer', text: 'Hi, my or' },
    });
    expect(partial.partials.customer).toBe('Hi, my or');
    expect((await framesOf('live')).reduce(foldFrame, partial).partials.customer).toBeUndefined();
  });
});

describe('followConversation', () => {
  it('resumes after the last position when the core comes back', async () => {
    const asked: unknown[] = [];
    const dies: (() => void)[] = [];
    const connection = connect(async () => {
      const inner = fixtureLink('live', 'system');
      const closed = new Promise<void>((resolve) => dies.push(resolve));
      const broken = closed.then((): never => {
        throw new Error('gone');
      });
      broken.catch(() => undefined);
      const call: Link['call'] = async (path, input, options) => {
        if (path.join('.') !== 'conversations.watch') return inner.call(path, input, options);
        asked.push((input as { after: number }).after);
        const stream = (await inner.call(path, input, options)) as AsyncGenerator;
        return (async function* () {
          for (;;) {
            const item = await Promise.race([stream.next(), broken]);
            if (item.done) return;
            yield item.value;
          }
        })();
      };
      return { ...inner, call, closed };
    });
    const store = followConversation(connection, 'conversation-1');
    await expect.poll(() => store.get().live).toBe(true);
    const before = store.get().view;
    dies[0]?.();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked).toEqual([0, before?.position]);
    expect(store.get().view).toEqual(before);
    store.close();
    connection.close();
  });
});
