import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voiceConsentSentence } from '#domain/voice.ts';
import type { Answer, Core } from '#core/surface.ts';
import { samplesOf } from '#hosts/voice-sound.ts';
import { soundOf } from '#renderer/audio/voice/voice-sound.ts';
import { agentSentences, customerSentences } from './fakes/sentences.ts';
import { joined, silence } from './fakes/sound.ts';
import { agentVoice, customerVoice, spoken, type Voice } from './fakes/spoken.ts';
import { openVirtualCore } from '#tests/fixtures/virtual-core.ts';

/** @file A caller's voice against the composed core: the shipped model, the pack's own policy. */

const must = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};
const talk = (sentences: readonly string[], voice: Voice): Float32Array =>
  joined(...sentences.flatMap((text) => [spoken(text, voice), silence(0.3)]));

/** As the page sends it. */
const sent = (samples: Float32Array): Float32Array => samplesOf(soundOf(samples));
const enrolled = sent(talk(customerSentences.slice(0, 4), customerVoice));
const same = sent(talk(customerSentences.slice(4), customerVoice));
const other = sent(talk(agentSentences, agentVoice));
const consent = { sentence: voiceConsentSentence, answer: 'Yes, that is fine.' };
const anika = "Hi, I'm Anika Bose, anika.bose@example.com, my account number is CW-418820.";

describe('a voice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-voices-'));
  let core: Core;
  let key = 0;

  beforeAll(async () => {
    ({ core } = await openVirtualCore(folder, { packs: ['saas', 'retail'] }));
    await core.ready();
    core.saveSettings({ ...core.settings(), voiceSignal: true });
  }, 180_000);
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  /** A conversation in which the customer said who is calling. */
  const begin = async (pack = 'saas'): Promise<string> => {
    const { id } = must(core.start({ pack }));
    must(core.say({ conversation: id, speaker: 'customer', text: anika, key: `${id}-${++key}` }));
    await core.settled(id);
    return id;
  };
  const view = (id: string) => {
    const found = core.view(id);
    if (found === undefined) throw new Error('no such conversation');
    return found;
  };
  const waiting = (id: string) => view(id).actions.at(-1);

  it('that is different stops what waited for a yes until there is a second proof', async () => {
    const id = await begin();
    expect(view(id).record?.customer.name).toBe('Anika Bose');
    expect(must(await core.voiceDesk.state(id)).state).toBe('not_enrolled');
    must(await core.voiceDesk.enrol(id, enrolled, consent));
    const draft = must(core.draftAction(id, 'send_reset_link', {}));
    expect(draft).toMatchObject({ state: 'awaiting', policy: { decision: 'permit' } });

    const compared = must(await core.voiceDesk.compare(id, other));
    expect(compared.verdict).toBe('different');
    expect(waiting(id)?.policy).toMatchObject({ decision: 'forbid' });
    const hash = waiting(id)?.payloadHash ?? '';
    expect(core.approveAction(draft.id, hash)).toMatchObject({ ok: false });
    expect(core.approveAction(draft.id, draft.payloadHash)).toMatchObject({ ok: false });

    must(core.voiceDesk.prove(id, 'last_invoice'));
    const again = must(core.draftAction(id, 'send_reset_link', {}));
    expect(again).toMatchObject({ state: 'awaiting', policy: { decision: 'permit' } });
    expect(core.approveAction(again.id, again.payloadHash)).toMatchObject({ ok: true });
    expect(core.verify()).toMatchObject({ ok: true });
  });

  it('that is consistent permits nothing that was not permitted before', async () => {
    const kinds = ['send_reset_link', 'unlock_account', 'recover_second_factor', 'start_export'];
    const decide = (id: string) =>
      kinds.map((kind) => {
        const drafted = core.draftAction(id, kind, {});
        if (!drafted.ok) return [kind, drafted.error.code];
        core.rejectAction(drafted.value.id, 'only asked');
        return [kind, drafted.value.state, drafted.value.policy];
      });
    const nobody = decide(await begin());
    const id = await begin();
    must(await core.voiceDesk.enrol(id, enrolled, consent));
    const compared = must(await core.voiceDesk.compare(id, same));
    expect(compared.verdict).not.toBe('different');
    expect(decide(id)).toEqual(nobody);
    const { falseAccept, n } = compared.errorRates;
    expect(falseAccept).toBeGreaterThan(0);
    expect(n.different).toBeGreaterThan(0);
  });

  it('is not listened to where no policy reads it, or nobody turned it on', async () => {
    const retail = await begin('retail');
    expect(must(await core.voiceDesk.state(retail)).state).toBe('off');
    expect(await core.voiceDesk.compare(retail, same)).toMatchObject({
      error: { code: 'FORBIDDEN' },
    });
    expect(must(await core.callDesk.setup('retail')).comparesVoices).toBe(false);
    expect(must(await core.callDesk.setup('saas')).comparesVoices).toBe(true);
    core.saveSettings({ ...core.settings(), voiceSignal: false });
    const id = await begin();
    expect(must(await core.voiceDesk.state(id)).state).toBe('off');
    expect(must(await core.callDesk.setup('saas')).comparesVoices).toBe(false);
    core.saveSettings({ ...core.settings(), voiceSignal: true });
  });

  it('is deleted by an admin outside a call, by name, and on record', () => {
    expect(must(core.voiceDesk.list())).toMatchObject([{ name: 'Anika Bose', consent }]);
    expect(must(core.voiceDesk.removeAll())).toEqual({ removed: 1 });
    expect(must(core.voiceDesk.list())).toEqual([]);
    expect(core.verify()).toMatchObject({ ok: true });
  });
});
