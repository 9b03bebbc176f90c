import { describe, expect, it } from 'vitest';
// Only tests may open other stages: these are the packs that come with the product.
import { loadPack } from '#core/packs/index.ts';
import { splitArticle } from '#core/retrieve/split.ts';
import { mannerOf } from '#core/suggest/display.ts';
import { buildFacts } from '#core/suggest/facts.ts';
import { groundReply } from '#core/suggest/replies.ts';
import { passage, record, today } from '#core/suggest/suggest.fixture.ts';

describe.each(['banking', 'retail', 'saas', 'telecom'])('the replies of the pack %s', (name) => {
  it('say no number, date or link that is not in their article, in any tone', async () => {
    const loaded = await loadPack(
      new URL(`../../resources/packs/${name}`, import.meta.url).pathname,
      () => undefined,
    );
    if (!loaded.ok) throw new Error(loaded.error.message);
    const pack = loaded.value;
    const facts = buildFacts({
      record,
      entities: [],
      today,
      intent: null,
      agent: 'Sam',
      company: pack.manifest.company,
      manner: mannerOf(pack),
    });
    const problems = pack.replies.flatMap((reply) => {
      const article = pack.articles.find((each) => each.path === reply.article);
      const passages =
        article === undefined
          ? []
          : splitArticle(article).map((piece, at) =>
              passage(reply.name, at, piece.heading, piece.text),
            );
      return (['friendly', 'formal', 'short'] as const).flatMap((tone) => {
        const grounded = groundReply(reply, tone, facts, passages);
        return 'problem' in grounded ? [`${reply.name}, ${tone}: ${grounded.problem}`] : [];
      });
    });
    expect(pack.replies.length).toBeGreaterThan(5);
    expect(problems).toEqual([]);
  });
});
