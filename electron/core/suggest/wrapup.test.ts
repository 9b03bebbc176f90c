import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Action } from '#domain/action.ts';
import { commitmentsIn } from './commitments.ts';
import { entity, intent, pack, record, turn, view } from './suggest.fixture.ts';
import { buildWrapUp } from './wrapup.ts';

const texts = (said: string): string[] =>
  commitmentsIn(said).map((each) => `${each.kind}: ${each.text}`);

describe('commitmentsIn', () => {
  it.each([
    ["I've sent you the label.", ['done: Sent the customer the label.']],
    [
      'Your appointment has been scheduled for Friday.',
      ["done: The customer's appointment has been scheduled for Friday."],
    ],
    ["I'm cancelling the Trail Box now.", ['done: Started cancelling the Trail Box.']],
    [
      "I'll e-mail you the number by tomorrow.",
      ['promised: Will e-mail the customer the number by tomorrow.'],
    ],
    ["You'll receive it in three days.", ['promised: The customer will receive it in three days.']],
    [
      'If it is still there on Friday, I will refund it.',
      ['promised: If it is still there on Friday, the agent will refund it.'],
    ],
  ])('reads "%s"', (said, expected) => {
    expect(texts(said)).toEqual(expected);
  });

  it.each([
    "I'll check that for you.",
    'Will that be all today?',
    'I can see your order here.',
    "I'm looking at it now.",
    'I have checked your account.',
    'Is there anything else I can help you with?',
    'Thank you for calling, have a great day.',
  ])('finds nothing in "%s"', (said) => {
    expect(texts(said)).toEqual([]);
  });

  it('reads a recogniser’s words without punctuation', () => {
    expect(
      texts(
        "okay i have ordered a new debit card and you'll receive it in seven business days is there anything else i can help you with",
      ),
    ).toEqual([
      'done: Ordered a new debit card.',
      'promised: The customer will receive it in seven business days.',
    ]);
  });

  it('hears an amount that was moved', () => {
    expect(
      texts('so uh eighty dollars has been transferred from your savings is there anything else'),
    ).toEqual(["done: Eighty dollars has been transferred from the customer's savings."]);
  });

  it('says when', () => {
    expect(commitmentsIn("I'll call you back tomorrow before one o'clock.")[0]?.due).toBe(
      "tomorrow before one o'clock",
    );
    expect(
      commitmentsIn("It'll be there in five to seven business days at 12 Cedar Lane")[0]?.due,
    ).toBe('in five to seven business days');
  });
});

const action = (state: string): Action =>
  Action.parse({
    id: `action-${state}`,
    conversation: 'c1',
    title: 'Send a replacement',
    risk: 'medium',
    reversible: true,
    reasoning: 'Damaged.',
    evidence: [{ turn: 'turn-1', span: { start: 0, end: 5 }, text: 'My or' }],
    payload: {
      action: `action-${state}`,
      version: 1,
      kind: 'replace',
      connector: 'local',
      actor: 'Sam',
      input: {},
      changes: [
        {
          operation: 'update',
          record: 'order',
          id: 'order-1',
          label: 'Order 12345',
          fields: [{ field: 'status', title: 'Status', before: 'delivered', after: 'replacing' }],
        },
      ],
    },
    payloadHash: 'a'.repeat(64),
    policy: { decision: 'permit', policies: [], reason: 'ok' },
    state,
    draftedAt: 2,
    expiresAt: 100,
  });

const first = turn(1, 'customer', 'My order #12345 arrived damaged.');
const said = [
  { turn: first, insights: [intent('damaged'), entity(first, 'order_number', '12345')] },
  { turn: turn(2, 'agent', "I'm sorry. I'll e-mail you the tracking number by tomorrow.") },
  { turn: turn(3, 'customer', 'Thanks, hello'), insights: [intent('hello', 0.99)] },
];

describe('buildWrapUp', () => {
  it('writes issue, done, promised and next, each on its turns', () => {
    const made = buildWrapUp({
      view: view(said, { record, actions: [action('succeeded'), action('awaiting')] }),
      pack,
      now: 77,
    });
    expect(made).toMatchObject({
      intent: 'damaged',
      disposition: 'replaced',
      readyAt: 77,
      actions: ['action-succeeded', 'action-awaiting'],
    });
    expect(made.summary).toEqual([
      {
        section: 'issue',
        text: 'Item arrived damaged: “My order #12345 arrived damaged.”',
        turns: ['turn-1'],
      },
      {
        section: 'done',
        text: 'Send a replacement (Order 12345: status replacing).',
        turns: ['turn-1'],
      },
      {
        section: 'promised',
        text: 'Will e-mail the customer the tracking number by tomorrow.',
        turns: ['turn-2'],
      },
      {
        section: 'next',
        text: 'Decide on: Send a replacement (Order 12345: status replacing).',
        turns: ['turn-1'],
      },
      {
        section: 'next',
        text: 'Due by tomorrow: will e-mail the customer the tracking number.',
        turns: ['turn-2'],
      },
    ]);
    expect(made.dispositions.map((each) => each.name)[0]).toBe('replaced');
    expect(made.dispositions).toHaveLength(3);
  });

  it('takes the disposition that speaks of what was done', () => {
    const cancel = { turn: turn(1, 'customer', 'cancel my plan'), insights: [intent('cancel')] };
    const kept = { turn: turn(2, 'agent', 'Your plan has been kept for you as it was.') };
    expect(buildWrapUp({ view: view([cancel]), pack, now: 1 }).disposition).toBe('cancelled');
    expect(buildWrapUp({ view: view([cancel, kept]), pack, now: 1 }).disposition).toBe('kept');
  });

  it('leaves out a turn that was corrected', () => {
    const wrong = turn(2, 'agent', "I'll refund you by tomorrow.");
    const right = { ...turn(3, 'agent', "I'll call you by tomorrow."), supersedes: wrong.id };
    const made = buildWrapUp({ view: view([{ turn: wrong }, { turn: right }]), pack, now: 1 });
    expect(JSON.stringify(made.summary)).not.toContain('refund');
  });

  it('does not guess a disposition where nothing is known', () => {
    const made = buildWrapUp({ view: view([]), pack, now: 1 });
    expect(made).toMatchObject({ intent: null, disposition: null, summary: [] });
  });

  it('for any words: the same twice, every line stands on turns that were said', () => {
    const words = fc.array(
      fc.constantFrom(
        ..."i will send you the card by friday and your order has been cancelled if we call ? . , '".split(
          ' ',
        ),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (turns) => {
        const seen = view(
          turns.map((each, index) => ({
            turn: turn(index + 1, index % 2 === 0 ? 'customer' : 'agent', each.join(' ') || '.'),
          })),
        );
        const made = buildWrapUp({ view: seen, pack, now: 1 });
        expect(buildWrapUp({ view: seen, pack, now: 1 })).toEqual(made);
        const ids = new Set<string>(seen.turns.map((each) => each.id));
        for (const line of made.summary) {
          expect(line.turns.length).toBeGreaterThan(0);
          expect(line.turns.every((each) => ids.has(each))).toBe(true);
          expect(line.text.trim()).not.toBe('');
        }
      }),
    );
  });
});
