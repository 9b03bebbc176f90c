import { describe, expect, it } from 'vitest';
import { open, settled, setup, sound } from './call-session.fixture.ts';
import { startCallSession } from './call-session.ts';
import { blockSamples } from './capture/sound-block.ts';
import { noise, seconds, silence, speechLike, together } from './capture/test-sound.ts';

const said = speechLike(1.2, -22, { pauses: false });

describe('a call', () => {
  it('becomes lines of both sides on one clock, with keys that count', async () => {
    const call = await open();
    await settled();
    await call.hear(
      together(silence(1), said, silence(3), said, silence(1)),
      together(silence(3), said, silence(3)),
    );
    expect(call.lines.map(({ key }) => key)).toEqual(['s1:agent:0', 's1:customer:0', 's1:agent:1']);
    const starts = call.lines.map(({ line }) => line.words[0]?.startMs ?? 0);
    for (const [index, expected] of [1_000, 3_000, 5_200].entries())
      expect(Math.abs((starts[index] ?? 0) - expected)).toBeLessThan(60);
    for (const { line } of call.lines) {
      expect(line.model).toBe('scripted');
      expect(line.startMs).toBeLessThanOrEqual(line.words[0]?.startMs ?? 0);
      expect(line.endMs).toBeGreaterThanOrEqual(line.words.at(-1)?.endMs ?? 0);
    }
    expect(call.partials.length).toBeGreaterThan(2);
    expect(call.session.state()).toMatchObject({ phase: 'running', unsent: 0, elapsedMs: 7_400 });
    expect(call.captures).toEqual([
      {
        state: 'running',
        agent: { kind: 'microphone', label: 'Headset' },
        customer: { kind: 'system', label: 'Tab' },
      },
    ]);
  });

  it('holds the speech of the customer alone, where voices are compared, and no pauses', async () => {
    const call = await open({}, { comparesVoices: true });
    await settled();
    const customer = together(silence(5), said, silence(5), said, silence(2));
    await call.hear(together(said, silence(15)), customer);
    const held = (call.session.customerVoice()?.length ?? 0) / 16_000;
    expect(held).toBeGreaterThan(2.2);
    expect(held).toBeLessThan(4);
    await call.session.useCustomer({ kind: 'device' });
    expect(call.session.customerVoice()).toHaveLength(0);
    const off = await open();
    await settled();
    await off.hear(silence(3), said);
    expect(off.session.customerVoice()).toBeUndefined();
    expect(off.session.state().customerVoiceSeconds).toBeUndefined();
  });

  it('costs the recogniser nothing in silence', async () => {
    const call = await open();
    await settled();
    await call.hear(noise(30, -70), silence(30));
    expect(call.engine.accepted()).toBe(0);
  });

  it('loses nothing that is said while the model loads', async () => {
    const loaded = Promise.withResolvers<void>();
    const call = await open({ load: () => loaded.promise });
    await call.hear(together(silence(1), said, silence(1)), silence(3));
    expect(call.session.state().recogniser.state).toBe('loading');
    expect(call.lines).toEqual([]);
    loaded.resolve();
    await settled();
    expect(call.session.state().recogniser.state).toBe('ready');
    expect(call.lines).toHaveLength(1);
    expect(Math.abs((call.lines[0]?.line.words[0]?.startMs ?? 0) - 1_000)).toBeLessThan(60);
  });

  it('hears the same when sound comes in bursts of five seconds', async () => {
    const agent = together(silence(1), said, silence(2), said, silence(4));
    const smooth = await open();
    const burst = await open();
    await settled();
    await smooth.hear(agent, silence(9));
    await burst.hear(agent, silence(9), seconds(5));
    expect(burst.lines).toEqual(smooth.lines);
  });
});

describe('a pause', () => {
  it('lets nothing of its time through, and says what was open before', async () => {
    const call = await open();
    await settled();
    await call.hear(together(silence(1), said), silence(2.2));
    call.session.pause('card');
    const before = call.engine.accepted();
    expect(call.session.state().phase).toBe('paused');
    await call.hear(together(said, said), together(said, said));
    expect(call.engine.accepted()).toBe(before);
    expect(call.lines).toHaveLength(1);
    await call.session.resume();
    await call.hear(together(silence(0.5), said, silence(1)), silence(3));
    expect(call.lines).toHaveLength(2);
    // The clock ran on: 2.2 s, 2.4 s paused, half a second.
    expect(Math.abs((call.lines[1]?.line.words[0]?.startMs ?? 0) - 5_100)).toBeLessThan(60);
    expect(call.captures.map(({ state, reason }) => [state, reason])).toEqual([
      ['running', undefined],
      ['paused', 'card'],
      ['running', undefined],
    ]);
  });
});

it('drops a block that was on its way when the pause came', async () => {
  const call = await open();
  await settled();
  await call.hear(silence(1), silence(1));
  const levels: unknown[] = [];
  call.session.onLevels((one) => levels.push(one));
  call.session.pause();
  const samples = new Float32Array(blockSamples).fill(0.3);
  const late = { samples, voiced: 0b11111, rmsDb: -10, clipped: 0 };
  for (let at = 16_000; at < 24_000; at += blockSamples)
    call.device().block({ at, length: blockSamples, agent: late, customer: late });
  await settled();
  expect(call.engine.accepted()).toBe(0);
  expect(levels.every((one) => JSON.stringify(one) === '{}')).toBe(true);
});

describe('what can go wrong', () => {
  it('says lines again, in order and with their keys, when the core was gone', async () => {
    const call = await open();
    await settled();
    call.setDown(true);
    await call.hear(
      together(silence(1), said, silence(1), said, silence(1)),
      together(silence(2.2), said, silence(1.5)),
    );
    expect(call.lines).toEqual([]);
    expect(call.session.state().unsent).toBe(3);
    expect(call.session.state().problems.at(-1)?.message).toContain('cannot be stored');
    call.setDown(false);
    await expect.poll(() => call.lines.length, { timeout: 30_000 }).toBe(3);
    expect(call.lines.map(({ key }) => key)).toEqual(['s1:agent:0', 's1:customer:0', 's1:agent:1']);
    expect(call.session.state()).toMatchObject({ unsent: 0, problems: [] });
  });

  it('warns of a silent channel after ten seconds of the other, and takes it back', async () => {
    const call = await open();
    await settled();
    const talk = together(...Array.from({ length: 8 }, () => together(said, silence(0.2))));
    await call.hear(talk, noise(11.2, -75));
    const { customer, agent } = call.session.state();
    expect(customer.health).toBe('silent');
    expect(customer.problem?.message).toContain('ten seconds');
    expect(agent.health).toBe('live');
    await call.hear(silence(2), together(said, silence(0.8)));
    expect(call.session.state().customer).toMatchObject({ health: 'live' });
    expect(call.session.state().customer.problem).toBeUndefined();
  });

  it('does not warn when nobody speaks', async () => {
    const call = await open();
    await call.hear(silence(30), silence(30));
    expect(call.session.state().customer.health).toBe('live');
  });

  it('tells clipping and music apart from a voice', async () => {
    const call = await open({ deaf: true });
    await settled();
    const talk = together(...Array.from({ length: 13 }, () => together(said, silence(0.2))));
    await call.hear(
      talk.map((value) => Math.max(-1, Math.min(1, value * 30))),
      talk,
    );
    expect(call.session.state().customer.health).toBe('music');
    expect(call.session.state().agent.health).toBe('clipping');
  });

  it('goes on when a device is gone in mid-word, and says that word', async () => {
    const call = await open();
    await settled();
    await call.hear(together(silence(1), said), silence(2.2));
    const gone = { message: '"Headset" is no longer there.', mend: 'Plug it in again.' };
    call.device().channel('agent', { state: 'lost', problem: gone });
    await settled();
    expect(call.lines).toHaveLength(1);
    expect(call.session.state()).toMatchObject({
      phase: 'running',
      agent: { health: 'lost', problem: gone },
      customer: { health: 'live' },
    });
    call.device().channel('customer', { state: 'lost', problem: gone });
    await settled();
    expect(call.session.state().phase).toBe('interrupted');
    expect(call.captures.at(-1)).toEqual({ state: 'interrupted', reason: gone.message });
    // The core learns with it what the clock says that the lines' times count by.
    expect(call.clocks[0]).toBe(0);
    expect(call.clocks.at(-1)).toBe(call.session.state().elapsedMs);
    expect(call.clocks.at(-1)).toBeGreaterThan(1_000);
  });

  it('starts a recogniser again that stopped, and gives up after three times', async () => {
    const call = await open();
    await settled();
    for (const state of ['ready', 'ready', 'failed'] as const) {
      call.engine.crash();
      await settled();
      expect(call.session.state().recogniser.state).toBe(state);
    }
    expect(call.session.state().recogniser.problem?.mend).toBe('Start it again.');
    const levels: number[] = [];
    call.session.onLevels(({ agent }) => levels.push(agent ?? 0));
    await call.hear(said, silence(2));
    expect(levels.length).toBeGreaterThan(20);
  });

  it('finishes the sentence and says so when the machine slept', async () => {
    const call = await open();
    await settled();
    await call.hear(together(silence(1), said), silence(2.2));
    call.sleep(60_000);
    await call.hear(together(silence(1), said, silence(1)), silence(4));
    expect(call.lines.map(({ line }) => Math.round((line.words[0]?.startMs ?? 0) / 1000))).toEqual([
      1, 63,
    ]);
    expect(call.session.state().problems[0]?.message).toContain('60 seconds');
  });

  it('says why nothing is heard when there is no sound processing at all', async () => {
    const session = await startCallSession({
      setup,
      sound,
      session: 's1',
      engine: undefined,
      sink: {
        partial: () => undefined,
        line: async () => ({ outcome: 'kept' }),
        capture: async () => undefined,
        audio: async () => undefined,
      },
      capture: () => Promise.reject(new Error('no context')),
    });
    expect(session.state()).toMatchObject({
      phase: 'interrupted',
      recogniser: { state: 'failed' },
    });
    expect(session.state().problems[0]?.message).toContain('no context');
  });
});

it('ends with all that was open, and closes the devices', async () => {
  const call = await open();
  await settled();
  await call.hear(together(silence(1), said), silence(2.2));
  call.setDown(true);
  const ending = call.session.end('done');
  await settled();
  expect(call.calls).toEqual(['closed']);
  expect(call.session.state().unsent).toBe(1);
  call.setDown(false);
  await ending;
  expect(call.lines).toHaveLength(1);
  expect(call.captures.at(-1)).toEqual({
    state: 'ended',
    agent: expect.anything(),
    customer: expect.anything(),
    reason: 'done',
  });
  expect(call.session.state().phase).toBe('ended');
});
