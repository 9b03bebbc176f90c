import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Suggestion } from '#domain/suggestion.ts';
import { createSeededRandom } from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import type { Core } from '#core/surface.ts';
import { openCore } from '#hosts/open-core.ts';
import { must } from '#tests/fixtures/virtual-core.ts';

/** @file A company's own articles, from the folder to the card and to what they do not answer. */

const ferry = `---
title: Taking gear on the ferry
audience: customer
---
# Taking gear on the ferry

## Kayaks

A kayak travels on the car deck for $18 each way. Book its place 24 hours before the ferry leaves.

## Stoves

Gas cartridges must stay in the locker at the pier; the crew hands them back after landing.
`;

const margins = `---
title: Ferry margins
audience: agent
---
What the ferry company bills us for a place on deck: $7. Never quote this to a customer.
`;

describe('articles of the company', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-knowledge-'));
  const articles = join(folder, 'articles');
  let core: Core;
  let said = 0;

  beforeAll(async () => {
    mkdirSync(articles);
    writeFileSync(join(articles, 'ferry.md'), ferry);
    writeFileSync(join(articles, 'margins.md'), margins);
    const opened = await openCore({
      dataFolder: join(folder, 'data'),
      packs: ['retail'],
      random: createSeededRandom(3),
      secrets: createMemorySecrets(),
      logLevel: 'error',
    });
    if (!opened.ok) throw new Error(opened.error.message);
    core = opened.value.core;
    await core.ready();
    const { knowledgeDesk: desk } = core;
    must(
      await desk.import({
        pack: 'retail',
        path: articles,
        watch: false,
        defaults: { audience: 'agent', language: 'en' },
      }),
    );
    await desk.settled();
  }, 180_000);
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  /** One customer's turn in a talk of its own, and the cards it led to. */
  async function ask(text: string): Promise<{ conversation: string; cards: Suggestion[] }> {
    const conversation = must(core.start({ pack: 'retail' })).id;
    said += 1;
    const turn = must(
      core.say({ conversation, speaker: 'customer', text, key: `key-of-${String(said)}` }),
    );
    await core.settled(conversation);
    const cards = core.view(conversation)?.suggestions.filter((card) => card.turn === turn.id);
    return { conversation, cards: cards ?? [] };
  }

  it('come to a card with their source, and only what customers may read is drafted', async () => {
    const { cards } = await ask('what does it cost to bring a kayak on the ferry?');
    const cited = cards.find(({ citations }) =>
      citations.some(({ title }) => title === 'Taking gear on the ferry'),
    );
    expect(cited?.citations[0]).toMatchObject({ heading: 'Kayaks', anchor: 'kayaks' });
    const drafts = cards.flatMap(({ body }) => (body.kind === 'reply' ? [body.text] : []));
    expect(drafts.join(' ')).toContain('$18');
    expect(drafts.join(' ')).not.toContain('$7');
  });

  it('are found on the search page with the talk in mind, and what is taken is on record', async () => {
    const { conversation } = await ask('I want to take my kayak on the ferry');
    const found = must(
      await core.knowledgeDesk.search({ pack: 'retail', text: 'kayak ferry', conversation, k: 5 }),
    );
    const [hit] = found.hits;
    expect(hit?.passage.title).toMatch(/ferry/i);
    if (hit === undefined) return;
    must(core.knowledgeDesk.used(conversation, hit.passage.id, 'A kayak travels on the car deck.'));
    expect(core.view(conversation)?.used?.[0]).toMatchObject({ passage: hit.passage.id });
    expect(core.trail(conversation).at(-1)?.verb).toBe('knowledge.used');
    expect(core.knowledgeDesk.used('nobody', hit.passage.id, 'x').ok).toBe(false);
  });

  it('are never cited after they were withdrawn', async () => {
    const desk = core.knowledgeDesk;
    const listed = must(desk.documents({ pack: 'retail', text: 'ferry.md', offset: 0, limit: 9 }));
    const id = listed.documents[0]?.id ?? '';
    must(desk.withdraw(id));
    const titles = async () =>
      must(await desk.search({ pack: 'retail', text: 'kayak on the ferry', k: 9 })).hits.map(
        ({ passage }) => passage.title,
      );
    expect(await titles()).not.toContain('Taking gear on the ferry');
    expect(must(core.document(id)).withdrawnAt).toBeDefined();
    must(desk.restore(id));
    expect(await titles()).toContain('Taking gear on the ferry');
  });

  it('grow by what nobody could answer', async () => {
    const desk = core.knowledgeDesk;
    for (const text of [
      'can I rent a parking space at your head office?',
      'is it possible to rent a parking space at the head office',
    ])
      await ask(text);
    const { conversation, cards } = await ask('where do gas cartridges go on the ferry?');
    const card = cards.find(({ citations }) => citations.length > 0);
    expect(card).toBeDefined();
    must(core.dismissSuggestion(conversation, card?.id ?? '', 'outdated'));
    const gaps = must(await desk.gaps('retail'));
    const dismissed = gaps.find(({ questions }) =>
      questions.some(({ reason }) => reason === 'dismissed'),
    );
    expect(dismissed?.title).toContain('gas cartridges');
    const parking = gaps.find(({ title }) => title.includes('parking'));
    expect(parking?.count).toBe(2);
    must(desk.setGap(parking?.id ?? '', 'set_aside'));
    expect(must(await desk.gaps('retail')).find(({ id }) => id === parking?.id)?.state).toBe(
      'set_aside',
    );
    const draft = must(await desk.gapDraft('retail', parking?.id ?? ''));
    expect(draft.markdown).toContain('parking space');
    expect((await desk.gapDraft('retail', 'gap-of-nobody')).ok).toBe(false);
    expect(must(await desk.gaps('banking'))).toEqual([]);
  });
});
