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
      partial: {
        conversation: 'conversation-1' as never,
        speaker: 'customer',
        text: 'Hi, my or',
        holding: false,
      },
    });
    expect(partial.partials.customer).toEqual({ text: 'Hi, my or', holding: false });
    expect((await framesOf('live')).reduce(foldFrame, partial).partials.customer).toBeUndefined();
  });

  it('keeps what is being said when somebody puts an older turn right', async () => {
    const frames = await framesOf('live');
    const partial: ConversationFrame = {
      kind: 'partial',
      partial: {
        conversation: 'conversation-1' as never,
        speaker: 'customer',
        text: '',
        holding: true,
      },
    };
    const before = [...frames, partial].reduce(foldFrame, nothingFollowed);
    expect(before.partials.customer).toEqual({ text: '', holding: true });
    const turn = before.view?.turns[1];
    if (turn === undefined) throw new Error('There is no second turn.');
    const position = (before.view?.position ?? 0) + 1;
    const corrected = { ...turn, id: 'turn-9' as never, supersedes: turn.id };
    const recorded = (event: unknown, at: number): ConversationFrame =>
      ({ kind: 'event', recorded: { position: at, at: 0, actor: 'Dana', event } }) as never;
    const after = foldFrame(
      before,
      recorded({ type: 'turn.added', conversation: 'conversation-1', turn: corrected }, position),
    );
    expect(after.partials.customer).toEqual({ text: '', holding: true });
    expect(after.view?.turns[1]?.id).toBe('turn-9');
    const term = { written: 'AeroPress', heard: [], kind: 'learned' };
    const learned = {
      type: 'vocabulary.learned',
      conversation: 'conversation-1',
      pack: 'retail',
      term,
    };
    expect(foldFrame(after, recorded(learned, position + 1)).learned?.term.written).toBe(
      'AeroPress',
    );
    // What was learned before this window looked on is no news.
    const early = foldFrame(nothingFollowed, recorded(learned, 1));
    expect(early.learned).toBeUndefined();
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
