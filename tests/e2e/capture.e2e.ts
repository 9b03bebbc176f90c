import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silence, speechLike, together } from '#renderer/audio/capture/test-sound.ts';
import { wav } from '#tests/fixtures/wav.ts';
import { findChromium } from './browser-session.ts';
import type { Bench, BenchOptions } from './capture-bench/bench.ts';
import { type CapturePage, type CaptureSite, openBench, serveBench } from './capture-page.ts';

/**
 * @file Capture for real: Chromium's fake devices play a file, the product's worklet, voice gate
 * and session hear it under the product's page policy. The engine is scripted: every stretch of
 * loud sound is a word.
 */

declare const bench: Bench;

const chromium = await findChromium();
const folder = mkdtempSync(join(tmpdir(), 'earshot-sound-'));
const said = speechLike(1.2, -22, { pauses: false });
const agent = together(silence(1), said, silence(4.8));
const customer = together(silence(3.5), said, silence(2.3));

/** Every rate from the same shape: samples repeated or dropped. */
const at = (samples: Float32Array, rate: number): Float32Array =>
  Float32Array.from(
    { length: Math.round((samples.length * rate) / 16_000) },
    (_, index) => samples[Math.floor((index * 16_000) / rate)] ?? 0,
  );
const file = (name: string, channels: readonly Float32Array[], rate: number): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    wav(
      channels.map((samples) => at(samples, rate)),
      rate,
    ),
  );
  return path;
};

/** Of all processes of the browser, since they began. */
async function cpuSeconds({ browser }: CapturePage): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

describe.skipIf(chromium === undefined)('capture in Chromium', () => {
  let site: CaptureSite;
  beforeAll(async () => {
    site = await serveBench();
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (options?: Parameters<typeof openBench>[1]): Promise<CapturePage> => {
    const opened = await openBench(site, options);
    onTestFinished(opened.close);
    return opened;
  };
  const start = async ({ page }: CapturePage, options: BenchOptions) => {
    await page.getByRole('button').click();
    return page.evaluate((given) => bench.start(given), options);
  };
  const linesOf = async ({ page }: CapturePage, count: number) => {
    await page.waitForFunction((wanted) => bench.lines.length >= wanted, count, {
      timeout: 15_000,
    });
    return page.evaluate(() => bench.lines);
  };
  const stateOf = ({ page }: CapturePage) => page.evaluate(() => bench.session().state());

  it.each([8_000, 16_000, 48_000])(
    'hears both sides of a stereo device at %i Hz, each where it was',
    async (rate) => {
      const opened = await open({ sound: file(`two-${rate}.wav`, [agent, customer], rate) });
      const state = await start(opened, { customer: 'stereo' });
      expect(state).toMatchObject({
        phase: 'running',
        agent: { health: 'live', source: { kind: 'left' } },
        customer: { health: 'live', source: { kind: 'right' } },
        problems: [],
      });
      const lines = await linesOf(opened, 2);
      expect(lines.map(({ key }) => key)).toEqual(['bench:agent:0', 'bench:customer:0']);
      const [first, second] = lines.map(({ line }) => line);
      if (!first || !second) return;
      const [from, to] = [first.words[0]?.startMs ?? 0, second.words[0]?.startMs ?? 0];
      // 2.5 s lie between the two in the file. A fake device is a timer: on a busy machine it is
      // late now and then, and silence is heard in between.
      expect(Math.abs(to - from - 2_500)).toBeLessThan(250);
      const length = (first.words.at(-1)?.endMs ?? 0) - from;
      expect(Math.abs(length - 1_200)).toBeLessThan(120);
      expect(first.startMs).toBeLessThanOrEqual(from);
      expect(await opened.page.evaluate(() => bench.partials.length)).toBeGreaterThan(0);
      // Nothing was refused by the page policy, and the voice detector ran in the worklet.
      expect(opened.complaints).toEqual([]);
    },
  );

  it('keeps speech as it is and folds nothing down when Chromium resamples', async () => {
    const opened = await open();
    await opened.page.getByRole('button').click();
    const found = await opened.page.evaluate(() => bench.resampling());
    process.stdout.write(`resampling 48 to 16 kHz, dB: ${JSON.stringify(found)}\n`);
    for (const { hertz, db } of found)
      if (hertz <= 6_000) expect(Math.abs(db)).toBeLessThan(0.5);
      else if (hertz >= 9_000) expect(db).toBeLessThan(-40);
  });

  it('opens at once when somebody speaks, and closes half a second after', async () => {
    const talk = together(...Array.from({ length: 4 }, () => together(said, silence(0.8))));
    const opened = await open({
      sound: file('talk.wav', [together(silence(1), talk), silence(9)], 16_000),
    });
    await start(opened, { customer: 'stereo' });
    await linesOf(opened, 3);
    const { onset, end } = await opened.page.evaluate(() => {
      /** When the page had the block in which a place of the call's clock lies. */
      const hadAt = (ms: number): number =>
        bench.blocks.find((block) => block.at + 800 > ms * 16)?.ms ?? Number.NaN;
      const firsts = bench.lines.map(
        ({ line }) =>
          bench.partials.find(({ startMs }) => startMs === line.startMs) ?? bench.partials[0],
      );
      return {
        onset: bench.lines.map(({ line }, index) => (firsts[index]?.ms ?? 0) - hadAt(line.startMs)),
        end: bench.lines.map(({ line, ms }) => ms - hadAt(line.endMs)),
      };
    });
    const round = (all: readonly number[]) => all.map((value) => Math.round(value)).join(' ');
    process.stdout.write(
      `voice to first sound given, ms: ${round(onset)}; end to line: ${round(end)}\n`,
    );
    for (const delay of onset) expect(delay).toBeLessThan(250);
    for (const delay of end) expect(delay).toBeLessThan(650);
  });

  it('costs little of a core in silence', async () => {
    const opened = await open({ sound: file('nothing.wav', [silence(12), silence(12)], 16_000) });
    await start(opened, { customer: 'stereo' });
    await opened.page.waitForTimeout(1_500);
    const seconds = await cpuSeconds(opened);
    const from = performance.now();
    await opened.page.waitForTimeout(6_000);
    const used = ((await cpuSeconds(opened)) - seconds) / ((performance.now() - from) / 1000);
    process.stdout.write(
      `capture of two channels in silence: ${(used * 100).toFixed(1)} % of a core\n`,
    );
    expect(await opened.page.evaluate(() => bench.accepted())).toBe(0);
    // Measured 4.4 % alone on two cores; others may be at work here.
    expect(used).toBeLessThan(0.15);
  });

  it('says what to do when the microphone is not allowed', async () => {
    const opened = await open({ deny: true });
    const state = await start(opened, { customer: 'none' });
    expect(state.phase).toBe('interrupted');
    expect(state.agent.health).toBe('lost');
    expect(state.agent.problem?.message).toBe('Earshot may not use the microphone.');
    expect(state.customer.health).toBe('off');
    expect(await opened.page.evaluate(() => bench.captures)).toEqual([
      { state: 'interrupted', reason: 'Earshot may not use the microphone.' },
    ]);
  });

  it('says what to do when there is no microphone', async () => {
    const opened = await open({ sound: false });
    const state = await start(opened, { customer: 'none' });
    expect(state.agent).toMatchObject({
      health: 'lost',
      problem: { message: 'There is no microphone.' },
    });
  });

  it('takes the next microphone when one is pulled out in mid-word, and loses no word', async () => {
    const opened = await open({ sound: file('gone.wav', [agent], 16_000) });
    await start(opened, { customer: 'none' });
    await opened.page.waitForFunction(() => bench.session().state().agent.speaking);
    await opened.page.evaluate(() => bench.endTrack(0));
    const [first] = await linesOf(opened, 1);
    expect(first?.line.words.length).toBeGreaterThan(0);
    await opened.page.waitForFunction(() => bench.session().state().agent.health === 'live');
    const seen = await opened.page.evaluate(() => bench.states.map((state) => state.agent.health));
    expect(seen).toContain('lost');
    expect(await opened.page.evaluate(() => bench.captures.map(({ state }) => state))).toEqual([
      'running',
      'interrupted',
      'running',
    ]);
    // The clock did not stand still meanwhile: blocks follow each other without a hole.
    const places = await opened.page.evaluate(() => bench.blocks.map((block) => block.at));
    expect(places.every((place, index) => place === index * 800)).toBe(true);
  });

  it('falls back to another microphone, and returns to the chosen one when it is there', async () => {
    const opened = await open({ sound: file('choice.wav', [agent], 16_000) });
    const state = await start(opened, { customer: 'none', microphone: 'unplugged' });
    expect(state.agent.health).toBe('live');
    expect(state.agent.problem?.message).toContain('chosen microphone is not there');
    const devices = await opened.page.evaluate(() => bench.devices());
    const other = devices.find(
      ({ kind, label }) => kind === 'audioinput' && label.includes('Input 2'),
    );
    await opened.page.evaluate((id) => bench.session().useMicrophone(id), other?.deviceId ?? '');
    const { agent: now } = await stateOf(opened);
    expect(now).toMatchObject({ health: 'live', source: { label: 'Fake Audio Input 2' } });
    expect(now.problem).toBeUndefined();
  });

  it('hears nothing while paused, and the clock runs on', async () => {
    const opened = await open({ sound: file('pause.wav', [speechLike(9, -22)], 16_000) });
    await start(opened, { customer: 'none', keepsAudio: true });
    await opened.page.waitForFunction(() => bench.session().state().agent.speaking);
    await opened.page.waitForTimeout(700);
    const before = await opened.page.evaluate(() => {
      bench.session().pause('card');
      return { accepted: bench.accepted(), blocks: bench.blocks.length };
    });
    await opened.page.waitForTimeout(1_500);
    const during = await opened.page.evaluate((from) => {
      const found = { accepted: bench.accepted(), heard: bench.blocks.slice(from) };
      return { ...found, levels: bench.levels.at(-1), state: bench.session().state() };
    }, before.blocks);
    expect(during.accepted).toBe(before.accepted);
    expect(during.heard.length).toBeGreaterThan(20);
    expect(during.heard.filter(({ agentDb }) => agentDb !== undefined)).toEqual([]);
    expect(during.levels).toEqual({});
    expect(during.state.phase).toBe('paused');
    await opened.page.evaluate(() => bench.session().resume());
    await opened.page.waitForFunction((count) => bench.accepted() > count, before.accepted);
    await opened.page.waitForTimeout(1_200);
    await opened.page.evaluate(() => bench.session().end('done'));
    const { blocks, kept, captures } = await opened.page.evaluate(async () => ({
      blocks: bench.blocks,
      kept: await bench.decodeParts('agent'),
      captures: bench.captures,
    }));
    expect(captures.map(({ state }) => state)).toEqual(['running', 'paused', 'running', 'ended']);
    // The first block may be heard before the microphone is on its channel.
    const silent = blocks.filter(
      ({ agentDb, at: place }) => agentDb === undefined && place > 8_000,
    );
    const [from, to] = [silent[0]?.at ?? 0, silent.at(-1)?.at ?? 0].map((place) => place / 16);
    expect((to ?? 0) - (from ?? 0)).toBeGreaterThan(1_300);
    // What is kept leaves the pause out: not one packet lies in it.
    const within = kept.filter(({ ms }) => ms > (from ?? 0) + 20 && ms < (to ?? 0) - 20);
    expect(within).toEqual([]);
    expect(kept.filter(({ rms }) => rms > 0.02).length).toBeGreaterThan(40);
  });

  it('keeps the sound of both sides, second by second, when it is told to', async () => {
    const opened = await open({ sound: file('kept.wav', [agent, customer], 48_000) });
    await start(opened, { customer: 'stereo', keepsAudio: true });
    const lines = await linesOf(opened, 2);
    await opened.page.evaluate(() => bench.session().end());
    const { parts, left, right } = await opened.page.evaluate(async () => ({
      parts: bench.parts,
      left: await bench.decodeParts('agent'),
      right: await bench.decodeParts('customer'),
    }));
    expect(parts.filter(({ packets }) => packets.length === 50).length).toBeGreaterThan(4);
    const bytes = parts.flatMap(({ packets }) => packets).join('').length * 0.75;
    const length = parts.flatMap(({ packets }) => packets).length * 0.02;
    process.stdout.write(`kept sound: ${Math.round((bytes * 8) / length)} bit/s of a channel\n`);
    for (const [index, kept] of [left, right].entries()) {
      const word = lines[index]?.line.words[0];
      const loud = kept.filter(({ rms }) => rms > 0.02).map(({ ms }) => ms);
      // A packet of 20 ms, and what the encoder looks ahead.
      expect(Math.abs(Math.min(...loud) - (word?.startMs ?? 0))).toBeLessThan(45);
    }
  });

  it('hears what is shared, films nothing, and says when sharing ends', async () => {
    const opened = await open({ sound: file('share.wav', [agent], 16_000) });
    const state = await start(opened, { customer: 'system' });
    expect(state.customer).toMatchObject({ health: 'live', source: { kind: 'system' } });
    await opened.page.waitForFunction(() =>
      bench.blocks.some(({ customerDb }) => (customerDb ?? -90) > -60),
    );
    const tracks = await opened.page.evaluate(() => bench.tracks());
    expect(tracks.filter(({ kind }) => kind === 'video')).toMatchObject([{ readyState: 'ended' }]);
    const sound = tracks.findIndex(
      ({ kind, label }) => kind === 'audio' && !label.includes('Input'),
    );
    expect(tracks[sound]?.readyState).toBe('live');
    await opened.page.evaluate((index) => bench.endTrack(index), sound);
    const after = await stateOf(opened);
    expect(after.customer.health).toBe('lost');
    expect(after.customer.problem?.message).toContain('has ended');
    expect(after.phase).toBe('running');
    await opened.page.evaluate(() => bench.session().useCustomer({ kind: 'system' }));
    expect((await stateOf(opened)).customer.health).toBe('live');
  });

  it('goes on in a tab behind another one', async () => {
    const opened = await open({ sound: file('behind.wav', [agent], 16_000) });
    await start(opened, { customer: 'none' });
    const front = await opened.page.context().newPage();
    await front.goto('about:blank');
    await front.bringToFront();
    await front.waitForTimeout(3_000);
    const { blocks, lines } = await opened.page.evaluate(() => ({
      blocks: bench.blocks.length,
      lines: bench.lines.length,
    }));
    expect(blocks).toBeGreaterThan(50);
    expect(lines).toBe(1);
  });
});
