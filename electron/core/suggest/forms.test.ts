import { describe, expect, test } from 'vitest';
import type { Speaker, Turn } from '#domain/conversation.ts';
import type { Form } from '#domain/form.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { EntityInsight, Insight } from '#domain/insight.ts';
import { PackForm, type Pack } from '#domain/pack.ts';
import { decideFormField, fillForm, formFor } from './forms.ts';

const model = { name: 'test', version: '1', sha256: 'x' };
const move = PackForm.parse({
  name: 'move',
  title: 'Move',
  intents: ['move_stock'],
  fields: [
    { name: 'task', title: 'Task', value: 'move stock' },
    {
      name: 'source',
      title: 'From',
      entities: ['depot'],
      cues: ['from'],
      asked: ['which depot now'],
    },
    { name: 'target', title: 'To', entities: ['depot'], cues: ['to'], asked: ['where to'] },
    { name: 'owner', title: 'Owner', entities: ['answer'], asked: ['who owns'] },
    { name: 'amount', title: 'Amount', entities: ['money'], asked: ['how much'] },
  ],
});
const other = PackForm.parse({
  name: 'count',
  title: 'Count',
  intents: ['count_stock'],
  fields: [{ name: 'task', title: 'Task', value: 'count' }],
});
const pack = {
  manifest: {
    forms: [move, other],
    next: [],
    intents: [{ name: 'small_talk' }],
  },
} as unknown as Pick<Pack, 'manifest'>;

type Said = readonly [Speaker, string, Readonly<Record<string, string>>?];

/** Turns with entities given by their words: `{ 'north depot': 'depot' }`. */
function talk(lines: readonly Said[], intent = 'move_stock') {
  const turns: Turn[] = [];
  const insights: Record<string, Insight[]> = {};
  lines.forEach(([speaker, text, named = {}], index) => {
    const turn: Turn = {
      id: TurnId.parse(`t${index}`),
      conversation: ConversationId.parse('c'),
      sequence: index + 1,
      speaker,
      kind: 'message',
      text,
      at: 0,
      redactions: 0,
    };
    turns.push(turn);
    const entities = Object.entries(named).map(([words, entity]): EntityInsight => {
      const start = text.indexOf(words);
      const span = { start, end: start + words.length };
      return {
        kind: 'entity',
        entity,
        value: words,
        display: words,
        confidence: 0.9,
        evidence: [span],
        sources: [{ turn: turn.id, span, text: words }],
        model,
      };
    });
    insights[turn.id] =
      index > 0
        ? entities
        : [
            ...entities,
            {
              kind: 'intent',
              value: intent,
              title: intent,
              confidence: 0.8,
              threshold: 0.5,
              ranked: [],
              evidence: [],
              model,
            },
          ];
  });
  return { turns, insights };
}
const fill = (lines: readonly Said[], previous?: Form): Form =>
  fillForm({ form: move, pack, ...talk(lines), ...(previous === undefined ? {} : { previous }) });
const value = (form: Form, name: string): string | undefined =>
  form.fields.find((field) => field.name === name)?.value;
const field = (form: Form, name: string) => form.fields.find((one) => one.name === name);

describe('fillForm', () => {
  const both: Said = [
    'customer',
    'move it from north depot to the south depot',
    { 'north depot': 'depot', 'south depot': 'depot' },
  ];

  test('cues give each mention its field, with the words it came from', () => {
    const form = fill([both]);
    expect([value(form, 'source'), value(form, 'target')]).toEqual(['north depot', 'south depot']);
    expect(field(form, 'target')?.sources).toEqual([
      { turn: 't0', span: { start: 32, end: 43 }, text: 'south depot' },
    ]);
    expect(field(form, 'task')).toMatchObject({ value: 'move stock', state: 'filled' });
    expect(field(form, 'task')?.sources[0]?.turn).toBe('t0');
    expect(field(form, 'amount')).toMatchObject({ state: 'empty', sources: [] });
  });

  test('questions give the answer its field, whichever comes first', () => {
    const form = fill([
      ['agent', 'where to?'],
      ['customer', 'west', { west: 'depot' }],
      ['agent', 'and which depot now?'],
      ['customer', 'east', { east: 'depot' }],
    ]);
    expect([value(form, 'source'), value(form, 'target')]).toEqual(['east', 'west']);
  });

  test('a mention nobody claims goes to the first empty field, and never to both', () => {
    const form = fill([['customer', 'move north and south', { north: 'depot', south: 'depot' }]]);
    expect([value(form, 'source'), value(form, 'target')]).toEqual(['north', 'south']);
    const same = fill([['customer', 'north, yes north', { north: 'depot' }]]);
    expect([value(same, 'source'), value(same, 'target')]).toEqual(['north', undefined]);
  });

  test('a turn that another supersedes counts no more', () => {
    const { turns, insights } = talk([
      ['customer', 'it is from north', { north: 'depot' }],
      ['customer', 'it is from the wharf'],
    ]);
    const [first, second] = turns;
    if (first === undefined || second === undefined) throw new Error('two turns were made');
    const form = fillForm({
      form: move,
      pack,
      turns: [first, { ...second, supersedes: first.id }],
      insights,
    });
    expect(value(form, 'source')).toBeUndefined();
  });

  test('a later correction replaces', () => {
    const form = fill([both, ['customer', 'sorry no, to the harbor', { harbor: 'depot' }]]);
    expect(value(form, 'target')).toBe('harbor');
  });

  test('the agent alone never outweighs the customer, a confirmed readback does', () => {
    const heard: Said = ['customer', 'it is five dollars', { five: 'money' }];
    const readback: Said = ['agent', 'so that is nine dollars', { nine: 'money' }];
    expect(value(fill([heard, readback, ['customer', 'what']]), 'amount')).toBe('five');
    expect(value(fill([heard, readback, ['customer', 'yes that is right']]), 'amount')).toBe(
      'nine',
    );
    expect(
      value(
        fill([heard, readback, ['customer', 'yes but it is five', { five: 'money' }]]),
        'amount',
      ),
    ).toBe('five');
  });

  test('agreeing words make it surer and are all kept', () => {
    const once = field(fill([['customer', 'five dollars', { five: 'money' }]]), 'amount');
    const twice = field(
      fill([
        ['customer', 'five dollars', { five: 'money' }],
        ['agent', 'five dollars', { five: 'money' }],
      ]),
      'amount',
    );
    expect(twice?.sources).toHaveLength(2);
    expect(twice?.confidence ?? 0).toBeGreaterThan(once?.confidence ?? 1);
  });

  test.each([
    ['uh it is golden valley ltd', 'Golden Valley Ltd'],
    ['acme, thanks', 'Acme'],
    ['sorry what was that', undefined],
    ['yes', undefined],
    ['i would like to know that too', undefined],
    ['the amount is large', undefined],
  ])('an answer is taken as it is: %s', (text, expected) => {
    expect(
      value(
        fill([
          ['agent', 'who owns it?'],
          ['customer', text],
        ]),
        'owner',
      ),
    ).toBe(expected);
  });

  test('"can you repeat that" asks the same question again', () => {
    const form = fill([
      ['agent', 'who owns it?'],
      ['customer', 'pardon'],
      ['agent', 'can you say that again?'],
      ['customer', 'blue moon'],
    ]);
    expect(value(form, 'owner')).toBe('Blue Moon');
  });

  test('what the agent accepted, edited or cleared stays', () => {
    let form = fill([both]);
    form = decideFormField(form, 'source', { verdict: 'accept' });
    form = decideFormField(form, 'target', { verdict: 'edit', value: ' Quay 4 ' });
    form = decideFormField(form, 'task', { verdict: 'clear' });
    const later = fill(
      [both, ['customer', 'no, from harbor to island', { harbor: 'depot', island: 'depot' }]],
      form,
    );
    expect(field(later, 'source')).toMatchObject({ state: 'accepted', value: 'north depot' });
    expect(field(later, 'target')).toMatchObject({ state: 'edited', value: 'Quay 4', sources: [] });
    expect(field(later, 'task')).toEqual({
      name: 'task',
      title: 'Task',
      required: false,
      sources: [],
      state: 'cleared',
    });
  });

  test('an empty field cannot be accepted, an empty edit clears', () => {
    const form = fill([['customer', 'hello there']]);
    expect(field(decideFormField(form, 'amount', { verdict: 'accept' }), 'amount')?.state).toBe(
      'empty',
    );
    const edit = decideFormField(form, 'amount', { verdict: 'edit', value: '  ' });
    expect(field(edit, 'amount')?.state).toBe('cleared');
  });

  test('the same input gives the same form', () => {
    expect(fill([both])).toEqual(fill([both]));
  });
});

describe('formFor', () => {
  test('the intent with the most confidence chooses; none, no form', () => {
    expect(formFor({ view: talk([['customer', 'count it']], 'count_stock'), pack })?.name).toBe(
      'count',
    );
    expect(formFor({ view: talk([['customer', 'hm']], 'small_talk'), pack })).toBeUndefined();
  });

  test('a form the agent worked in is kept until another intent clearly leads', () => {
    const view = talk([['customer', 'count it']], 'count_stock');
    const worked = decideFormField(fill([['customer', 'move']]), 'task', { verdict: 'accept' });
    const mixed = {
      ...view,
      turns: [
        ...view.turns,
        ...talk([['customer', 'move']]).turns.map((turn) => ({ ...turn, id: TurnId.parse('u') })),
      ],
      insights: { ...view.insights, u: talk([['customer', 'move']]).insights['t0'] ?? [] },
      form: worked,
    };
    expect(formFor({ view: mixed, pack })?.name).toBe('move');
    expect(formFor({ view: { ...view, form: worked }, pack })?.name).toBe('count');
  });
});
