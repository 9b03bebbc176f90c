import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyContext, PolicyDecision } from '#domain/policy.ts';
import { createPolicyEngine } from './approve/index.ts';
import { loadPack } from './packs/index.ts';
import type { PolicyEngine } from './ports.ts';

/** @file What a voice may do in the SaaS pack's policy: never open anything. */

let engine: PolicyEngine;
let kinds: string[] = [];
let policies: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../resources/packs/saas', import.meta.url));
  const loaded = await loadPack(folder, () => undefined);
  if (!loaded.ok) throw new Error(loaded.error.message);
  kinds = loaded.value.manifest.actions.map(({ kind }) => kind);
  policies = loaded.value.policies;
  const made = createPolicyEngine(policies);
  if (!made.ok) throw new Error(made.error.message);
  engine = made.value;
});

/** Every fact that docs/packs.md names, each there or not. */
const contexts: fc.Arbitrary<PolicyContext> = fc
  .record(
    {
      identified: fc.boolean(),
      secondProof: fc.boolean(),
      risk: fc.constantFrom('low', 'medium', 'high'),
      amountMinor: fc.constantFrom(0, 1, 50_000, 50_001, 200_000, 200_001),
      orderTotalMinor: fc.constantFrom(1, 50_000, 200_000),
      daysSincePurchase: fc.constantFrom(0, 14, 15, 60, 61, 90, 91),
      orderStatus: fc.constantFrom('paid', 'overdue', 'refunded'),
      subscriptionStatus: fc.constantFrom('active', 'trial', 'paused', 'cancelled', 'past due'),
      customerStatus: fc.constantFrom('active', 'locked', 'suspended'),
      customerTier: fc.constantFrom('free', 'team', 'business', 'enterprise'),
      intent: fc.constantFrom('password_reset', 'account_locked', 'two_factor'),
      intentConfidencePercent: fc.integer({ min: 0, max: 100 }),
      closesAccount: fc.boolean(),
      changesAddress: fc.boolean(),
      undo: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((facts) => ({ ...facts }) as PolicyContext);

const runs = { numRuns: 1_200 };

/** One question, with the kinds that a reset is made of more often than the others. */
const questions = fc.record({
  context: contexts,
  principal: fc.constantFrom('agent' as const, 'automation' as const),
  kind: fc.oneof(
    fc.constantFrom('send_reset_link', 'unlock_account', 'recover_second_factor', 'create_ticket'),
    fc.nat().map((at) => kinds[at % kinds.length] ?? ''),
  ),
});
type Question = typeof questions extends fc.Arbitrary<infer Q> ? Q : never;

const decide = ({ principal, kind, context }: Question, more: PolicyContext = {}): PolicyDecision =>
  engine.decide({ principal, actor: 'Sam', kind, context: { ...context, ...more } });

describe("the caller's voice in the SaaS pack", () => {
  test('consistent and unsure change no decision, whatever else is known', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const without = decide(question);
        for (const voice of ['none', 'unsure', 'consistent'])
          expect(decide(question, { voice })).toEqual(without);
      }),
      runs,
    );
  });

  test('different permits nothing more, and nothing by itself', () => {
    fc.assert(
      fc.property(questions, (question) => {
        if (decide(question, { voice: 'different' }).decision === 'permit')
          expect([question.principal, decide(question).decision]).toEqual(['agent', 'permit']);
      }),
      runs,
    );
  });

  test('a second proof lifts what different asks for, and nothing else', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { secondProof: _unset, ...context } = question.context;
        const asked = { ...question, context };
        expect(decide(asked, { secondProof: true })).toEqual(decide(asked));
        if (question.principal === 'agent')
          expect(decide(asked, { voice: 'different', secondProof: true })).toEqual(decide(asked));
      }),
      runs,
    );
  });

  test('only the file of the voice reads it, and that permits nothing', () => {
    for (const [file, source] of Object.entries(policies)) {
      if (file === 'voice.cedar') expect(source).not.toMatch(/^permit\b/m);
      else expect(source, file).not.toMatch(/\bvoice\b|secondProof/);
    }
  });

  test('the rules that are tried here do permit, for some', () => {
    const known = { identified: true, customerStatus: 'active', risk: 'low' };
    const question = { principal: 'agent', kind: 'send_reset_link', context: known } as const;
    const of = (voice: string) => decide(question, { voice }).decision;
    expect(['consistent', 'different'].map(of)).toEqual(['permit', 'forbid']);
  });
});
