import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Turn } from '#domain/conversation.ts';
import { ConversationId, TurnId } from '#domain/ids.ts';
import type { Insight, ModelRef } from '#domain/insight.ts';
import { PackManifest, type Pack } from '#domain/pack.ts';
import { writtenCalls, type WrittenCall } from './forms-of-calls.fixture.ts';
import { sameValue } from './measure/form-accuracy.ts';
import { fillForm, formFor } from './suggest/forms.ts';
import { createEntityReader, createPackEntityFinder } from './understand/index.ts';

const model: ModelRef = { name: 'test', version: '1', sha256: 'x' };
const manifest = PackManifest.parse(
  parse(readFileSync(new URL('../../resources/packs/banking/pack.yaml', import.meta.url), 'utf8')),
);
const pack = { manifest } as Pick<Pack, 'manifest'>;
const reader = createEntityReader({
  pack: manifest,
  packEntities: createPackEntityFinder(manifest.entities),
  model,
});

/** Turns of a written call and what the rules find in them; the intent is given with the first. */
function understand(call: WrittenCall): { turns: Turn[]; insights: Record<string, Insight[]> } {
  const turns: Turn[] = [];
  const insights: Record<string, Insight[]> = {};
  for (const [index, line] of call.talk.split('\n').entries()) {
    const turn: Turn = {
      id: TurnId.parse(`turn-${index + 1}`),
      conversation: ConversationId.parse('c'),
      sequence: index + 1,
      speaker: line.startsWith('a:') ? 'agent' : 'customer',
      kind: 'utterance',
      text: line.slice(3),
      at: Date.UTC(2026, 0, 7, 12),
      redactions: 0,
    };
    const found: Insight[] = reader.read(turn, turns, insights);
    if (
      turn.speaker === 'customer' &&
      Object.values(insights)
        .flat()
        .every((i) => i.kind !== 'intent')
    )
      found.push({
        kind: 'intent',
        value: call.intent,
        title: call.intent,
        confidence: 0.9,
        threshold: 0.5,
        ranked: [],
        evidence: [{ start: 0, end: turn.text.length }],
        model,
      });
    turns.push(turn);
    insights[turn.id] = found;
  }
  return { turns, insights };
}

describe('the banking pack’s forms', () => {
  test.each(writtenCalls)('$call', (call) => {
    const { turns, insights } = understand(call);
    const form = formFor({ view: { turns, insights }, pack });
    if (form === undefined) throw new Error('no form was chosen');
    const filled = fillForm({ form, pack, turns, insights });
    for (const [name, expected] of Object.entries(call.expected)) {
      const got = filled.fields.find((field) => field.name === name)?.display ?? '';
      expect(sameValue(name, expected, got), `${name}: ${got} instead of ${expected}`).toBe(true);
    }
    for (const field of filled.fields)
      for (const source of field.sources) {
        const turn = turns.find(({ id }) => id === source.turn);
        expect(turn?.text.slice(source.span.start, source.span.end)).toBe(source.text);
      }
  });
});
