import { getEventMeta, isDefinedError, ORPCError, safe } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationFrame } from '#contract/shapes.ts';
import { createLog } from '#core/log.ts';
import { mostVoiceSeconds } from '#domain/voice.ts';
import { createRouter } from '#hosts/router.ts';
import { soundOf } from '#renderer/audio/voice/voice-sound.ts';
import { createScriptedCore, type ScriptedCore } from './scripted-core.ts';
import type { Connection, Transport } from './transports.ts';

/**
 * What every transport must do alike, so that a window need not know which one it has.
 * @param transport opened anew for each test, over the real router and a scripted core
 */
export function conformance(transport: Transport): void {
  describe(`over ${transport.name}`, () => {
    let scripted: ScriptedCore;
    let connection: Connection;
    let log: string[];

    beforeEach(async () => {
      scripted = createScriptedCore(5);
      log = [];
      const router = createRouter({
        core: scripted.core,
        log: createLog({
          level: 'debug',
          now: () => 0,
          redact: (text) => text,
          write: (line) => log.push(line),
        }),
        about: { version: '0.0.0', host: 'cli', dataFolder: '/data', secrets: 'memory' },
      });
      connection = await transport.open(router);
    });
    afterEach(() => connection.close());

    const say = (text: string) =>
      connection.client.conversations.say({
        conversation: 'conversation-1',
        speaker: 'customer',
        text,
        key: 'key-0001',
      });
    const watch = (after: number, options?: { lastEventId?: string; signal?: AbortSignal }) =>
      connection.client.conversations.watch({ conversation: 'conversation-1', after }, options);

    it('answers a call', async () => {
      await expect(connection.client.app.info()).resolves.toMatchObject({ host: 'cli', packs: [] });
    });

    it('carries an expected failure with its code, sentence and mend', async () => {
      const { error } = await safe(connection.client.conversations.start({ pack: 'missing' }));
      if (!isDefinedError(error) || error.code !== 'NOT_FOUND')
        throw new Error(`got ${String(error)}`);
      expect(error.message).toBe('There is no pack "missing".');
      expect(error.data).toEqual({ mend: 'Choose one of the list.' });
      expect(error.status).toBe(404);
    });

    it('refuses bad input before it reaches the core', async () => {
      const { error } = await safe(say(''));
      expect(error).toBeInstanceOf(ORPCError);
      expect(error).toMatchObject({ code: 'BAD_REQUEST' });
      expect(scripted.said).toEqual([]);
      await safe(say('hello'));
      expect(scripted.said).toEqual(['hello']);
    });

    it('turns a bug into a correlation id and keeps the rest to the log', async () => {
      const { error } = await safe(connection.client.audit.verify());
      expectBug(error);
    });

    it('does so for a bug in the middle of a stream too', async () => {
      const stream = await connection.client.app.watchHealth();
      const frames: unknown[] = [];
      const { error } = await safe(
        (async () => {
          for await (const frame of stream) frames.push(frame);
        })(),
      );
      expect(frames).toHaveLength(1);
      expectBug(error);
    });

    it('does all of this in the part of live calls', async () => {
      const { calls } = connection.client;
      const conversation = 'conversation-1';
      const refused = await safe(calls.consent({ conversation, answer: 'agreed' }));
      if (!isDefinedError(refused.error)) throw new Error(`got ${String(refused.error)}`);
      expect(refused.error).toMatchObject({ code: 'FORBIDDEN', data: { mend: 'Ask first.' } });
      const bug = await safe(calls.setup({ pack: 'retail' }));
      expect(String(bug.error)).not.toContain('machine room');
      expect(log.join('')).toContain('machine room');
      const stream = await calls.attend({ conversation });
      await expect(stream.next()).resolves.toMatchObject({ value: { holding: false } });
      await expect(stream.next()).rejects.not.toThrow(/machine room/);
    });

    it('carries the sound of a voice, and refuses more of it than was agreed', async () => {
      const { voices } = connection.client;
      const conversation = 'conversation-1';
      const second = Float32Array.from({ length: 16_000 }, (_, at) => Math.sin(at / 20) * 1.2);
      const refused = await safe(voices.compare({ conversation, sound: soundOf(second) }));
      expect(refused.error).toMatchObject({ code: 'INVALID' });
      const [heard] = scripted.voices;
      if (heard === undefined) throw new Error('Nothing arrived.');
      const apart = heard.map((value, at) =>
        Math.abs(value - Math.max(-1, Math.min(1, second[at] ?? 9))),
      );
      expect(heard).toHaveLength(second.length);
      expect(Math.max(...apart)).toBeLessThan(1 / 32_767);
      const longest = soundOf(new Float32Array(mostVoiceSeconds * 16_000));
      await safe(voices.compare({ conversation, sound: longest }));
      expect(scripted.voices[1]).toHaveLength(mostVoiceSeconds * 16_000);
      for (const sound of [longest.repeat(2), 'no sound']) {
        const { error } = await safe(voices.compare({ conversation, sound }));
        expect(error).toMatchObject({ code: 'BAD_REQUEST' });
      }
      expect(scripted.voices).toHaveLength(2);
    });

    it('streams what is stored, then what happens, each event with its id', async () => {
      const stream = await watch(3);
      await expect(take(stream, 3)).resolves.toEqual(['4', '5', 'live 5']);
      scripted.publish();
      await expect(take(stream, 1)).resolves.toEqual(['6']);
      await stream.return?.();
    });

    it('resumes after the last event id', async () => {
      const stream = await watch(0, { lastEventId: '4' });
      await expect(take(stream, 2)).resolves.toEqual(['5', 'live 5']);
      await stream.return?.();
    });

    it('refuses a stream of nothing with a typed error', async () => {
      const { error } = await safe(
        connection.client.conversations
          .watch({ conversation: 'none', after: 0 })
          .then((stream) => take(stream, 1)),
      );
      expect(error).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('lets go of a stream that is returned or aborted', async () => {
      const returned = await watch(0);
      await take(returned, 6);
      expect(scripted.subscribers()).toBe(1);
      await returned.return?.();
      // A core that waits hears of it through the signal only.
      const controller = new AbortController();
      const aborted = await watch(0, { signal: controller.signal });
      await take(aborted, 6);
      controller.abort();
      scripted.publish();
      await aborted.next().catch(() => undefined);
      await expect.poll(() => scripted.subscribers()).toBe(0);
    });

    const whereItBreaks = transport.breaks ? it : () => undefined;
    whereItBreaks('ends every stream when the window goes away', async () => {
      const stream = await watch(0);
      await take(stream, 6);
      expect(scripted.subscribers()).toBe(1);
      const next = stream.next().then(
        (result) => (result.done === true ? 'ended' : 'went on'),
        () => 'failed',
      );
      connection.disconnect();
      expect(await next).not.toBe('went on');
      await expect.poll(() => scripted.subscribers()).toBe(0);
    });

    it('keeps concurrent calls apart', async () => {
      const names = Array.from({ length: 100 }, (_, index) => String(index));
      const answers = await Promise.all(
        names.map((name) =>
          connection.client.recordings.importFile({ pack: 'retail', name, text: name.padStart(4) }),
        ),
      );
      expect(answers.map((answer) => answer.problems[0]?.problem.split(':')[0])).toEqual(names);
    });

    it('carries eight megabytes of any letters', async () => {
      const text = `${'Größe 👟 '.repeat(800_000)}end`;
      const { problems } = await connection.client.recordings.importFile({
        pack: 'retail',
        name: '1',
        text,
      });
      expect(problems).toEqual([{ line: text.length, problem: '1:end' }]);
    });

    function expectBug(error: unknown): void {
      expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      const { message, data } = error as ORPCError<string, { correlation?: string }>;
      expect(data.correlation).toMatch(/^[0-9a-f-]{36}$/);
      expect(message).toContain(data.correlation);
      expect(message).not.toContain('secret');
      const line = log.find((one) => one.includes(String(data.correlation)));
      expect(line).toContain('the secret of the machine room');
    }
  });
}

/** The next frames of a stream: the event id of a stored event, `live N` for the mark. */
async function take(stream: AsyncIterator<ConversationFrame>, count: number): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < count) {
    const { done, value } = await stream.next();
    if (done === true) break;
    if (value.kind === 'live') seen.push(`live ${value.position}`);
    else seen.push(String(getEventMeta(value)?.id));
  }
  return seen;
}
