import { type PackManifest } from '#domain/pack.ts';
import type { Passage, PassageHit } from '#domain/knowledge.ts';
import { buildFacts } from './facts.ts';
import { model, pack, passage, record, today } from './suggest.fixture.ts';

/** @file Hits and facts for the tests of drafted replies. */

export const hitOf = (of: Passage, change: Partial<PassageHit> = {}): PassageHit => ({
  passage: of,
  score: 1,
  parts: { vector: 1 },
  similarity: 0.8,
  relevance: 0.8,
  audience: 'customer',
  ...change,
});

/** A passage for customers with this text. */
export const says = (text: string, heading = 'How it works'): PassageHit =>
  hitOf(passage('rules', 0, heading, text));

export const knownFacts = (known = true): ReturnType<typeof buildFacts> =>
  buildFacts({
    record: known ? record : undefined,
    entities: [],
    today,
    intent: null,
    agent: 'Sam',
    company: 'Shop Ltd',
    manner: { locale: 'en-US', currency: 'USD' },
  });

/** The shop's manifest with its own words around an answer. */
export const answeringWith = (answer: PackManifest['answer']): PackManifest => ({
  ...pack.manifest,
  answer,
});

export { model };
