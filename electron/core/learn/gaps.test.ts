import { describe, expect, it } from 'vitest';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { GapQuestion } from '#domain/knowledge-gap.ts';
import { draftArticle, groupQuestions } from './gaps.ts';

const asked = (text: string, at: number, angle: number, conversation = `c${String(at)}`) => ({
  question: {
    text,
    conversation: ConversationId.parse(conversation),
    turn: TurnId.parse(`turn-${String(at)}`),
    at,
    reason: 'not_found',
  } satisfies GapQuestion,
  // On a circle: the cosine of two is that of the angle between them.
  vector: Float32Array.of(Math.cos(angle), Math.sin(angle)),
});

const none = (): undefined => undefined;

describe('groupQuestions', () => {
  it('joins what is alike, most frequent first', () => {
    const gaps = groupQuestions(
      'retail',
      [
        asked('do you ship to mars', 1, 0),
        asked('is there a phone line', 2, 1.5),
        asked('shipping to mars?', 3, 0.2),
        asked('can it go to mars', 4, 0.1, 'c3'),
      ],
      none,
    );
    expect(gaps.map(({ title, count, conversations }) => [title, count, conversations])).toEqual([
      ['can it go to mars', 3, 2],
      ['is there a phone line', 1, 1],
    ]);
    expect(gaps[0]?.questions.map(({ at }) => at)).toEqual([4, 3, 1]);
  });

  it('keeps the id of a group when more is asked, whatever the order it is given in', () => {
    const first = [asked('a', 1, 0), asked('b', 2, 0.1)];
    const before = groupQuestions('retail', first, none);
    const later = groupQuestions('retail', [asked('c', 3, 0.05), ...first.toReversed()], none);
    expect(later[0]?.id).toBe(before[0]?.id);
    expect(later[0]?.count).toBe(3);
  });

  it('says what was decided about a group', () => {
    const [gap] = groupQuestions('retail', [asked('a', 1, 0)], () => 'set_aside');
    expect(gap?.state).toBe('set_aside');
    expect(groupQuestions('retail', [], none)).toEqual([]);
  });

  it('lists ten questions and counts all', () => {
    const many = Array.from({ length: 40 }, (_, at) => asked(`q${String(at)}`, at, 0));
    const [gap] = groupQuestions('retail', many, none);
    expect(gap?.count).toBe(40);
    expect(gap?.questions).toHaveLength(10);
  });
});

describe('draftArticle', () => {
  it('holds the questions and the nearest articles, with a name that is a file name', () => {
    const [gap] = groupQuestions('retail', [asked('do you ship: to "Mars"?', 1, 0)], none);
    if (gap === undefined) throw new Error('no gap');
    const { name, markdown } = draftArticle(gap, [{ title: 'Shipping', path: 'shipping.md' }]);
    expect(name).toBe('do-you-ship-to-mars.md');
    expect(markdown).toContain('title: "Do you ship: to \\"Mars\\"?"');
    expect(markdown).toContain('- do you ship: to "Mars"?');
    expect(markdown).toContain('- Shipping (shipping.md)');
  });
});
