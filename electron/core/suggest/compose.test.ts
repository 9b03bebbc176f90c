import { describe, expect, it } from 'vitest';
import type { PassageHit } from '#domain/knowledge.ts';
import type { FoundRecord } from './records.ts';
import { composedCandidate, composeReply, type ComposedReply } from './compose.ts';
import { answeringWith, hitOf, knownFacts, model, says } from './compose.fixture.ts';
import { pack, passage } from './suggest.fixture.ts';

const compose = (
  hits: readonly PassageHit[],
  question: string,
  change: Partial<Parameters<typeof composeReply>[0]> = {},
): ComposedReply | undefined =>
  composeReply({
    hits,
    records: [],
    question,
    tone: 'friendly',
    facts: knownFacts(),
    manifest: pack.manifest,
    ...change,
  });

const rule = says('A lamp is replaced within 30 days of delivery. It takes 2 to 4 working days.');
const order: FoundRecord = {
  record: 'order',
  id: 'order-1',
  title: 'Order 12345',
  text: 'Delivered on November 18, 2026; $84.50.',
  source: 'local',
  fetchedAt: 1,
  score: 0.9,
  say: 'Your order 12345 was delivered on November 18, 2026.',
};

describe('a drafted reply', () => {
  it('is written in the tone of the agent', () => {
    const of = (tone: 'friendly' | 'formal' | 'short'): string | undefined =>
      compose([rule], 'Is my lamp replaced?', { tone })?.text;
    const said = 'A lamp is replaced within 30 days of delivery. It takes 2 to 4 working days.';
    expect(of('friendly')).toBe(`Here is what I can tell you, Maya. ${said}`);
    expect(of('formal')).toBe(`Dear Maya Okafor, thank you for your question. ${said}`);
    expect(of('short')).toBe(said);
  });

  it('uses the plainer words where the customer is not known', () => {
    expect(compose([rule], 'Is my lamp replaced?', { facts: knownFacts(false) })?.text).toMatch(
      /^Here is what I can tell you\. A lamp/,
    );
  });

  it('links each sentence to its passage, and the words around to nothing', () => {
    const draft = compose([rule], 'Is my lamp replaced?');
    expect(draft?.sentences.map(({ citation }) => citation)).toEqual([undefined, 0, 0]);
    expect(draft?.citations).toEqual([
      expect.objectContaining({
        passage: rule.passage.id,
        quote: 'A lamp is replaced within 30 days of delivery. It takes 2 to 4 working days.',
      }),
    ]);
    expect(draft?.text).toBe(draft?.sentences.map(({ text }) => text).join(' '));
  });

  it('never comes from an article for agents, or from one that does not say for whom it is', () => {
    const forAgents = hitOf(rule.passage, { audience: 'agent' });
    expect(compose([forAgents], 'Is my lamp replaced?')).toBeUndefined();
    const { audience: _, ...unknown } = rule;
    expect(compose([unknown], 'Is my lamp replaced?')).toBeUndefined();
    const second = hitOf(passage('other', 0, 'Lamps', 'A lamp is guaranteed for two years.'));
    expect(compose([forAgents, second], 'Is my lamp replaced?')?.text).toContain('two years');
  });

  it("uses the pack's own words, and others where a slot of theirs cannot be filled", () => {
    const manifest = answeringWith({
      friendly: 'Hello {customer.firstName}! {answer} Yours, {company}',
      formal: 'On ticket {ticket.subject}: {answer}',
    });
    const of = (tone: 'friendly' | 'formal' | 'short', known = true): string | undefined =>
      compose([rule], 'Is my lamp replaced?', { tone, manifest, facts: knownFacts(known) })?.text;
    expect(of('friendly')).toMatch(/^Hello Maya! A lamp is .* working days\. Yours, Shop Ltd$/);
    expect(of('friendly', false)).toMatch(/^Here is what I can tell you\. A lamp/);
    expect(of('formal')).toMatch(/^Dear Maya Okafor, thank you/);
    // What is not there is said as friendly.
    expect(of('short')).toMatch(/^Hello Maya!/);
  });

  it('says what the CRM knows first, with its source, and what it says alone', () => {
    const both = compose([rule], 'Where is my lamp?', { records: [order] });
    expect(both?.sentences.map(({ record, citation }) => record ?? citation)).toEqual([
      undefined,
      0,
      0,
      0,
    ]);
    expect(both?.text).toContain(`Maya. ${order.say} A lamp is replaced`);
    const alone = compose([], 'Where is my lamp?', { records: [order] });
    expect(alone?.citations).toEqual([]);
    expect(alone?.records).toEqual([expect.not.objectContaining({ say: order.say })]);
    expect(alone?.records[0]).toMatchObject({ id: 'order-1', source: 'local' });
  });

  it('does not read out what a colleague wrote', () => {
    const { say: _, ...note } = { ...order, record: 'note', text: 'Difficult customer.' };
    expect(compose([], 'What did you note?', { records: [note] })).toBeUndefined();
  });

  it('does not read slots in an article', () => {
    const hit = says('Write {customer.name} and {answer} on the box.');
    expect(compose([hit], 'What do I write on the box?')?.text).toContain(
      'Write {customer.name} and {answer} on the box.',
    );
  });

  it('becomes a card with its sources', () => {
    const composed = compose([rule], 'Is my lamp replaced?', { records: [order] });
    if (composed === undefined) throw new Error('no draft');
    const card = composedCandidate(composed, { title: 'T', score: 0.8, trigger: [], model });
    expect(card).toMatchObject({
      body: { kind: 'reply', text: composed.text, sentences: composed.sentences },
      citations: composed.citations,
      records: [{ title: 'Order 12345' }],
    });
  });
});
