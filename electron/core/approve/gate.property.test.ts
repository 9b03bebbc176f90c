import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { noteChange } from '#tests/fakes/shop.ts';
import { conversation, openWorkbench, request, takeValue } from '#tests/fakes/workbench.ts';
import type { Action } from '#domain/action.ts';
import { hashPayload } from './payload.ts';

const bench = openWorkbench();
bench.runner.start();
afterAll(() => bench.close());

type Step =
  | { readonly do: 'approve' | 'approve old' | 'reject' | 'expire' | 'send' }
  | { readonly do: 'edit'; readonly text: string; readonly amount: number }
  | { readonly do: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'approve' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'approve old' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'reject' } as const) },
  { weight: 1, arbitrary: fc.constant({ do: 'expire' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'send' } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      text: fc.string({ maxLength: 8 }),
      amount: fc.integer({ min: 19_998, max: 20_002 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(700_000) }) },
);

const approve = (action: Action, hash = action.payloadHash) =>
  bench.gate.approve({ action: action.id, payloadHash: hash, agent: 'Ann' });
const now = (action: Action): Action => {
  const found = bench.store.actions.get(action.id);
  if (found === undefined) throw new Error('gone');
  return found;
};
const effects = (action: Action) =>
  bench.crm.ledger().filter(({ idempotencyKey }) => idempotencyKey.startsWith(`${action.id}.`));
const length = (): number => bench.store.events.read(conversation).length;

test('no effect without a live yes to exactly that payload', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('add_note', 'refund_order'),
      fc.constantFrom('low', 'medium', 'high'),
      fc.integer({ min: 1999, max: 2001 }),
      fc.array(step, { maxLength: 10 }),
      async (kind, risk, amount, steps) => {
        const drafted = bench.gate.draft(request({ kind, risk, input: { amount } }));
        /** The model: the hash that may have an effect, and whether it had. */
        let live: string | undefined;
        let sent: string | undefined;
        const seen = [drafted.payloadHash];

        const released = risk === 'low' && (kind === 'add_note' || amount <= 2000);
        expect(drafted.state).toBe(released ? 'queued' : 'awaiting');
        if (released) live = drafted.payloadHash;

        for (const current of steps) {
          const before = now(drafted);
          const open = before.state === 'awaiting';
          const over = bench.clock.now() >= before.expiresAt;
          switch (current.do) {
            case 'approve': {
              const result = approve(before);
              const limit = Number(before.payload.input['amount']);
              const allowed = kind === 'add_note' || limit <= 20_000;
              expect(result.ok).toBe(
                open ? !over && allowed : live !== undefined || sent !== undefined,
              );
              if (!result.ok) break;
              if (open) live = before.payloadHash;
              // Said again, the same yes does nothing.
              const events = length();
              expect(takeValue(approve(before, before.payloadHash)).approval).toEqual(
                result.value.approval,
              );
              expect(length()).toBe(events);
              break;
            }
            case 'approve old':
              for (const hash of seen.slice(0, -1))
                expect(approve(before, hash)).toMatchObject({
                  ok: false,
                  error: { code: 'stale' },
                });
              break;
            case 'reject':
              expect(bench.gate.reject({ action: drafted.id, agent: 'Ann' }).ok).toBe(
                open || before.state === 'rejected',
              );
              break;
            case 'expire':
              bench.gate.expire();
              expect(now(drafted).state).toBe(open && over ? 'expired' : before.state);
              break;
            case 'edit': {
              const changes = [noteChange(0, current.text)];
              const input = { amount: current.amount };
              const result = bench.gate.edit({ action: drafted.id, agent: 'Ann', input, changes });
              expect(result.ok).toBe((open && !over) || before.state === 'queued');
              if (!result.ok) break;
              live = undefined;
              expect(seen).not.toContain(result.value.payloadHash);
              expect(hashPayload(result.value.payload)).toBe(result.value.payloadHash);
              seen.push(result.value.payloadHash);
              break;
            }
            case 'wait':
              bench.clock.advance(current.ms);
              break;
            case 'send':
              await bench.settle();
              sent = sent ?? live;
              live = undefined;
              break;
          }
          // Waiting lets the runner's own timer work as well.
          if (current.do === 'wait') {
            await bench.settle();
            sent = sent ?? live;
            live = undefined;
          }
        }
        await bench.settle();
        sent = sent ?? live;

        const done = effects(drafted);
        expect(done).toHaveLength(sent === undefined ? 0 : 1);
        if (sent === undefined) return;
        const action = now(drafted);
        const approval = bench.store.approvals.ofAction(drafted.id);
        expect(action.state).toBe('succeeded');
        expect(action.payloadHash).toBe(sent);
        expect(approval).toMatchObject({ payloadHash: sent, policy: { decision: 'permit' } });
        expect(done[0]?.changes).toEqual(action.payload.changes);
        const limit = Number(action.payload.input['amount']);
        if (kind === 'refund_order')
          expect(limit).toBeLessThanOrEqual(approval?.by === 'policy' ? 2000 : 20_000);
      },
    ),
    { numRuns: 60, verbose: 1 },
  );
  expect(bench.problems).toEqual([]);
}, 120_000);

test('the hash covers every part of the payload and nothing else', () => {
  const base = bench.gate.draft(request({ input: { a: 1, b: 'x' } })).payload;
  fc.assert(
    fc.property(
      fc.constantFrom('kind', 'connector', 'actor', 'version', 'input', 'changes'),
      fc.string({ minLength: 1 }),
      (part, text) => {
        const other = {
          kind: { kind: `${base.kind}${text}` },
          connector: { connector: `${base.connector}${text}` },
          actor: { actor: `${base.actor}${text}` },
          version: { version: base.version + text.length },
          input: { input: { ...base.input, [`c${text}`]: text } },
          changes: { changes: [noteChange(0, `Called about the order.${text}`)] },
        }[part];
        expect(hashPayload({ ...base, ...other })).not.toBe(hashPayload(base));
        const shuffled = Object.fromEntries(Object.entries(base).reverse()) as typeof base;
        expect(hashPayload(shuffled)).toBe(hashPayload(base));
      },
    ),
    { verbose: 1 },
  );
});
