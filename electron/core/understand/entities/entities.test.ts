import { describe, expect, test } from 'vitest';
import type { Speaker, Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { EntityInsight, Insight } from '#domain/insight.ts';
import { PackEntity } from '#domain/pack.ts';
import { startProcessorTime } from '#tests/fixtures/processor-time.ts';
import { createEntityReader } from './find-entities.ts';
import { createPackEntityFinder } from './pack-entities.ts';

/** A Wednesday. */
const now = Date.UTC(2026, 0, 7, 12);
const packEntities = [
  { name: 'order_number', title: 'Order', pattern: '#?(\\d{5})', cues: ['order'] },
  { name: 'meter', title: 'Meter', pattern: 'MTR-\\d{4}' },
  {
    name: 'plan',
    title: 'Plan',
    values: { basic: ['basic plan', 'starter'], premium: ['premium plan', 'premium'] },
  },
].map((entity) => PackEntity.parse(entity));
const reader = createEntityReader({
  pack: { region: 'US', currency: 'USD' },
  packEntities: createPackEntityFinder(packEntities),
  model: { name: 'rules', version: '1', sha256: 'x' },
});

type Line = readonly [Speaker, string];
/** Entities of every turn of a talk. */
function readTalk(lines: readonly Line[]): EntityInsight[][] {
  const turns: Turn[] = [];
  const insights: Record<string, Insight[]> = {};
  return lines.map(([speaker, text], index) => {
    const turn: Turn = {
      id: TurnId.parse(`turn-${index + 1}`),
      conversation: ConversationId.parse('c'),
      sequence: index + 1,
      speaker,
      kind: 'utterance',
      text,
      at: now,
      redactions: 0,
    };
    const found = reader.read(turn, turns, insights);
    turns.push(turn);
    insights[turn.id] = found;
    return found;
  });
}
const shown = (entities: readonly EntityInsight[] | undefined): string[] =>
  entities?.map(({ entity, display }) => `${entity} ${display}`) ?? [];
const inOne = (text: string): string[] => shown(readTalk([['customer', text]])[0]);

describe('in one turn', () => {
  test.each([
    ['write to Ann.Lee+shop@Example.co.uk please', ['email ann.lee+shop@example.co.uk']],
    ['it is ann dot lee at example dot com', ['email ann.lee@example.com']],
    ['call me at (415) 555-0199', ['phone (415) 555-0199']],
    ['my number is +44 20 7946 0958', ['phone +44 20 7946 0958']],
    ['four one five double five five oh one double nine', ['phone (415) 555-0199']],
    ['that is $1,250.50 in all', ['money $1,250.50']],
    ['a hundred and three dollars', ['money $103.00']],
    ['twelve hundred dollars and fifty cents', ['money $1,200.50']],
    ['i paid 45 euros', ['money €45.00']],
    ['ninety nine cents', ['money $0.99']],
    ['it costs 1.299,00 €', ['money €1,299.00']],
    ['before 5 pm tomorrow', ['time 5:00 PM', 'date Jan 8, 2026']],
    [
      '16 Elm Avenue NW, Washington, DC 20500',
      ['address 16 Elm Avenue NW, Washington, DC 20500', 'postal_code 20500'],
    ],
    ['at 10:30 a.m.', ['time 10:30 AM']],
    ['ten thirty a m', ['time 10:30 AM']],
    ['half past two in the afternoon', ['time 2:30 PM']],
    ['a quarter to nine in the morning', ['time 8:45 AM']],
    ['nine oh five pm', ['time 9:05 PM']],
    ['see you at noon', ['time 12:00 PM']],
    ['on march 3rd', ['date Mar 3, 2026']],
    ['next friday', ['date Jan 16, 2026', 'weekday Friday']],
    ['it came yesterday', ['date Jan 6, 2026']],
    ['hi my name is maria de la cruz and i need help', ['person Maria De La Cruz']],
    ["my name's Bob.", ['person Bob']],
    ['twenty percent off, or 12.5%', ['percentage 20%', 'percentage 12.5%']],
    ['DE89 3704 0044 0532 0130 00', ['iban DE89 3704 0044 0532 0130 00']],
    ['it is [card number]', ['card [card number]']],
    ['the post code is SW1A 1AA', ['postal_code SW1A 1AA']],
    ['zip code nine four one oh five', ['postal_code 94105']],
    [
      '22 1st Ave, New York, NY 10003',
      ['address 22 1st Avenue, New York, NY 10003', 'postal_code 10003'],
    ],
    ['my order is 12345 and the meter MTR-0099', ['order_number 12345', 'meter MTR-0099']],
    ['order number one two three four five', ['order_number 12345']],
    ['i am on the premum plan', ['plan Premium']],
    ['it is m for mike t as in tango romeo dash oh oh nine nine', ['meter MTR-0099']],
    ['s w one a one a a', ['postal_code SW1A 1AA']],
    ['postcode b for bravo 2 3 double t', ['postal_code B2 3TT']],
    ['postcode echo charlie one alpha one bravo bravo', ['postal_code EC1A 1BB']],
    ['on the fourth of may', ['date May 4, 2026']],
    ['half past ten please', ['time 10:30 AM']],
  ])('%s', (text, expected) => {
    expect(inOne(text)).toEqual(expected);
  });

  test.each([
    'can you send me a new one',
    'how can i help you today',
    'may i ask you something',
    'i march to work every day',
    'one moment please',
    'this is ridiculous',
    'i have two cats and five dogs',
    'i have two accounts, please close the old one',
    'order 12a',
    '😀😀😀',
    'DE89 3704 0044 0532 0130 01 is wrong',
  ])('nothing in: %s', (text) => {
    expect(inOne(text)).toEqual([]);
  });

  test('an E.164 value, minor units and a 24-hour time are the values', () => {
    const values = readTalk([['customer', 'call 415 555 0199 at 2:15 pm about $4.50']])[0];
    expect(values?.map(({ entity, value }) => [entity, value])).toEqual([
      ['phone', '+14155550199'],
      ['time', '14:15'],
      ['money', '450'],
    ]);
  });

  test('a name is not taken from the agent', () => {
    expect(shown(readTalk([['agent', 'hello my name is robert how can i help']])[0])).toEqual([]);
  });
});

describe('over several turns', () => {
  test('a number dictated in pieces is one, with its pieces as sources', () => {
    const found = readTalk([
      ['agent', 'what is your phone number'],
      ['customer', 'four one five'],
      ['agent', 'four one five'],
      ['customer', 'triple five'],
      ['agent', 'mhm go ahead'],
      ['customer', 'oh one nine nine'],
    ]);
    expect(found.slice(0, 5).flat()).toEqual([]);
    const [phone] = found[5] ?? [];
    expect(phone?.display).toBe('(415) 555-0199');
    expect(phone?.sources.map(({ turn, text }) => [turn, text])).toEqual([
      ['turn-2', 'four one five'],
      ['turn-4', 'triple five'],
      ['turn-6', 'oh one nine nine'],
    ]);
    expect(phone?.evidence).toEqual([{ start: 0, end: 16 }]);
  });

  test('an address grows piece by piece', () => {
    const found = readTalk([
      ['agent', 'and your address'],
      ['customer', 'nine ten'],
      ['customer', 'first street'],
      ['customer', 'cedar ranch oregon'],
      ['customer', 'nine seven two'],
      ['customer', 'oh three'],
    ]);
    expect(found.map((turn) => shown(turn).filter((text) => text.startsWith('address')))).toEqual([
      [],
      [],
      ['address 910 First Street'],
      ['address 910 First Street, Cedar Ranch, OR'],
      [],
      ['address 910 First Street, Cedar Ranch, OR 97203'],
    ]);
  });

  test('a zip code said again mends the address', () => {
    const found = readTalk([
      ['customer', 'it is 12 Oak Street, Salem, OR 97301'],
      ['agent', 'could you repeat that please'],
      ['customer', 'nine seven three one one'],
    ]);
    expect(shown(found[2])).toContain('address 12 Oak Street, Salem, OR 97311');
  });

  test('"no, five not nine" puts the number right; digits that are not in it change nothing', () => {
    const talk: Line[] = [
      ['agent', 'what is your phone number'],
      ['customer', 'four one five five five two oh one four nine'],
      ['agent', 'ending in four five'],
    ];
    // There are two ones: which of them is meant, nobody knows.
    expect(shown(readTalk([...talk, ['customer', 'no nine not one']])[3])).toEqual([]);
    expect(shown(readTalk([...talk, ['customer', 'no it is seven not nine']])[3])).toEqual([
      'phone (415) 552-0147',
    ]);
    expect(shown(readTalk([...talk, ['customer', 'no five not eight']])[3])).toEqual([]);
    for (const said of ['sorry, i meant seven, not nine', 'i meant to say seven instead of nine'])
      expect(shown(readTalk([...talk, ['customer', said]])[3])).toEqual(['phone (415) 552-0147']);
  });

  test('a bare number is an amount only when it was asked for', () => {
    const asked = readTalk([
      ['agent', 'what is the transfer amount'],
      ['customer', 'uh one forty six'],
    ]);
    expect(shown(asked[1])).toEqual(['money $146.00']);
    expect(shown(readTalk([['customer', 'uh one forty six']])[0])).toEqual([]);
  });

  test('a misheard value is understood as the answer to a question about it', () => {
    const asked = readTalk([
      ['agent', 'which plan are you on'],
      ['customer', 'primium'],
    ]);
    expect(shown(asked[1])).toEqual(['plan Premium']);
    const other = readTalk([
      ['agent', 'which plan are you on'],
      ['customer', 'i do not know that'],
    ]);
    expect(shown(other[1])).toEqual([]);
  });
});

test('tags of a model add names; nationality and the like are not shown', () => {
  const text = 'anna lindqvist from riverton, a finn, wrote to ann@example.com';
  const tag = (label: string, said: string) => ({
    label,
    start: text.indexOf(said),
    end: text.indexOf(said) + said.length,
    confidence: 0.9,
  });
  const turn: Turn = {
    id: TurnId.parse('turn-1'),
    conversation: ConversationId.parse('c'),
    sequence: 1,
    speaker: 'customer',
    kind: 'utterance',
    text,
    at: now,
    redactions: 0,
  };
  const tags = [
    tag('PERSON', 'anna lindqvist'),
    tag('GPE', 'riverton'),
    tag('NRP', 'finn'),
    tag('ORGANIZATION', 'ann@example.com'),
  ];
  expect(shown(reader.read(turn, [], {}, tags))).toEqual([
    'person Anna Lindqvist',
    'place Riverton',
    'email ann@example.com',
  ]);
});

test('a turn of ten thousand words takes less than two seconds', () => {
  const text = 'i would like to send one hundred dollars on thursday at ten '.repeat(850);
  const spentMs = startProcessorTime();
  readTalk([['customer', text]]);
  expect(spentMs()).toBeLessThan(2000);
});
