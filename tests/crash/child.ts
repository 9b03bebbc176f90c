import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLocalConnector } from '#core/act/index.ts';
import { createAudit, createSigner } from '#core/audit/index.ts';
import { createBus } from '#core/bus.ts';
import type { Connector } from '#core/ports.ts';
import { createSeededRandom } from '#core/replay-ports.ts';
import { openStore } from '#core/store/index.ts';
import { createSystemIds, systemClock } from '#core/system-ports.ts';
import { noFaults } from '#domain/connector.ts';
import { customerRecord, noteChange } from '#tests/fakes/shop.ts';
import {
  startConversation,
  takeValue,
  testKey,
  testPolicyEngine,
  wire,
} from '#tests/fakes/workbench.ts';
import { customers, script, type ScriptedAction } from './script.ts';

/**
 * @file The process that gets killed. `node child.ts <folder> <seed> [steps <n> | approvals <n>]`:
 * works through the script from wherever it stands; with `steps` it kills itself at that step,
 * counting every begin and end of a transaction and of a call to the CRM; with `approvals` it gives
 * so many and then waits to be killed. Without a folder it only loads its code.
 */

const [folder = '', seedText = '1', what, most] = process.argv.slice(2);
// Only to fill the compile cache: a process that is killed leaves none.
if (folder === '') process.exit(0);
const random = createSeededRandom(Number(seedText));
let stepsLeft = what === 'steps' ? Number(most) : Number.POSITIVE_INFINITY;
let approvalsLeft = what === 'approvals' ? Number(most) : Number.POSITIVE_INFINITY;
const step = (): void => {
  stepsLeft -= 1;
  if (stepsLeft <= 0) process.kill(process.pid, 'SIGKILL');
};
/** Straight into the pipe: what was said is with the parent when the process dies. */
const say = (...words: string[]): void => {
  if (words[0] === 'approved') approvalsLeft -= 1;
  writeSync(1, `${words.join(' ')}\n`);
};

const store = takeValue(openStore({ folder, key: testKey }));
const counted = {
  ...store,
  transaction: <T>(run: () => T, durability: 'durable' | 'normal'): T => {
    step();
    const result = store.transaction(run, durability);
    step();
    return result;
  },
};
const signer = createSigner(readFileSync(join(folder, 'signing.key'), 'utf8'));
const audit = createAudit({ repository: store.audit, clock: systemClock, signer });
const fail = (error: unknown): void => {
  say(
    'problem',
    error instanceof Error ? (error.stack ?? error.message).replaceAll('\n', ' | ') : String(error),
  );
};
const bus = createBus({
  store: counted,
  clock: systemClock,
  record: audit.record,
  onListenerError: fail,
});
const crm = takeValue(
  openLocalConnector({ file: join(folder, 'crm.db'), key: testKey, clock: systemClock }),
);
crm.seed(Array.from({ length: customers }, (_, n) => customerRecord(n)));
const far: Connector = {
  ...crm,
  execute: async (command) => {
    step();
    // Few and short: a far end that is slow, and one whose answers get lost.
    const loseNextReply = random.next() < 0.05;
    crm.faults.set({ ...noFaults, latencyMs: Math.floor(random.next() * 4), loseNextReply });
    const result = await crm.execute(command);
    step();
    return result;
  },
};
const { gate, runner } = wire({
  store,
  bus,
  clock: systemClock,
  ids: createSystemIds(systemClock),
  random: { next: () => 0 },
  connector: far,
  engine: testPolicyEngine(),
  onProblem: fail,
});

const approve = ({ id }: ScriptedAction, payloadHash: string): void => {
  takeValue(gate.approve({ action: id, payloadHash, agent: 'Ann' }));
  say('approved', id, payloadHash);
};

/** Does what is still to be done for one action; every call finds what an earlier life left. */
const play = (scripted: ScriptedAction): void => {
  const { id, way, draft, mark, n } = scripted;
  const action = store.actions.get(id) ?? gate.draft(draft);
  if (way === 'alone') return say('approved', id, action.payloadHash);
  if (way === 'rejected') {
    takeValue(gate.reject({ action: id, agent: 'Ann' }));
    return say('rejected', id);
  }
  if (way === 'edited' && action.payload.version === 1) {
    // Approved and edited at once: the first yes must not count any more.
    takeValue(gate.approve({ action: id, payloadHash: action.payloadHash, agent: 'Ann' }));
    const changes = action.payload.changes.map((change) =>
      change.record === 'note' ? noteChange(n % customers, mark) : change,
    );
    const edited = gate.edit({ action: id, agent: 'Ann', input: {}, changes });
    // An earlier life may have sent version 1 before it could be edited: then that one counts.
    if (!edited.ok) return say('approved', id, action.payloadHash);
    return approve(scripted, edited.value.payloadHash);
  }
  approve(scripted, action.payloadHash);
  if (way === 'twice') approve(scripted, action.payloadHash);
};

if (store.events.lastPosition() === 0) startConversation(bus);
const keepAlive = setInterval(() => undefined, 1000);
runner.start();
say('ready');
for (const scripted of script()) {
  const before = store.actions.get(scripted.id)?.state;
  if (before === 'succeeded' || before === 'rejected') continue;
  play(scripted);
  runner.wake();
  if (approvalsLeft <= 0) await new Promise(() => undefined);
  await sleep(random.next() * 4);
}
say('scripted');
while (store.outbox.waiting().length > 0) {
  await runner.drained();
  await sleep(5);
}
await runner.stop();
audit.close();
crm.close();
store.close();
clearInterval(keepAlive);
say('done');
