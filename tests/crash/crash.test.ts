import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { openLocalConnector } from '#core/act/index.ts';
import { createSigner, newSigningKey, verifyAudit } from '#core/audit/index.ts';
import { createSeededRandom } from '#core/replay-ports.ts';
import { openStore } from '#core/store/index.ts';
import { systemClock } from '#core/system-ports.ts';
import { takeValue, testKey } from '#tests/fakes/workbench.ts';
import { script } from './script.ts';

const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const random = createSeededRandom(seed);
const folder = mkdtempSync(join(tmpdir(), 'earshot-crash-'));
const signingKey = newSigningKey();
const kills = 20;
/** Approvals that a life may give behind the one that it is killed for, however late the kill comes. */
const mostBehind = 12;

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** When a life ends: at a time after its start, at a number of approvals, or at an own step. */
type End =
  | { readonly kind: 'start'; readonly ms: number }
  | { readonly kind: 'approvals'; readonly count: number; readonly ms: number }
  | { readonly kind: 'step'; readonly steps: number }
  | { readonly kind: 'none' };

/** The parent's own record: approvals that returned, by action. */
const returned = new Map<string, Set<string>>();
const problems: string[] = [];

interface Life {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly said: Set<string>;
}

const startChild = (...words: string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });

function live(end: End): Promise<Life> {
  const child = startChild(
    folder,
    String(Math.floor(random.next() * 1e9)),
    ...(end.kind === 'step' ? ['steps', String(end.steps)] : []),
    ...(end.kind === 'approvals' ? ['approvals', String(end.count + mostBehind)] : []),
  );
  const said = new Set<string>();
  let approvals = 0;
  let timer: NodeJS.Timeout | undefined;
  const killIn = (ms: number): void => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), ms);
  };
  if (end.kind === 'start') killIn(end.ms);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what = '', id = '', hash = ''] = line.split(' ');
    said.add(what);
    if (what === 'problem') problems.push(line);
    if (what !== 'approved') return;
    approvals += 1;
    returned.set(id, (returned.get(id) ?? new Set()).add(hash));
    if (end.kind === 'approvals' && approvals >= end.count) killIn(end.ms);
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== null && code !== 0) problems.push(errors);
      resolve({ signal, code, said });
    });
  });
}

/** Most die while they work, some while they start, some at an exact step of a transaction. */
function endOf(life: number): End {
  if (life % 10 === 9) return { kind: 'start', ms: random.next() * 400 };
  if (life % 2 === 0) return { kind: 'step', steps: 1 + Math.floor(random.next() * 90) };
  return { kind: 'approvals', count: 1 + Math.floor(random.next() * 14), ms: random.next() * 25 };
}

test(
  `killed ${String(kills)} times during 200 approvals: nothing lost, nothing twice (seed ${String(seed)})`,
  { timeout: 400_000 },
  async () => {
    const started = performance.now();
    writeFileSync(join(folder, 'signing.key'), signingKey, { mode: 0o600 });
    await new Promise((resolve) => startChild().on('close', resolve));
    let killed = 0;
    let whileWorking = 0;
    for (let life = 0; life < kills; life += 1) {
      const { signal, said } = await live(endOf(life));
      if (signal === 'SIGKILL') killed += 1;
      if (signal === 'SIGKILL' && said.has('ready')) whileWorking += 1;
    }
    const last = await live({ kind: 'none' });
    expect(problems).toEqual([]);
    expect(last).toMatchObject({ code: 0, signal: null });
    expect(last.said).toContain('done');
    // The script must not have been over before most of the kills.
    expect(killed).toBeGreaterThanOrEqual(15);
    expect(whileWorking).toBeGreaterThanOrEqual(12);

    const store = takeValue(openStore({ folder, key: testKey }));
    const crm = takeValue(
      openLocalConnector({ file: join(folder, 'crm.db'), key: testKey, clock: systemClock }),
    );
    try {
      const ledger = crm.ledger();
      const wanted = script().filter(({ way }) => way !== 'rejected');
      const keyOf = new Map(
        wanted.map(({ id }) => [id, store.outbox.get(id)?.idempotencyKey ?? 'none']),
      );
      // None twice, none that was not approved, none lost.
      expect(ledger.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(
        [...keyOf.values()].sort(),
      );
      const records = takeValue(await crm.fetchAll());
      const notes = records.flatMap((record) => record.notes.map(({ text }) => text));
      let unheard = 0;
      for (const { id, way, mark } of wanted) {
        const action = store.actions.get(id);
        const approval = store.approvals.ofAction(id);
        expect(action?.state, id).toBe('succeeded');
        expect(approval?.payloadHash, id).toBe(action?.payloadHash);
        // What the parent heard is what counts: no yes that returned was forgotten.
        const heard = returned.get(id);
        if (heard === undefined) unheard += 1;
        else expect([...heard], id).toContain(approval?.payloadHash);
        const written =
          way === 'edited' && action?.payload.version === 1 ? mark.replace('mark', 'draft') : mark;
        expect(
          notes.filter((text) => text === written),
          id,
        ).toHaveLength(1);
      }
      expect(notes).toHaveLength(wanted.length);
      // A yes may be stored and its process killed before it could say so: at most one per kill.
      expect(unheard).toBeLessThanOrEqual(killed);
      for (const { id, way } of script())
        if (way === 'rejected') expect(store.outbox.get(id), id).toBeUndefined();

      const { publicKey } = createSigner(signingKey);
      const verdict = verifyAudit(store.audit, { events: store.events, publicKey });
      expect(verdict).toMatchObject({ ok: true, entries: store.events.lastPosition() });
      expect(store.integrity()).toEqual({ ok: true, problems: [] });
      expect(crm.integrity()).toEqual({ ok: true, problems: [] });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `crash: seed ${String(seed)}, ${String(killed)} kills (${String(whileWorking)} at work), ${String(ledger.length)} effects, ${String(store.events.lastPosition())} audit entries, ${seconds} s\n`,
      );
    } finally {
      crm.close();
      store.close();
    }
  },
);
