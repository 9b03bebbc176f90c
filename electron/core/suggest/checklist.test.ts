import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChecklistTick } from '#domain/call.ts';
import { PackChecklistItem, type Pack } from '#domain/pack.ts';
import { checklistOf, ticksFor, type Embed } from './checklist.ts';
import { intent, pack as shop, turn } from './suggest.fixture.ts';

const items = [
  { name: 'greet', title: 'Greeted', cues: ['my name is', 'how can I help you'], mandatory: true },
  {
    name: 'photo',
    title: 'Asked for a photo',
    intents: ['damaged'],
    cues: ['could you send us a photo'],
  },
  {
    name: 'more',
    title: 'Asked for more',
    cues: ['is there anything else I can help you with', 'anything else'],
  },
  { name: 'bare', title: 'By hand only' },
];
const pack: Pick<Pack, 'manifest'> = {
  manifest: { ...shop.manifest, checklist: items.map((item) => PackChecklistItem.parse(item)) },
};
const damaged = turn(1, 'customer', 'It came broken');
const insights = { [damaged.id]: [intent('damaged')] };

const ticked = async (
  said: string,
  change: Partial<Parameters<typeof ticksFor>[0]> = {},
): Promise<string[]> => {
  const ticks = await ticksFor({
    pack,
    turns: [damaged, turn(2, 'agent', said)],
    insights,
    ...change,
  });
  return ticks.map(({ item }) => item);
};
const tick = (item: string, change: Partial<ChecklistTick>): Record<string, ChecklistTick> => ({
  [item]: ChecklistTick.parse({ item, ticked: true, by: 'hand', ...change }),
});

describe('ticksFor', () => {
  it.each([
    ['My name is Jo.', ['greet']],
    ['hi my named is jo can i helped you', ['greet']],
    ['could you send me a photo of it', ['photo']],
    ['could you sent us a photos', ['photo']],
    ['okay anything else', ['more']],
    ['is their anything else i can helped you with', ['more']],
    ['could you send us a photo and is there anything else', ['photo', 'more']],
    ['Let me look at the order.', []],
    ['', []],
  ])('hears "%s"', async (said, expected) => {
    expect(await ticked(said)).toEqual(expected);
  });

  it('names the words that did it', async () => {
    const said = 'Thank you, Maya. Could you send us a photo of the lantern?';
    const [found] = await ticksFor({ pack, turns: [damaged, turn(2, 'agent', said)], insights });
    expect(found).toMatchObject({ item: 'photo', ticked: true, by: 'words' });
    expect(found?.evidence).toEqual([
      { turn: 'turn-2', span: { start: 17, end: 42 }, text: 'Could you send us a photo' },
    ]);
  });

  it("never counts the customer's words", async () => {
    const turns = [turn(1, 'customer', 'my name is Maya, could you send us a photo')];
    expect(await ticksFor({ pack, turns, insights })).toEqual([]);
  });

  it('counts an item of some intents only when the call is about them', async () => {
    expect(await ticked('could you send us a photo', { insights: {} })).toEqual([]);
    const names = checklistOf({ pack, turns: [damaged] }).map(({ name }) => name);
    expect(names).toEqual(['greet', 'more', 'bare']);
  });

  it('leaves alone what a hand did and what is ticked', async () => {
    const said = 'my name is jo';
    expect(await ticked(said, { ticked: tick('greet', { ticked: false }) })).toEqual([]);
    expect(await ticked(said, { ticked: tick('greet', { by: 'words' }) })).toEqual([]);
    expect(await ticked(said, { ticked: tick('greet', { by: 'words', ticked: false }) })).toEqual([
      'greet',
    ]);
  });

  it('ticks by meaning where an encoder finds the clause near', async () => {
    const near = new Set(['could you send us a photo', 'could you send us one of the lantern']);
    const embed: Embed = (texts) =>
      Promise.resolve(texts.map((text) => Float32Array.of(near.has(text) ? 1 : 0, 0.1)));
    const said = 'could you send us one of the lantern';
    expect(await ticked(said)).toEqual([]);
    expect(await ticked(said, { embed })).toEqual(['photo']);
  });

  it('fails as the encoder fails', async () => {
    const embed: Embed = () => Promise.reject(new Error('The model is gone.'));
    await expect(ticked('something new', { embed })).rejects.toThrow('The model is gone.');
  });

  it('for any words: evidence is what stands in the turn, each item once', async () => {
    const words = fc.array(
      fc.constantFrom(
        ...'my name is how can i help you send us a photo anything else ? . , ’s'.split(' '),
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 5 }), async (said) => {
        const turns = said.map((each, index) => turn(index + 2, 'agent', each.join(' ')));
        const ticks = await ticksFor({ pack, turns: [damaged, ...turns], insights });
        expect(new Set(ticks.map(({ item }) => item)).size).toBe(ticks.length);
        for (const { evidence } of ticks)
          for (const { turn: id, span, text } of evidence) {
            expect(turns.find((each) => each.id === id)?.text.slice(span.start, span.end)).toBe(
              text,
            );
            expect(text.trim()).not.toBe('');
          }
      }),
    );
  });
});
