import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallAnswer } from '#domain/call.ts';
import { askCall } from './ask-call.ts';
import { entity, pack, turn, view, type Said } from './suggest.fixture.ts';

const order = turn(2, 'customer', "Yes, it's order #12345, and my e-mail is maya@example.com.");
const paid = turn(4, 'customer', 'I paid $84.50 for the lantern, can I get a refund?');
const said: readonly Said[] = [
  { turn: turn(1, 'agent', 'May I have your order number?') },
  {
    turn: order,
    insights: [entity(order, 'order_number', '12345'), entity(order, 'email', 'maya@example.com')],
  },
  { turn: turn(3, 'agent', 'Thank you. What did you pay for it?') },
  { turn: paid, insights: [entity(paid, 'money', '8450', '$84.50')] },
  { turn: turn(5, 'agent', "I'll refund it by Friday. The courier comes in two days.") },
];
const ask = async (question: string, of = said): Promise<CallAnswer> =>
  CallAnswer.parse(await askCall({ view: view(of), pack, question }));

describe('askCall', () => {
  it.each([
    ['Which order number?', 'turn-2', '12345'],
    ['what is her e-mail', 'turn-2', 'maya@example.com'],
    ['How much did she pay for the lantern?', 'turn-4', '$84.50'],
    ['what did she say about the refund', 'turn-4', undefined],
    ['did I promise anything', 'turn-5', undefined],
    ['when does the courier come', 'turn-5', undefined],
  ])('%s', async (question, at, value) => {
    const answer = await ask(question);
    expect(answer.quotes[0]?.turn).toBe(at);
    expect(answer.value).toBe(value);
    expect(answer.reason).toBeUndefined();
  });

  it.each([
    ['what is her phone number', 'No phone number was named in this call.'],
    ['did she complain about the packaging', 'Nothing in this call answers that.'],
    ['??', 'The question has no words.'],
  ])('does not answer "%s"', async (question, reason) => {
    expect(await ask(question)).toMatchObject({ quotes: [], reason });
  });

  it('does not answer where nothing was said or promised', async () => {
    expect((await ask('when was that', [])).reason).toBe('Nothing has been said in this call yet.');
    expect((await ask('did I promise anything', said.slice(0, 4))).reason).toBe(
      'Nothing was promised in this call.',
    );
  });

  it('gives no value where two were named and the words do not tell', async () => {
    const other = turn(6, 'customer', 'No wait, 67890.');
    const answer = await ask('which order number', [
      ...said,
      { turn: other, insights: [entity(other, 'order_number', '67890')] },
    ]);
    expect(answer.quotes.map((quote) => quote.turn).toSorted()).toEqual(['turn-2', 'turn-6']);
    expect(answer.value === undefined || answer.value === '12345').toBe(true);
  });

  it('does not answer with what is only of the kind asked for', async () => {
    // Every clause is a little like the question, as clauses of one call are.
    const embed = (texts: readonly string[]): Promise<Float32Array[]> =>
      Promise.resolve(
        texts.map((_, index) =>
          index === 0 ? Float32Array.of(1, 0) : Float32Array.of(0.45, 0.89),
        ),
      );
    const question = 'when was the complaint';
    const answer = await askCall({ view: view(said), pack, question, embed });
    expect(answer).toMatchObject({ quotes: [], reason: 'Nothing in this call answers that.' });
  });

  it('does not quote a corrected turn', async () => {
    const right = { ...turn(6, 'customer', "it's order #67890"), supersedes: order.id };
    const answer = await ask('which order number', [
      ...said,
      { turn: right, insights: [entity(right, 'order_number', '67890')] },
    ]);
    expect(answer.quotes.map((quote) => quote.turn)).toEqual(['turn-6']);
    expect(answer.value).toBe('67890');
  });

  it('for any question: quotes are the words of the turn, or there is a reason', async () => {
    const words =
      'what when how much did she i promise refund order number lantern e-mail ? ( [ * \\b'.split(
        ' ',
      );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 9 }), async (parts) => {
        const answer = await ask(parts.join(' '));
        expect(answer.quotes.length === 0).toBe(answer.reason !== undefined);
        for (const { turn: id, span, text } of answer.quotes)
          expect(
            said.find((each) => each.turn.id === id)?.turn.text.slice(span.start, span.end),
          ).toBe(text);
      }),
    );
  });
});
