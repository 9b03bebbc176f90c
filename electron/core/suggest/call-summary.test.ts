import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallSummary, ChecklistTick } from '#domain/call.ts';
import { TurnId } from '#domain/ids.ts';
import { PackChecklistItem } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { summariseCall } from './call-summary.ts';
import { SentimentInsight } from '#domain/insight.ts';
import { entity, intent, model, pack, record, turn, view, type Said } from './suggest.fixture.ts';

const first = turn(1, 'customer', 'My order #12345 arrived damaged and I paid $84.50 for it.');
const last = turn(3, 'customer', 'Thank you. Do I have to send it back?');
const said: readonly Said[] = [
  {
    turn: first,
    insights: [
      intent('damaged'),
      entity(first, 'order_number', '12345'),
      entity(first, 'money', '8450', '$84.50'),
    ],
  },
  { turn: turn(2, 'agent', "I'm sorry. I'll e-mail you the tracking number by tomorrow.") },
  { turn: last },
];
const evidence = [{ turn: first.id, span: { start: 9, end: 15 }, text: '#12345' }];
const call = (change: Partial<ConversationView> = {}, of: readonly Said[] = said) =>
  view(of, { record, recordEvidence: evidence, ...change });
const summary = (of: ConversationView, kind: CallSummary['kind'], now = 125_000): CallSummary =>
  CallSummary.parse(summariseCall({ view: of, pack, kind, now }));

describe('summariseCall', () => {
  it('says where the call stands', () => {
    const made = summary(call(), 'running');
    expect(made.text).toBe(
      [
        'Customer: Maya Okafor, account A-1, gold.',
        'Issue: Item arrived damaged: “My order #12345 arrived damaged and I paid $84.50 for it.”',
        'Facts:',
        '- Order number: 12345.',
        '- Amounts: $84.50 (“I paid $84.50 for it”).',
        'Promised: Will e-mail the customer the tracking number by tomorrow.',
        'Open: The customer asks: “Do I have to send it back?”',
      ].join('\n'),
    );
    expect(made).toMatchObject({ kind: 'running', upTo: last.id });
  });

  it('adds what a colleague needs to take it over', () => {
    const tick = ChecklistTick.parse({ item: 'sorry', ticked: true, by: 'words', evidence });
    const checklist = [
      PackChecklistItem.parse({ name: 'sorry', title: 'Said sorry', mandatory: true }),
    ];
    const turns: readonly Said[] = [
      ...said.slice(0, 2),
      {
        turn: turn(3, 'customer', "Last time nobody called back and I've already called twice."),
        insights: [
          {
            kind: 'sentiment',
            value: 'negative',
            score: -0.6,
            confidence: 0.9,
            evidence: [{ start: 10, end: 16 }],
            model,
          },
        ],
      },
      { turn: turn(4, 'agent', 'I could also send you a voucher.') },
      { turn: turn(5, 'customer', 'No, I do not want that.') },
    ];
    const of = call(
      {
        checklist: { sorry: tick },
        call: {
          flags: [{ id: 'f1', at: 65_000, turn: TurnId.parse('turn-3'), note: 'listen again' }],
        },
      },
      turns,
    );
    const { text } = CallSummary.parse(
      summariseCall({
        view: of,
        pack: { ...pack, manifest: { ...pack.manifest, checklist } },
        kind: 'transfer',
        now: 125_000,
      }),
    );
    for (const line of [
      '- On the line for 2 minutes.',
      "- In the customer's words: “Last time nobody called back”",
      "- The customer had tried: “I've already called twice”",
      '- Offered and declined: “I could also send you a voucher”',
      '- Checklist: said sorry.',
      'Open: Next: e-mail the customer the tracking number by tomorrow.',
      'Flagged: At 1:05, listen again: “Last time nobody',
    ])
      expect(text).toContain(line);
  });

  it("says nothing of the agent's mood", () => {
    const angry: Said = {
      turn: turn(2, 'agent', 'This is terrible and awful for all of us.'),
      insights: [
        SentimentInsight.parse({
          kind: 'sentiment',
          value: 'negative',
          score: -0.9,
          confidence: 1,
          evidence: [{ start: 8, end: 16 }],
          model,
        }),
      ],
    };
    expect(summary(call({}, [...said.slice(0, 1), angry]), 'transfer').text).not.toMatch(
      /terrible/,
    );
  });

  it('follows a correction: the corrected turn is nowhere', () => {
    const right = {
      ...turn(4, 'customer', 'My order #67890 arrived damaged.'),
      supersedes: first.id,
    };
    const of = call({ superseded: { [first.id]: right.id } }, [
      { turn: right, insights: [intent('damaged'), entity(right, 'order_number', '67890')] },
      ...said.slice(1),
    ]);
    const made = summary(of, 'transfer');
    expect(made.text).not.toContain('12345');
    expect(made.lines.flatMap(({ turns }) => turns)).not.toContain(first.id);
    expect(made.lines.find(({ section }) => section === 'who')?.turns).toEqual([right.id]);
  });

  it.each([
    ['nothing said', [], ''],
    ['a turn without words', [{ turn: turn(1, 'customer', '') }], ''],
    ['only the agent', [{ turn: turn(1, 'agent', 'Hello, this is Jo. How can I help?') }], ''],
    [
      'one turn',
      [{ turn: turn(1, 'customer', 'my box is broken') }],
      'Issue: The customer said: “my box is broken”',
    ],
  ] as const)('%s', (_name, of, text) => {
    expect(summary(view(of), 'running').text).toBe(text);
  });

  it('for any words: the same twice, every line stands on turns that are there', () => {
    const words = fc.array(
      fc.constantFrom(
        ..."i will send you the card by friday could you pay it back no i've tried that $5 your order has been cancelled ? . ,".split(
          ' ',
        ),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (turns) => {
        const of = view(
          turns.map((each, index) => ({
            turn: turn(index + 1, index % 2 === 0 ? 'customer' : 'agent', each.join(' ')),
          })),
          { record },
        );
        for (const kind of ['running', 'transfer'] as const) {
          const made = summary(of, kind);
          expect(summary(of, kind)).toEqual(made);
          const ids = new Set<string>(of.turns.map(({ id }) => id));
          for (const line of made.lines) {
            expect(line.turns.every((id) => ids.has(id))).toBe(true);
            expect(line.text).not.toMatch(/undefined|\s{2}|\.\./);
          }
        }
      }),
    );
  });

  it('is quick for a long call', () => {
    const long = Array.from({ length: 200 }, (_, index): Said => {
      const each = turn(
        index + 1,
        index % 2 === 0 ? 'customer' : 'agent',
        index % 2 === 0
          ? `I waited ${index} days for order #12345, what happens now and when do I get the $84.50?`
          : `I have sent part ${index} and I will call you back tomorrow before one o'clock, is that right?`,
      );
      return index % 2 === 0
        ? { turn: each, insights: [intent('damaged'), entity(each, 'money', `${index}`, '$84.50')] }
        : { turn: each };
    });
    const of = call({}, long);
    summary(of, 'transfer');
    const spentMs = startProcessorTime();
    for (let run = 0; run < 5; run += 1)
      summariseCall({ view: of, pack, kind: 'transfer', now: 1 });
    // Some 10 ms here; machines differ.
    expect(spentMs() / 5).toBeLessThan(200);
  });
});
