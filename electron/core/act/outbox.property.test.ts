import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { noteChange, orderChange } from '#tests/fakes/shop.ts';
import {
  openWorkbench,
  request,
  takeValue,
  testPolicyEngine,
  wire,
} from '#tests/fakes/workbench.ts';
import type { Connector, Publisher } from '#core/ports.ts';
import { createCountingIds, createSeededRandom } from '#core/replay-ports.ts';
import { noFaults } from '#domain/connector.ts';

const bench = openWorkbench({ customers: 4 });
afterAll(() => bench.close());

class Killed extends Error {}

/** Parts that all stop working for ever at one step: what a killed process looks like. */
function mortal(steps: number) {
  let left = steps;
  let dead = false;
  const step = (): void => {
    left -= 1;
    if (left < 0) dead = true;
    if (dead) throw new Killed();
  };
  const bus: Publisher = {
    publish: (event, actor) => bench.bus.publish(event, actor),
    transact: (run, durability) => {
      step();
      const result = bench.bus.transact(run, durability);
      step();
      return result;
    },
  };
  const connector: Connector = {
    ...bench.crm,
    execute: async (command) => {
      step();
      const result = await bench.crm.execute(command);
      step();
      return result;
    },
    lookup: async (key) => {
      step();
      const result = await bench.crm.lookup(key);
      step();
      return result;
    },
  };
  return { bus, connector, isDead: () => dead };
}

const life = fc.record({
  steps: fc.nat(25),
  loseNextReply: fc.boolean(),
  outage: fc.boolean(),
});

test('killed between any two steps, every approved action has exactly one effect', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(life, { minLength: 1, maxLength: 6 }),
      async (count, lives) => {
        const actions = Array.from({ length: count }, (_, n) => {
          const changes = [
            noteChange(n, `note ${String(n)}`),
            orderChange(n % 2, `status ${String(n)}`),
          ];
          const { id, payloadHash } = bench.gate.draft(request({ changes }));
          takeValue(bench.gate.approve({ action: id, payloadHash, agent: 'Ann' }));
          return id;
        });
        for (const { steps, ...faults } of [...lives, { steps: Number.POSITIVE_INFINITY }]) {
          bench.crm.faults.set({ ...noFaults, ...faults });
          const { bus, connector, isDead } = mortal(steps);
          const unexpected: unknown[] = [];
          const { runner } = wire({
            store: bench.store,
            bus,
            clock: bench.clock,
            ids: createCountingIds(),
            random: createSeededRandom(2),
            connector,
            engine: testPolicyEngine(),
            onProblem: (error) => {
              if (!(error instanceof Killed)) unexpected.push(error);
            },
          });
          runner.start();
          for (let round = 0; round < 8 && !isDead(); round += 1) {
            await runner.drained();
            if (bench.store.outbox.nextDue() === undefined) break;
            bench.clock.advance(300_000);
          }
          await runner.stop();
          expect(unexpected).toEqual([]);
        }
        const ledger = bench.crm.ledger();
        for (const id of actions) {
          expect(bench.store.actions.get(id)?.state).toBe('succeeded');
          const own = ledger.filter(({ idempotencyKey }) => idempotencyKey.startsWith(`${id}.`));
          expect(own).toHaveLength(1);
        }
        // Writes to one record took effect in the order of approval.
        const mine = ledger.filter(({ idempotencyKey }) =>
          actions.some((id) => idempotencyKey.startsWith(`${id}.`)),
        );
        for (const order of ['order-0', 'order-1']) {
          const statuses = mine
            .flatMap(({ changes }) => changes)
            .filter(({ id }) => id === order)
            .map(({ fields }) => String(fields[0]?.after));
          expect(statuses).toEqual(statuses.toSorted());
        }
      },
    ),
    { numRuns: 40, verbose: 1 },
  );
}, 120_000);
