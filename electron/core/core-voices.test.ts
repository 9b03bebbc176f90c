import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConversationId, RecordId } from '#domain/ids.ts';
import { err, ok } from '#domain/result.ts';
import type { ConversationView } from '#domain/view.ts';
import {
  foldVoice,
  VoiceCompared,
  VoiceDeleted,
  VoiceEnrolled,
  VoiceProved,
  voiceConsentSentence,
  voiceFacts,
  type VoiceEvent,
  type VoiceOfCall,
} from '#domain/voice.ts';
import { createVoices } from './core-voices.ts';
import type { SpeakerModel } from './inference/speaker.ts';
import { connect } from './store/connection.ts';
import { migrate } from './store/migrate.ts';
import { customer, temporaryFolder, testKey } from './store/store.fixture.ts';
import { createVoiceTemplates } from './store/voice-templates.ts';

const call = 'conversation-1';
const mara = RecordId.parse('customer-mara');
const consent = { sentence: voiceConsentSentence, answer: 'yes, go ahead' };

/** A voice in this test is an angle; the model's two thresholds are .7 and .3. */
const speaking = (angle: number, seconds = 5): Float32Array =>
  new Float32Array(seconds * 16_000).fill(angle);

const rates = { falseAccept: 0.1, falseReject: 0.2, equalErrorRate: 0.15 };
const speakerOf = (sha: string): SpeakerModel => ({
  model: { name: 'earshot-speaker', version: '1.0.0', sha256: sha.repeat(64) },
  leastSeconds: 3,
  thresholds: { consistent: 0.7, different: 0.3 },
  errorRates: (seconds) => ({
    ...{ ...rates, seconds, set: 'people' },
    n: { same: 40, different: 400 },
  }),
  embedSpeaker: (samples) => {
    const [angle = 0] = samples;
    const seconds = samples.length / 16_000;
    return Promise.resolve(
      seconds < 3
        ? err({ code: 'too_little_speech', message: 'Only 1 of 3 seconds of speech were heard.' })
        : ok({ embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)), seconds }),
    );
  },
});

function desk() {
  const db = connect(join(temporaryFolder(), 'earshot.db'), { key: testKey });
  migrate(db);
  onTestFinished(() => {
    db.close();
  });
  const world = {
    now: 1_000,
    on: true,
    purpose: true,
    speaker: (): Promise<SpeakerModel> => Promise.resolve(speakerOf('a')),
    customer: 'customer-mara' as string | undefined,
    events: [] as VoiceEvent[],
    voice: undefined as VoiceOfCall | undefined,
    whilePublishing: (): void => undefined,
  };
  const view = (): ConversationView => ({
    conversation: {
      ...{ id: ConversationId.parse(call), channel: 'call', title: 'A call', agent: 'Sam' },
      ...{ pack: 'saas' as never, state: 'live', startedAt: 1 },
    },
    ...{ turns: [], insights: {}, suggestions: [], actions: [], approvals: [], position: 1 },
    ...(world.customer !== undefined && { record: customer(world.customer) }),
  });
  const store = createVoiceTemplates(db);
  const voices = createVoices({
    store,
    transact: (run) => db.transaction(run, 'durable'),
    publish: (event) => {
      world.whilePublishing();
      world.events.push(event);
      if (event.type === 'voice.compared' || event.type === 'voice.proved')
        world.voice = foldVoice(world.voice, event);
    },
    clock: { now: () => world.now },
    log: { warn: () => undefined },
    speaker: () => world.speaker(),
    viewOf: (id) => (id === call ? view() : undefined),
    voiceIn: () => world.voice,
    hasPurpose: () => world.purpose,
    nameOf: (id) => (id === mara ? 'Mara Lindqvist' : undefined),
    settings: () => ({ voiceSignal: world.on, agent: 'Sam' }),
  });
  return { world, voices, store };
}

const codeOf = (answer: { ok: boolean; error?: { code: string } }): string =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');

describe('the desk of voices', () => {
  it('does nothing while it is off, but for showing and deleting what is kept', async () => {
    const { voices, world } = desk();
    await voices.enrol(call, speaking(0), consent);
    world.on = false;
    expect(await voices.state(call)).toMatchObject({ ok: true, value: { state: 'off' } });
    expect(codeOf(await voices.enrol(call, speaking(0), consent))).toBe('FORBIDDEN');
    const refused = await voices.compare(call, speaking(0));
    expect(refused).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(refused.ok ? '' : refused.error.mend).toMatch(/Settings/);
    expect(voices.list()).toMatchObject({ value: [{ customer: mara, name: 'Mara Lindqvist' }] });
    expect(voices.remove(mara).ok).toBe(true);
    expect(voices.list()).toEqual({ ok: true, value: [] });
  });

  it('does nothing where no policy has a use for it', async () => {
    const { voices, world } = desk();
    world.purpose = false;
    expect(await voices.state(call)).toMatchObject({ ok: true, value: { state: 'off' } });
    const refused = await voices.enrol(call, speaking(0), consent);
    expect(refused).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/No policy/);
    expect(world.events).toEqual([]);
  });

  it('needs a customer, and an enrolment before a comparison', async () => {
    const { voices, world } = desk();
    expect(codeOf(await voices.compare(call, speaking(0)))).toBe('NOT_FOUND');
    expect(await voices.state(call)).toMatchObject({ value: { state: 'not_enrolled' } });
    world.customer = undefined;
    expect(await voices.state(call)).toMatchObject({ value: { state: 'no_customer' } });
    expect(codeOf(await voices.enrol(call, speaking(0), consent))).toBe('INVALID');
    expect(codeOf(await voices.compare(call, speaking(0)))).toBe('INVALID');
    expect(codeOf(await voices.state('another'))).toBe('NOT_FOUND');
    expect(world.events).toEqual([]);
  });

  it.each([undefined, { sentence: 'ok', answer: 'yes' }, { ...consent, answer: '  ' }])(
    'enrols nobody with the consent %j',
    async (given) => {
      const { voices, world, store } = desk();
      expect(codeOf(await voices.enrol(call, speaking(0), given))).toBe('FORBIDDEN');
      expect([store.list(), world.events]).toEqual([[], []]);
    },
  );

  it('enrols with consent for a year, and records that without the embedding', async () => {
    const { voices, world, store } = desk();
    const enrolled = await voices.enrol(call, speaking(0.2, 12), consent);
    expect(enrolled).toMatchObject({
      value: {
        customer: mara,
        enrolledAt: 1_000,
        expiresAt: 1_000 + 365 * 86_400_000,
        seconds: 12,
      },
    });
    expect(VoiceEnrolled.strict().parse(world.events[0])).toMatchObject({ consent });
    expect(JSON.stringify(world.events)).not.toContain('embedding');
    expect(store.embedding(mara)?.[0]).toBeCloseTo(Math.cos(0.2));
    expect(await voices.state(call)).toMatchObject({ value: { state: 'enrolled' } });
  });

  it.each([
    [0.1, 'consistent'],
    [1, 'unsure'],
    [1.5, 'different'],
  ])('hears a voice that is %d away as %s, with figures', async (angle, verdict) => {
    const { voices, world, store } = desk();
    await voices.enrol(call, speaking(0, 20), consent);
    const before = [store.list(), store.embedding(mara)];
    const compared = await voices.compare(call, speaking(angle));
    expect(compared).toMatchObject({
      value: { verdict, errorRates: { ...rates, seconds: 5 }, thresholds: { consistent: 0.7 } },
    });
    expect(VoiceCompared.strict().parse(world.events[1]).comparison.verdict).toBe(verdict);
    expect([store.list(), store.embedding(mara)]).toEqual(before);
    expect(voiceFacts(world.voice, mara)).toEqual({ voice: verdict });
  });

  it('says how much speech is missing and records nothing', async () => {
    const { voices, world } = desk();
    const answer = await voices.enrol(call, speaking(0, 1), consent);
    expect(answer).toMatchObject({ error: { code: 'INVALID', message: /1 of 3 seconds/ } });
    expect(world.events).toEqual([]);
  });

  it('asks for another enrolment after another model', async () => {
    const { voices, world } = desk();
    await voices.enrol(call, speaking(0), consent);
    world.speaker = () => Promise.resolve(speakerOf('b'));
    expect(await voices.state(call)).toMatchObject({ value: { state: 'stale' } });
    expect(codeOf(await voices.compare(call, speaking(0)))).toBe('STALE');
    await voices.enrol(call, speaking(0), consent);
    expect(world.events.map(({ type }) => type)).toEqual([
      'voice.enrolled',
      'voice.deleted',
      'voice.enrolled',
    ]);
    expect(await voices.compare(call, speaking(0))).toMatchObject({
      value: { verdict: 'consistent' },
    });
  });

  it('does not let a different voice take the place of the enrolled one', async () => {
    const { voices, world, store } = desk();
    await voices.enrol(call, speaking(0), consent);
    await voices.compare(call, speaking(1.5));
    expect(codeOf(await voices.enrol(call, speaking(1.5), consent))).toBe('FORBIDDEN');
    expect(store.embedding(mara)?.[0]).toBe(1);
    expect(world.events).toHaveLength(2);
  });

  it('takes a second proof after a different voice only, until the next comparison', async () => {
    const { voices, world } = desk();
    expect(codeOf(voices.prove(call, 'last_invoice'))).toBe('INVALID');
    await voices.enrol(call, speaking(0), consent);
    await voices.compare(call, speaking(1.5));
    expect(voices.prove(call, 'last_invoice').ok).toBe(true);
    expect(VoiceProved.strict().parse(world.events.at(-1)).proof).toBe('last_invoice');
    expect(voiceFacts(world.voice, mara)).toEqual({ voice: 'different', secondProof: true });
    expect(await voices.state(call)).toMatchObject({ value: { proof: 'last_invoice' } });
    await voices.compare(call, speaking(1.5));
    expect(voiceFacts(world.voice, mara)).toEqual({ voice: 'different' });
  });

  it('forgets a verdict as soon as another customer is chosen', async () => {
    const { voices, world } = desk();
    await voices.enrol(call, speaking(0), consent);
    await voices.compare(call, speaking(0));
    world.customer = 'customer-owen';
    const state = await voices.state(call);
    expect(state).toMatchObject({ value: { state: 'not_enrolled' } });
    expect(state.ok && state.value.comparison).toBeUndefined();
    expect(voiceFacts(world.voice, RecordId.parse('customer-owen'))).toEqual({});
  });

  it('compares with nobody when the customer changes while it listens', async () => {
    const { voices, world } = desk();
    await voices.enrol(call, speaking(0), consent);
    const comparing = voices.compare(call, speaking(0));
    world.customer = 'customer-owen';
    expect(codeOf(await comparing)).toBe('STALE');
    expect(world.events).toHaveLength(1);
  });

  it('deletes on request, by time and all at once, each with an event', async () => {
    const { voices, world } = desk();
    expect(codeOf(voices.remove('nobody'))).toBe('NOT_FOUND');
    expect(codeOf(voices.remove(''))).toBe('NOT_FOUND');
    await voices.enrol(call, speaking(0), consent);
    expect(voices.remove(mara, call).ok).toBe(true);
    await voices.enrol(call, speaking(0), consent);
    world.now += 365 * 86_400_000;
    expect(codeOf(await voices.compare(call, speaking(0)))).toBe('NOT_FOUND');
    await voices.enrol(call, speaking(0), consent);
    expect(voices.removeAll()).toEqual({ ok: true, value: { removed: 1 } });
    const gone = world.events.filter(({ type }) => type === 'voice.deleted');
    expect(gone.map((event) => VoiceDeleted.strict().parse(event).reason)).toEqual([
      'asked',
      'expired',
      'asked',
    ]);
  });

  it('keeps nothing of an enrolment whose record failed', async () => {
    const { voices, world, store } = desk();
    world.whilePublishing = () => {
      throw new Error('the disk is full');
    };
    await expect(voices.enrol(call, speaking(0), consent)).rejects.toThrow('the disk is full');
    expect(store.list()).toEqual([]);
  });

  it('says so when the model is not there', async () => {
    const { voices, world } = desk();
    world.speaker = () => Promise.reject(new Error('No default model for speaker.'));
    const answers = [await voices.state(call), await voices.enrol(call, speaking(0), consent)];
    for (const answer of answers) expect(codeOf(answer)).toBe('UNAVAILABLE');
  });
});
