import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCards } from '#domain/view.ts';
import { type VirtualClock } from '#core/replay-ports.ts';
import type { Core } from '#core/surface.ts';
import { must, openVirtualCore } from '#tests/fixtures/virtual-core.ts';

/** @file The composed core, as a host sees it: what no single stage can show. */

describe('the core', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-core-'));
  let core: Core;
  let clock: VirtualClock;
  let count = 0;

  beforeAll(async () => {
    ({ core, clock } = await openVirtualCore(folder));
    await core.ready();
  });
  afterEach(() => {
    expect(core.verify()).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  const talk = async (...said: string[]): Promise<string> => {
    const { id } = must(core.start({ pack: 'retail' }));
    for (const text of said) await say(id, text);
    return id;
  };
  const say = async (conversation: string, text: string): Promise<void> => {
    count += 1;
    must(core.say({ conversation, speaker: 'customer', text, key: `core-test-${count}` }));
    await core.settled(conversation);
  };
  const view = (id: string) => {
    const found = core.view(id);
    if (found === undefined) throw new Error('no such conversation');
    return found;
  };
  const actionCard = (id: string, kind: string) => {
    const card = openCards(view(id)).find(
      ({ body }) => body.kind === 'action' && body.actionKind === kind,
    );
    if (card === undefined) throw new Error(`no card for ${kind}`);
    return card;
  };

  it('says the same message once, however often it is sent', async () => {
    const { id } = must(core.start({ pack: 'retail' }));
    const message = {
      conversation: id,
      speaker: 'customer',
      text: 'hello there, me again',
      key: 'sent-twice',
    } as const;
    expect(must(core.say(message)).id).toBe(must(core.say(message)).id);
    expect(view(id).turns).toHaveLength(1);
    expect(core.conversations().find((one) => one.id === id)?.title).toBe('hello there, me again');
  });

  it('accepts a card once, and one yes has one effect', async () => {
    const id = await talk('My order #12345 arrived damaged. How do I get a replacement?');
    const card = actionCard(id, 'send_replacement');
    const first = must(await core.acceptSuggestion(id, card.id)).action;
    const again = must(await core.acceptSuggestion(id, card.id)).action;
    expect(again?.id).toBe(first?.id);
    expect(first?.state).toBe('awaiting');
    const stale = core.approveAction(first?.id ?? '', 'f'.repeat(64));
    expect(stale).toMatchObject({ ok: false, error: { code: 'STALE' } });
    must(core.approveAction(first?.id ?? '', first?.payloadHash ?? ''));
    must(core.approveAction(first?.id ?? '', first?.payloadHash ?? ''));
    await core.drained();
    expect(view(id).actions.map(({ state }) => state)).toEqual(['succeeded']);
    expect(view(id).approvals).toHaveLength(1);
    expect(view(id).record?.orders.find(({ number }) => number === '12345')?.status).toBe(
      'replacement requested',
    );
  });

  it('a request that nobody answers is a no', async () => {
    const id = await talk('My account is LF-204117, my new address is 9 Oak Road, Salem, OR 97301');
    const drafted = must(core.draftAction(id, 'change_address'));
    expect(drafted.state).toBe('awaiting');
    clock.advance(drafted.expiresAt - clock.now() + 2_000);
    expect(view(id).actions.at(-1)?.state).toBe('expired');
    const late = core.approveAction(drafted.id, drafted.payloadHash);
    expect(late).toMatchObject({ ok: false, error: { code: 'EXPIRED' } });
    await core.drained();
    expect(view(id).record?.customer.address).not.toContain('Oak Road');
  });

  it('runs a low-risk kind that policy releases by itself, with an approval on record', async () => {
    const id = await talk('Hi, my account is LF-187430, I have a question about my plan');
    const drafted = must(core.draftAction(id, 'create_ticket', { subject: 'Call back' }));
    await core.drained();
    expect(view(id).actions.find((action) => action.id === drafted.id)?.state).toBe('succeeded');
    expect(view(id).approvals.map(({ by }) => by)).toEqual(['policy']);
    const verbs = core.trail(id).map(({ verb }) => verb);
    expect(verbs.indexOf('approval.given')).toBeGreaterThan(-1);
    expect(verbs.indexOf('approval.given')).toBeLessThan(verbs.lastIndexOf('action.changed'));
  });

  it('always asks for a change of address, and refuses one when nobody is identified', async () => {
    const stranger = await talk('I want to change my address to 5 Elm Street, Salem, OR 97301');
    const refused = core.draftAction(stranger, 'change_address');
    expect(refused.ok).toBe(false);
    const id = await talk(
      'Hi, my account is LF-204117 and I moved. My new address is 5 Elm Street, Salem, OR 97301',
    );
    const drafted = must(core.draftAction(id, 'change_address'));
    expect(drafted.state).toBe('awaiting');
    expect(drafted.payload.changes[0]?.fields[0]?.after).toBe('5 Elm Street, Salem, OR 97301');
    must(core.rejectAction(drafted.id, 'not verified'));
    await core.drained();
    expect(view(id).record?.customer.address).not.toContain('Elm');
  });

  it('refuses a refund that is higher than the order, also when it was edited to that', async () => {
    const id = await talk('I want a refund for order #67890, the Trail Box please');
    const drafted = must(core.draftAction(id, 'refund_order'));
    expect(drafted.policy.decision).toBe('permit');
    const edited = must(core.editAction(drafted.id, { amount: 12_000 }));
    expect(edited.policy).toMatchObject({
      decision: 'forbid',
      policies: ['refund-not-above-order'],
    });
    const refused = core.approveAction(edited.id, edited.payloadHash);
    expect(refused).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('saves a wrap-up that has no form', async () => {
    const id = await talk('Hi, my account is LF-187430. Nothing to do, I only wanted to say hello');
    must(await core.end(id));
    expect(view(id).form).toBeUndefined();
    const drafted = must(core.saveWrapUp(id));
    must(core.approveAction(drafted.id, drafted.payloadHash));
    await core.drained();
    expect(view(id).actions.at(-1)).toMatchObject({ state: 'succeeded' });
    expect(view(id).record?.notes.at(-1)?.text).toContain('Issue:');
  });

  it('brings the summary up to date when something is done after the end, never over the agent’s words', async () => {
    const id = await talk('My account is LF-187430 and my order is late, where is it?');
    const done = (): number =>
      view(id).wrapUp?.summary.filter(({ section }) => section === 'done').length ?? 0;
    must(await core.end(id));
    expect(done()).toBe(0);
    must(core.draftAction(id, 'create_ticket', { subject: 'Late order' }));
    await core.drained();
    expect(done()).toBe(1);
    must(core.editSummary(id, 0, 'My own words.'));
    must(core.draftAction(id, 'create_ticket', { subject: 'Another one' }));
    await core.drained();
    expect(view(id).wrapUp?.summary[0]?.text).toBe('My own words.');
    expect(done()).toBe(1);
  });
});

describe('a core that was closed in mid-conversation', () => {
  it('knows the conversation, and still masks a card that was being read out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-core-'));
    const first = await openVirtualCore(folder);
    const { id } = must(first.core.start({ pack: 'retail', id: 'talk-one' }));
    must(
      first.core.say({
        conversation: id,
        speaker: 'customer',
        text: 'my card number is',
        key: 'key-one-1',
      }),
    );
    await first.core.settled();
    await first.core.shutdown();

    const second = await openVirtualCore(folder);
    const said = must(
      second.core.say({
        conversation: id,
        speaker: 'customer',
        text: '4111 1111',
        key: 'key-one-2',
      }),
    );
    expect(said.text).toBe('[card number]');
    expect(said.sequence).toBe(2);
    await second.core.settled();
    expect(second.core.view(id)?.turns).toHaveLength(2);
    await second.core.shutdown();
    rmSync(folder, { recursive: true });
  });
});
