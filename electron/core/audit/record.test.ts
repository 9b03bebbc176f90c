import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#domain/action.ts';
import { genesis } from '#domain/audit.ts';
import { ConversationId } from '#domain/ids.ts';
import { openAt, started, temporaryFolder, turnAdded } from '#core/store/store.fixture.ts';
import { conversationEvents, sample } from './audit.fixture.ts';
import { createAudit } from './record.ts';
import { createSigner, headIsGenuine, newSigningKey } from './signer.ts';
import { verifyAudit } from './verify.ts';

const signer = createSigner(newSigningKey());
const clock = { now: () => 9 };
const sha256 = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

describe('record', () => {
  it('chains entries as the format says', () => {
    const { repository, events } = sample(conversationEvents('c1'));
    const [first, second] = repository.entries;
    if (first === undefined || second === undefined) throw new Error('no entries');
    const { hash, ...unhashed } = first;
    expect(unhashed).toEqual({
      sequence: 1,
      at: 1000,
      actor: 'Sam',
      verb: 'conversation.started',
      subject: 'conversation:c1',
      conversation: 'c1',
      reasoning: 'Sam began a conversation on the practice channel with the retail pack.',
      digest: sha256(canonicalJson(events[0]?.event)),
      previous: genesis,
    });
    expect(hash).toBe(sha256(Buffer.from([0]), canonicalJson(unhashed)));
    expect(second.previous).toBe(hash);
  });

  it('gives an action the reason it was moved with', () => {
    const { repository } = sample(conversationEvents('c1'));
    expect(repository.entries[3]).toMatchObject({
      verb: 'action.changed',
      subject: 'action:c1-a',
      reasoning: 'The order arrived damaged.',
    });
    expect(repository.entries[4]?.reasoning).toBe(
      'Sam approved: The agent said yes. Policy says permit (refund-limit): Within the limit.',
    );
  });

  it('signs every action and approval at once, every 256th entry, and the end', () => {
    const turns = Array.from({ length: 600 }, (_, index) => turnAdded('c9', index + 1, 'x'));
    const { repository } = sample([...conversationEvents('c1'), ...turns]);
    expect(repository.signed.map(({ sequence }) => sequence)).toEqual([4, 5, 256, 512, 607]);
    expect(repository.signed.every(headIsGenuine)).toBe(true);
    for (const { sequence, hash } of repository.signed)
      expect(repository.entries[sequence - 1]?.hash).toBe(hash);
  });

  it('does not sign the same end twice', () => {
    const { repository } = sample(conversationEvents('c1'));
    const audit = createAudit({ repository, clock, signer });
    expect(audit.seal()).toEqual(repository.signed.at(-1));
    audit.close();
    expect(repository.signed).toHaveLength(3);
  });

  it('has nothing to sign in an empty record', () => {
    const { repository } = sample([]);
    expect(repository.signed).toEqual([]);
  });

  it('refuses to leave a gap', () => {
    const { repository } = sample(conversationEvents('c1'));
    const audit = createAudit({ repository, clock, signer });
    expect(() => audit.record({ position: 9, at: 1, actor: 'x', event: started('c2') })).toThrow(
      'Event 9 does not follow audit entry 7.',
    );
  });

  it('goes with its transaction, and goes on after a restart, in the real store', () => {
    const folder = temporaryFolder();
    const store = openAt(folder);
    const audit = createAudit({ repository: store.audit, clock, signer });
    const publish = (event: ReturnType<typeof started>) =>
      audit.record(store.events.append({ at: 1, actor: 'Sam', event }));
    store.transaction(() => publish(started('c1')), 'normal');
    expect(() =>
      store.transaction(() => {
        publish(started('c2'));
        throw new Error('no');
      }, 'durable'),
    ).toThrow('no');
    store.transaction(() => conversationEvents('c3').map(publish), 'durable');
    audit.close();
    store.close();

    const again = openAt(folder);
    const next = createAudit({ repository: again.audit, clock, signer });
    next.record(again.events.append({ at: 2, actor: 'Sam', event: started('c4') }));
    next.close();
    expect(again.audit.ofConversation(ConversationId.parse('c3'))).toHaveLength(7);
    const verdict = verifyAudit(again.audit, { events: again.events, publicKey: signer.publicKey });
    expect(verdict).toEqual({ ok: true, entries: 9, heads: 4, head: again.audit.last()?.hash });
  });
});

describe('signer', () => {
  it('refuses a key of another kind', () => {
    expect(() => createSigner('not a key')).toThrow();
  });

  it('comes back the same from its secret', () => {
    const secret = newSigningKey();
    expect(createSigner(secret).publicKey).toBe(createSigner(secret).publicKey);
    const head = createSigner(secret).signHead({ sequence: 1, hash: genesis, at: 5 });
    expect(headIsGenuine(head)).toBe(true);
    expect(headIsGenuine({ ...head, at: 6 })).toBe(false);
    expect(headIsGenuine({ ...head, publicKey: signer.publicKey })).toBe(false);
    expect(headIsGenuine({ ...head, publicKey: '' })).toBe(false);
  });
});
