import type { PassageHit } from '#domain/knowledge.ts';
import type { Clock, Ids, TextGenerator } from '#core/ports.ts';
import type { ArticleSearch, SuggestInput } from './gather.ts';
import { buildFacts } from './facts.ts';
import { concernsSubscription } from './focus.ts';
import { entitiesOf, intentInForce } from './intent.ts';
import { createSuggest, type SuggestOutput } from './speak.ts';
import {
  damagedArticle,
  entity,
  intent,
  model,
  pack,
  permit,
  plansArticle,
  record,
  type Said,
  today,
  turn,
  view,
} from './suggest.fixture.ts';

/** @file The shop's articles, and the stage asked about a talk. */

const clock: Clock = { now: () => 1000, monotonic: () => 50, after: () => () => undefined };
const counting = (): Ids => {
  let n = 0;
  return { make: (prefix) => `${prefix}-${++n}` };
};

/** A passage as found, for nobody in particular. */
export const hit = (of: PassageHit['passage'], relevance: number): PassageHit => ({
  passage: of,
  score: 1,
  parts: { vector: 1 },
  similarity: relevance,
  relevance,
});

/** Articles as `retrieve/` would give them, with one relevance for everything. */
export const articles = (relevance = 0.8, passages = 1, hits = damagedArticle): ArticleSearch => ({
  model,
  search: () => Promise.resolve({ hits: hits.map((each) => hit(each, relevance)), passages }),
  passagesOf: (_pack, path) =>
    path === 'knowledge/damaged.md'
      ? damagedArticle
      : path === 'knowledge/plans.md'
        ? plansArticle
        : [],
  isSearchable: (text) => text.split(' ').length > 2,
});

/** What is said to the last of these turns. */
export async function speak(
  said: readonly Said[],
  change: Partial<SuggestInput> = {},
  search: ArticleSearch = articles(),
  generator?: TextGenerator,
): Promise<SuggestOutput> {
  const last = said.at(-1);
  if (last === undefined) throw new Error('nothing was said');
  const seen = change.view ?? view(said, { record });
  const matter = intentInForce(seen, pack);
  const facts = buildFacts({
    record: seen.record,
    entities: entitiesOf(seen),
    today,
    intent:
      matter === undefined
        ? null
        : { name: matter.insight.value, confidence: matter.insight.confidence },
    agent: 'Sam',
    company: 'Shop Ltd',
    manner: { locale: 'en-US', currency: 'USD' },
    aboutSubscription: concernsSubscription(pack, matter?.insight.value ?? null),
  });
  return createSuggest({
    ids: counting(),
    clock,
    articles: search,
    ...(generator !== undefined && { generator }),
  }).forTurn({
    view: seen,
    turn: last.turn,
    pack,
    facts,
    decide: () => permit,
    verbosity: 'full',
    tone: 'friendly',
    acceptedAt: 40,
    origin: 'pushed',
    ...change,
  });
}

export const broken = turn(
  1,
  'customer',
  'My order #12345 arrived damaged. How do I get a replacement?',
);
export const damaged: Said = {
  turn: broken,
  insights: [intent('damaged'), entity(broken, 'order_number', '12345', '#12345')],
};
export const kinds = (output: SuggestOutput): string[] =>
  output.cards.map((each) => each.body.kind);
