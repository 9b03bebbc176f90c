import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Speaker } from '#domain/conversation.ts';
import type { HeardLine } from '#domain/speech.ts';
import { openCards } from '#domain/view.ts';
import { type VirtualClock } from '#core/replay-ports.ts';
import type { Core } from '#core/surface.ts';
import { must, openVirtualCore } from '#tests/fixtures/virtual-core.ts';

/** @file Calls against the composed core: consent, capture, lines, corrections, kept sound. */

const heard = (speaker: Speaker, text: string, startMs: number): HeardLine => {
  const words = text.split(' ');
  return {
    speaker,
    words: words.map((word, index) => ({
      text: word,
      startMs: startMs + index * 300,
      endMs: startMs + index * 300 + 280,
      confidence: 0.9,
    })),
    startMs,
    endMs: startMs + words.length * 300,
    model: 'a recogniser',
  };
};

describe('a call', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-calls-'));
  let core: Core;
  let clock: VirtualClock;
  let count = 0;

  beforeAll(async () => {
    ({ core, clock } = await openVirtualCore(folder));
    await core.ready();
    // Heads are trained once for a new data folder.
  }, 120_000);
  afterEach(() => {
    core.saveSettings({
      ...core.settings(),
      consent: {},
      keepAudio: { on: false, days: 30 },
    });
    expect(core.verify()).toMatchObject({ ok: true });
  });
  afterAll(async () => {
    await core.shutdown();
    rmSync(folder, { recursive: true });
  });

  const view = (id: string) => {
    const found = core.view(id);
    if (found === undefined) throw new Error('no such conversation');
    return found;
  };
  const texts = (id: string): string[] => view(id).turns.map(({ text }) => text);
  const begin = (): string => {
    const { id } = must(core.callDesk.begin({ pack: 'retail', source: 'live' }));
    must(core.callDesk.consent(id, 'announced'));
    must(
      core.callDesk.capture({
        conversation: id,
        state: 'running',
        agent: { kind: 'microphone', label: 'Headset' },
        customer: { kind: 'system', label: 'System sound' },
      }),
    );
    return id;
  };
  /** Lines may wait for the other channel: the clock moves on until they are decided. */
  const hear = async (id: string, line: HeardLine, key = `line-number-${(count += 1)}`) => {
    const answer = core.callDesk.hear(id, key, line);
    for (let step = 0; step < 30; step += 1) {
      await Promise.resolve();
      clock.advance(100);
    }
    const given = must(await answer);
    await core.settled(id);
    return given;
  };

  it('is not captured and not written before consent is on record', async () => {
    const { id } = must(core.callDesk.begin({ pack: 'retail', source: 'live' }));
    const forbidden = { ok: false, error: { code: 'FORBIDDEN' } };
    expect(core.callDesk.capture({ conversation: id, state: 'running' })).toMatchObject(forbidden);
    expect(
      await core.callDesk.hear(id, 'too-early-1', heard('customer', 'hello', 0)),
    ).toMatchObject(forbidden);
    expect(
      core.callDesk.partial(id, { speaker: 'customer', text: 'hello', startMs: 0, atMs: 200 }),
    ).toMatchObject(forbidden);
    expect(texts(id)).toEqual([]);
  });

  it('is never captured when the customer says no, also in the middle', async () => {
    core.saveSettings({ ...core.settings(), consent: { retail: 'ask' } });
    const { id } = must(core.callDesk.begin({ pack: 'retail', source: 'live' }));
    must(core.callDesk.consent(id, 'announced'));
    // The pack asks: telling is not enough.
    expect(core.callDesk.capture({ conversation: id, state: 'running' }).ok).toBe(false);
    must(core.callDesk.consent(id, 'agreed'));
    must(core.callDesk.capture({ conversation: id, state: 'running' }));
    await hear(id, heard('customer', 'hello i have a question', 100));
    must(core.callDesk.consent(id, 'declined'));
    expect(view(id).call?.capture?.state).toBe('ended');
    expect(
      await core.callDesk.hear(id, 'after-the-no', heard('customer', 'and another', 5_000)),
    ).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(view(id).turns).toHaveLength(1);
  });

  it('may skip the question only where an admin switched it off, and the record says so', () => {
    const { id } = must(core.callDesk.begin({ pack: 'retail', source: 'live' }));
    expect(core.callDesk.consent(id, 'not_asked')).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    });
    core.saveSettings({ ...core.settings(), consent: { retail: 'off' } });
    must(core.callDesk.consent(id, 'not_asked'));
    must(core.callDesk.capture({ conversation: id, state: 'running' }));
    const trail = core.trail(id).map(({ verb, reasoning }) => `${verb}: ${reasoning}`);
    expect(trail.join('\n')).toMatch(/consent\.recorded: Nobody was asked/);
    expect(trail.join('\n')).toMatch(/capture\.changed: Capture is running/);
  });

  it('writes each line once, with times, however often it is said', async () => {
    const id = begin();
    const line = heard('customer', 'my order arrived damaged', 1_200);
    const first = await hear(id, line, 'the-same-line');
    const again = await hear(id, line, 'the-same-line');
    expect(first.outcome).toBe('kept');
    expect(again.turn?.id).toBe(first.turn?.id);
    const [turn] = view(id).turns;
    expect(view(id).turns).toHaveLength(1);
    expect(turn).toMatchObject({ kind: 'utterance', speaker: 'customer', durationMs: 1_200 });
    expect(turn?.at).toBe((view(id).call?.capture?.startedAt ?? 0) + 1_200);
    expect(turn?.confidence).toBeCloseTo(0.9);
  });

  it('shows what is being said to every window, and stores none of it', async () => {
    const id = begin();
    const position = view(id).position;
    const frames = must(core.watch({ conversation: id, after: position }));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const frame of frames)
        if (frame.kind === 'partial') {
          seen.push(frame.partial.text);
          if (frame.partial.text === '') break;
        }
    })();
    const partial = { speaker: 'customer', startMs: 0, atMs: 400 } as const;
    must(core.callDesk.partial(id, { ...partial, text: 'my order' }));
    must(core.callDesk.partial(id, { ...partial, text: 'my order is', atMs: 700 }));
    await hear(id, heard('customer', 'my order is late', 0));
    await reading;
    expect(seen.map((text) => text.toLowerCase())).toEqual(['my order', 'my order is', '']);
    expect(view(id).turns).toHaveLength(1);
  });

  it('drops what is heard while it is paused, and goes on afterwards', async () => {
    const id = begin();
    clock.advance(5_000);
    must(core.callDesk.capture({ conversation: id, state: 'paused', reason: 'Break.' }));
    const inside = await hear(id, heard('customer', 'this is not for you', 9_000));
    expect(inside.outcome).toBe('empty');
    must(core.callDesk.capture({ conversation: id, state: 'running' }));
    await hear(id, heard('customer', 'where were we just now', 14_000));
    expect(texts(id)).toHaveLength(1);
    const [turn] = view(id).turns;
    // The clock of the call runs on through a pause.
    expect(turn?.at).toBe((view(id).call?.capture?.startedAt ?? 0) + 14_000);
  });

  it('puts a corrected turn in the place of the former, and what followed follows', async () => {
    const id = begin();
    const { turn } = await hear(
      id,
      heard(
        'customer',
        'my order one two three four five arrived damaged i want a replacement',
        500,
      ),
    );
    await hear(id, heard('agent', 'one moment please', 9_000));
    const cards = openCards(view(id));
    expect(cards.length).toBeGreaterThan(0);
    const corrected = must(
      core.callDesk.correct(id, turn?.id ?? '', 'My order #99999 is fine, thank you, goodbye'),
    );
    await core.settled(id);
    expect(corrected.supersedes).toBe(turn?.id);
    expect(view(id).turns.map(({ id: one }) => one)[0]).toBe(corrected.id);
    expect(view(id).turns).toHaveLength(2);
    for (const card of cards)
      expect(view(id).suggestions.find((one) => one.id === card.id)?.state).toBe('expired');
    // The former words cannot be corrected again, and saying the line again changes nothing.
    expect(core.callDesk.correct(id, turn?.id ?? '', 'something else')).toMatchObject({
      ok: false,
      error: { code: 'STALE' },
    });
    const orders = view(id).insights[corrected.id]?.flatMap((insight) =>
      insight.kind === 'entity' && insight.entity === 'order_number' ? [insight.value] : [],
    );
    expect(orders).toEqual(['99999']);
  });

  it('learns a corrected word, and forgets it again', async () => {
    const id = begin();
    const { turn } = await hear(id, heard('customer', 'i bought the arrow prince machine', 500));
    const text = turn?.text ?? '';
    must(core.callDesk.correct(id, turn?.id ?? '', text.replace(/arrow prince/i, 'AeroPrint')));
    const words = must(core.callDesk.vocabulary('retail'));
    expect(words[0]).toMatchObject({
      written: 'AeroPrint',
      heard: ['arrow prince'],
      kind: 'learned',
    });
    const next = await hear(id, heard('customer', 'the arrow prince machine is broken', 9_000));
    expect(next.turn?.text).toContain('AeroPrint');
    must(core.callDesk.forgetWord('retail', 'AeroPrint'));
    expect(must(core.callDesk.vocabulary('retail')).some(({ kind }) => kind === 'learned')).toBe(
      false,
    );
  });

  it('ticks its checklist from the agent’s words and by hand, and words undo no hand', async () => {
    const id = begin();
    await hear(id, heard('agent', 'thank you for calling my name is dana how can i help', 200));
    const greeted = view(id).checklist?.['greet'];
    expect(greeted).toMatchObject({ ticked: true, by: 'words' });
    expect(greeted?.evidence.length).toBeGreaterThan(0);
    must(core.callDesk.tick(id, 'greet', false));
    await hear(id, heard('agent', 'as i said my name is dana', 9_000));
    expect(view(id).checklist?.['greet']).toMatchObject({ ticked: false, by: 'hand' });
    expect(core.callDesk.tick(id, 'no such point', true).ok).toBe(false);
  });

  it('sums the call up, answers about it, and flags moments', async () => {
    const id = begin();
    await hear(id, heard('customer', 'my order one two three four five arrived damaged', 500));
    const flag = must(core.callDesk.flag(id, 'Angry about the box'));
    expect(flag.turn).toBe(view(id).turns.at(-1)?.id);
    expect(view(id).call?.flags).toHaveLength(1);
    const running = must(await core.callDesk.summary(id, 'running'));
    expect(running.lines.length).toBeGreaterThan(0);
    expect(running.text).toContain('12345');
    const transfer = must(await core.callDesk.summary(id, 'transfer'));
    expect(transfer.lines.some(({ section }) => section === 'flagged')).toBe(true);
    const answer = must(await core.callDesk.ask(id, 'Which order number?'));
    expect(answer.quotes[0]?.turn).toBe(view(id).turns[0]?.id);
    const none = must(await core.callDesk.ask(id, 'What is her shoe size?'));
    expect(none.quotes).toEqual([]);
    expect(none.reason).toBeTruthy();
  });

  it('flags the moment that is meant, and not what was said while the note was written', async () => {
    const id = begin();
    const start = view(id).call?.capture?.startedAt ?? 0;
    const first = await hear(id, heard('customer', 'the box was wet when it came', 500));
    const pressed = start + 2_500;
    await hear(id, heard('agent', 'let me look that up for you', 8_000));
    expect(must(core.callDesk.flag(id, 'Wet', pressed))).toMatchObject({
      at: pressed,
      turn: first.turn?.id,
    });
    // In the middle of a sentence: it is written down when it is over.
    const during = must(core.callDesk.flag(id, 'Loud', start + 9_500));
    expect(during.at).toBe(clock.now());
    const early = must(core.callDesk.flag(id, 'Before the call', start - 60_000));
    expect(early).toMatchObject({ at: view(id).conversation.startedAt });
    expect(early.turn).toBeUndefined();
    clock.advance(20_000);
    const middle = must(core.callDesk.flag(id, 'Middle', start + 12_000));
    const spoken = await hear(id, heard('customer', 'and the lid was broken as well', 11_000));
    const on = (flag: { id: string }) =>
      view(id).call?.flags.find((one) => one.id === flag.id)?.turn;
    expect(on(middle)).toBe(spoken.turn?.id);
    expect(on(middle)).not.toBe(middle.turn);
    expect(view(id).call?.flags[0]?.turn).toBe(first.turn?.id);
  });

  it('keeps no sound unless an admin says so, and then for so many days', async () => {
    const part = (startMs: number, packets = 50) => ({
      speaker: 'customer' as const,
      startMs,
      packets: Array.from({ length: packets }, () => 'AAAA'),
    });
    const silent = begin();
    expect(core.callDesk.keepAudio(silent, part(0))).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    });
    core.saveSettings({ ...core.settings(), keepAudio: { on: true, days: 2 } });
    // What held when capture began counts for the whole call.
    expect(core.callDesk.keepAudio(silent, part(0)).ok).toBe(false);
    const id = begin();
    must(core.callDesk.keepAudio(id, part(0)));
    must(core.callDesk.keepAudio(id, part(1_000)));
    must(core.callDesk.capture({ conversation: id, state: 'ended' }));
    expect(must(core.callDesk.audio(id))).toHaveLength(2);
    expect(core.callDesk.keptAudio()).toMatchObject([{ conversation: id, seconds: 2 }]);
    clock.advance(3 * 86_400_000);
    expect(core.callDesk.keptAudio()).toEqual([]);
    expect(core.trail(id).some(({ verb }) => verb === 'audio.deleted')).toBe(true);
  });

  it('notices that the window which listened is gone', async () => {
    const id = begin();
    const window = new AbortController();
    const attending = must(core.callDesk.attend(id, window.signal))[Symbol.asyncIterator]();
    expect((await attending.next()).value).toEqual({ holding: false });
    clock.advance(60_000);
    expect(view(id).call?.capture?.state).toBe('running');
    window.abort();
    clock.advance(10_000);
    expect(view(id).call?.capture).toMatchObject({ state: 'interrupted' });
    // Taken up again, with a clock of its own.
    must(core.callDesk.capture({ conversation: id, state: 'running' }));
    expect(view(id).call?.capture?.startedAt).toBe(clock.now());
  });

  it('keeps the times of what is said after a device was gone for a while', async () => {
    const id = begin();
    const from = clock.now();
    await hear(id, heard('customer', 'where is my order', 1_000));
    clock.advance(from + 60_000 - clock.now());
    must(core.callDesk.capture({ conversation: id, state: 'interrupted', elapsedMs: 60_000 }));
    clock.advance(30_000);
    must(core.callDesk.capture({ conversation: id, state: 'running', elapsedMs: 90_050 }));
    await hear(id, heard('customer', 'are you still there', 95_000));
    const times = view(id).turns.map(({ at }) => at - from);
    expect(times[0]).toBe(1_000);
    expect(times[1]).toBe(95_000);
  });

  it('ends capture with the conversation', async () => {
    const id = begin();
    await hear(id, heard('customer', 'that was all thank you', 100));
    must(await core.end(id));
    expect(view(id).call?.capture?.state).toBe('ended');
  });
});
