import { describe, expect, test } from 'vitest';
import type { Speaker, Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { SentimentLabel } from '#domain/insight.ts';
import { clausesOf, wordsFor } from './sentiment-evidence.ts';
import { fuse } from './sentiment-fusion.ts';
import { lexiconSentiment } from './sentiment-lexicon.ts';
import { createSentimentReader, createSentimentScorer } from './sentiment.ts';
import { plainForSentiment } from './sentiment-text.ts';

const model = { name: 'test', version: '1', sha256: 'x' };
const turnOf = (text: string, speaker: Speaker = 'customer'): Turn => ({
  id: TurnId.parse('turn-1'),
  conversation: ConversationId.parse('c'),
  sequence: 1,
  speaker,
  kind: 'message',
  text,
  at: 0,
  redactions: 0,
});

/** Knows three words; its labels are in another order than the reader's. */
function wordClassifier() {
  const asked: string[] = [];
  return {
    asked,
    model,
    labels: ['positive', 'negative', 'neutral'],
    classify: (texts: readonly string[]) => {
      asked.push(...texts);
      return Promise.resolve(
        texts.map((text) =>
          Float32Array.from(
            /waiting/.test(text)
              ? [0.02, 0.95, 0.03]
              : /glad/.test(text)
                ? [0.95, 0.02, 0.03]
                : [0.02, 0.03, 0.95],
          ),
        ),
      );
    },
  };
}

describe('how a text is read', () => {
  // scripts/train/sentiment_text.py holds the same examples: training and product must agree.
  test.each([
    [
      '@acme @shop: my order is sooooo late #NeverAgain 😡',
      'my order is soo late Never Again very angry',
    ],
    [
      'I love @acme &amp; its people ❤️ https://example.com/x',
      'I love user & its people love http',
    ],
    ['don’t mail ann@example.com #late_again', "don't mail ann@example.com late again"],
  ])('%s', (text, expected) => {
    expect(plainForSentiment(text)).toBe(expected);
  });

  test('a ten-thousand-word turn is cut before it is worked on', () => {
    expect(plainForSentiment('late '.repeat(10_000)).length).toBeLessThanOrEqual(600);
  });
});

describe('the score of a text', () => {
  const read = createSentimentScorer(wordClassifier());

  test('label, confidence and strength, whatever the order of the model’s labels', async () => {
    const [bad, good, plain] = await read(['still waiting', 'so glad', 'the second one']);
    expect(bad).toMatchObject({ value: 'negative' });
    expect(bad?.score).toBeLessThan(-0.3);
    expect(good).toMatchObject({ value: 'positive' });
    expect(good?.score).toBeGreaterThan(0.3);
    expect(plain).toMatchObject({ value: 'neutral' });
    for (const one of [bad, good, plain])
      expect(one?.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test('where nothing is said it is neutral, and the model is not asked', async () => {
    const classifier = wordClassifier();
    const found = await createSentimentScorer(classifier)([
      '4417',
      '@acme https://example.com',
      'still waiting',
      '',
    ]);
    expect(found.map(({ value }) => value)).toEqual(['neutral', 'neutral', 'negative', 'neutral']);
    expect(classifier.asked).toEqual(['still waiting']);
  });

  test('an emoticon alone is read by the lexicon', async () => {
    const [smile] = await read([':) :)']);
    expect(smile).toMatchObject({ value: 'positive' });
    expect(smile?.score).toBeGreaterThan(0.3);
  });

  test('a model with other labels is refused in a sentence', () => {
    expect(() =>
      createSentimentScorer({ ...wordClassifier(), labels: ['LABEL_0', 'LABEL_1'] }),
    ).toThrow(/has the labels LABEL_0, LABEL_1/);
  });

  test('the lexicon moves the strength, within its bounds', () => {
    const shares = [0.3, 0.3, 0.4];
    const calm = fuse(shares, { compound: 0, neg: 0, neu: 1, pos: 0 });
    const warm = fuse(shares, { compound: 0.9, neg: 0, neu: 0.4, pos: 0.6 });
    expect(warm.score).toBeGreaterThan(calm.score);
    for (const certain of [
      [1, 0, 0],
      [0, 0, 1],
    ])
      for (const compound of [-1, 1]) {
        const { score, confidence } = fuse(certain, { compound, neg: 0, neu: 1, pos: 0 });
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
        expect(confidence).toBeLessThanOrEqual(1);
      }
  });
});

describe('the insight', () => {
  const words = async (text: string, value?: SentimentLabel) => {
    const insight = await createSentimentReader({ classifier: wordClassifier(), model }).read(
      turnOf(text),
    );
    if (value !== undefined) expect(insight?.value).toBe(value);
    return insight?.evidence.map(({ start, end }) => text.slice(start, end));
  };

  test('never of the agent, and the model is not asked', async () => {
    const classifier = wordClassifier();
    const reader = createSentimentReader({ classifier, model });
    expect(await reader.read(turnOf('still waiting', 'agent'))).toBeUndefined();
    expect(classifier.asked).toEqual([]);
  });

  test('words of the lexicon are the evidence where there are any', async () => {
    expect(await words('still waiting, this is horrible', 'negative')).toEqual(['horrible']);
  });

  test('else the clause that the model finds strongest', async () => {
    expect(
      await words('I ordered on monday. still waiting for it, and it is a lamp', 'negative'),
    ).toEqual(['still waiting for it,']);
    expect(await words('still waiting on it', 'negative')).toEqual(['still waiting on it']);
  });

  test('a neutral turn has no evidence', async () => {
    expect(await words('the second one please', 'neutral')).toEqual([]);
  });

  test('a denied word speaks for the other side, with its denial', () => {
    const text = 'I am not happy';
    expect(wordsFor(text, 'negative').map(({ start, end }) => text.slice(start, end))).toEqual([
      'not happy',
    ]);
    expect(wordsFor(text, 'positive')).toEqual([]);
  });

  test('clauses lie within the text, in order, without overlap', () => {
    const text =
      'It broke. I called, but nobody came — twice! So what now? And then, then, and then some.';
    const clauses = clausesOf(text);
    expect(clauses.length).toBeGreaterThan(1);
    expect(clauses.length).toBeLessThanOrEqual(4);
    clauses.reduce((end, clause) => {
      expect(clause.start).toBeGreaterThanOrEqual(end);
      expect(clause.end).toBeLessThanOrEqual(text.length);
      return clause.end;
    }, 0);
  });

  test('without a classifier the lexicon answers', async () => {
    const insight = await createSentimentReader({ model }).read(turnOf('this is awful'));
    expect(insight).toMatchObject({ value: 'negative', model });
    expect(insight?.score).toBeCloseTo(lexiconSentiment('this is awful').score, 1);
  });

  test('a classifier that fails is an error, not a guess', async () => {
    const classifier = {
      ...wordClassifier(),
      classify: () => Promise.reject(new Error('the queue is full')),
    };
    await expect(
      createSentimentReader({ classifier, model }).read(turnOf('so glad')),
    ).rejects.toThrow('full');
  });
});
