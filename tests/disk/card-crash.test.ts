import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AudioPart } from '#domain/call.ts';
import { ConversationId } from '#domain/ids.ts';
import type { HeardLine } from '#domain/speech.ts';
import { openStore } from '#core/store/index.ts';
import {
  createCountingIds,
  createSeededRandom,
  createVirtualClock,
  type VirtualClock,
} from '#core/replay-ports.ts';
import { createMemorySecrets } from '#core/secrets/memory-secrets.ts';
import { secretNames } from '#core/secrets/names.ts';
import type { Core } from '#core/surface.ts';
import {
  digitsOf,
  heardLine,
  longestLeft,
} from '#core/understand/personal-data/card-watch-play.ts';
import {
  type CardDialogue,
  cardDialogues,
  type Said,
} from '#core/understand/personal-data/card-watch-set.ts';
import { openCore } from '#hosts/open-core.ts';
import { must } from '#tests/fixtures/virtual-core.ts';
import {
  decrypted,
  filesBelow,
  foundIn,
  mostLeft,
  readable,
  type SoundComes,
  soundComes,
  soundOf,
  textsIn,
  wordsIn,
} from './card-bytes.ts';

/**
 * @file Every dialogue of the card-data set, cut by a core that dies after any of its lines: all of
 * them are calls at the same time, one core dies in the middle of all, and the next one goes on. The
 * pages keep what it does not hear and hand it over late. Nothing of a card is in any byte on disk.
 */

const key = 'a key that this test knows';
/** How long nobody is there; the talk goes on meanwhile. */
const awayMs = 3_000;

/** Said when the card is long done with: its sound is kept. */
const tail: readonly Said[] = [
  ['agent', 'is there anything else i can do for you'],
  ['customer', 'no that is all for today'],
];

/** A page in a call, and when on its clock things happen; milliseconds. */
interface Page {
  readonly dialogue: CardDialogue;
  readonly lines: readonly HeardLine[];
  readonly crashMs: number;
  readonly comes: SoundComes;
  /** The answer to the last line that was stored got lost. */
  readonly repeats: boolean;
  id: string;
  unanswered: { readonly key: string; readonly line: HeardLine }[];
  lastAnswered?: Page['unanswered'][number];
  waiting: AudioPart[];
}

function pageOf(dialogue: CardDialogue, after: number, index: number): Page {
  let now = 0;
  const lineOf = ([speaker, text]: Said): HeardLine => {
    const line = heardLine(speaker, text, Math.ceil(now / 1_000) * 1_000 + 1_000);
    now = line.endMs + 500;
    return line;
  };
  const lines = dialogue.lines.map(lineOf);
  now += 12_000;
  const last = lines[after - 1];
  return {
    dialogue,
    lines: [...lines, ...tail.map(lineOf)],
    // In the middle of the first line, or a moment after one that came.
    crashMs: last === undefined ? 2_500 : last.endMs + 600,
    comes: soundComes[index % soundComes.length] ?? 'at once',
    repeats: index % 2 === 0,
    id: '',
    unanswered: [],
    waiting: [],
  };
}
const pages = cardDialogues
  .flatMap((dialogue) => dialogue.lines.map((_, after) => [dialogue, after] as const))
  .map(([dialogue, after], index) => pageOf(dialogue, after, index));

const afterRestart = 'Sound came after a restart';
const logOf = (folder: string): string => readFileSync(join(folder, 'logs', 'earshot.log'), 'utf8');

describe('a core that dies while card data is given', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-card-crash-'));
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  const copy = join(folder, 'copy');
  const crashAt = Math.max(...pages.map(({ crashMs }) => crashMs));
  const began = Date.UTC(2026, 0, 15, 9);
  const ids = createCountingIds();
  const secrets = createMemorySecrets({ [secretNames.databaseKey]: key });
  const sound = new Map<Page, AudioPart[]>();
  const dead: Core[] = [];
  let core: Core | undefined;

  const open = async (dataFolder: string, clock: VirtualClock): Promise<Core> => {
    const random = createSeededRandom(1);
    const parts = { dataFolder, packs: ['retail'], clock, ids, random, secrets };
    const opened = await openCore({ ...parts, logLevel: 'debug' });
    if (!opened.ok) throw new Error(opened.error.message);
    await opened.value.core.ready();
    return opened.value.core;
  };

  const send = (page: Page, said: Page['unanswered'][number]): void => {
    const to = core;
    void to?.callDesk.hear(page.id, said.key, said.line).then((answer) => {
      // What a dead core says, nobody hears.
      if (to !== core) return;
      must(answer);
      page.lastAnswered = said;
      page.unanswered = page.unanswered.filter((other) => other.key !== said.key);
    });
  };
  const handOver = ({ id, waiting }: Page): void => {
    for (const part of waiting.splice(0)) core?.callDesk.keepAudio(id, part);
  };

  /** What happens in a call, on the page's clock; without a core it waits. */
  function* eventsOf(page: Page): Generator<{ readonly atMs: number; readonly run: () => void }> {
    for (const [index, line] of page.lines.entries()) {
      const { endMs, speaker, startMs, words } = line;
      for (const [at, { endMs: atMs }] of words.entries()) {
        const text = words.slice(0, at + 1).map((one) => one.text);
        const partial = { speaker, text: text.join(' '), startMs, atMs };
        yield { atMs, run: () => core && must(core.callDesk.partial(page.id, partial)) };
      }
      const said = { key: `line-number-${index}`, line };
      const run = (): void => {
        page.unanswered.push(said);
        send(page, said);
      };
      yield { atMs: endMs + 500, run };
    }
    const lastMs = (page.lines.at(-1)?.endMs ?? 0) + 2_000;
    for (let startMs = 0; startMs < lastMs; startMs += 1_000) {
      const line = page.lines.find((one) => one.startMs < startMs + 1_000 && one.endMs > startMs);
      const run = (): void => {
        page.waiting.push(soundOf('agent', line, startMs), soundOf('customer', line, startMs));
        if (page.comes === 'at once' && core !== undefined) handOver(page);
      };
      yield { atMs: startMs + 1_000, run };
    }
  }

  beforeAll(async () => {
    const clock = createVirtualClock(began);
    core = await open(first, clock);
    must(core.saveSettings({ ...core.settings(), keepAudio: { on: true, days: 30 } }));
    const starting = core;
    const start = (page: Page): void => {
      page.id = must(starting.callDesk.begin({ pack: 'retail', source: 'live' })).id;
      must(starting.callDesk.consent(page.id, 'announced'));
      must(starting.callDesk.capture({ conversation: page.id, state: 'running' }));
    };
    const events = pages
      .flatMap((page) => {
        const offset = crashAt - page.crashMs;
        const all = [{ atMs: 0, run: () => start(page) }, ...eventsOf(page)];
        return all.map(({ atMs, run }) => ({ at: offset + atMs, run }));
      })
      .toSorted((a, b) => a.at - b.at);
    const happen = async (from: VirtualClock | undefined, until: number): Promise<void> => {
      while ((events[0]?.at ?? Infinity) <= until) {
        const [event] = events.splice(0, 1);
        if (event === undefined) break;
        from?.advance(Math.max(0, began + event.at - from.now()));
        event.run();
        await Promise.resolve();
      }
    };

    await happen(clock, crashAt);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The power is cut: what is on disk now is all there is.
    cpSync(first, second, { recursive: true });
    dead.push(core);
    core = undefined;
    await happen(undefined, crashAt + awayMs);

    const later = createVirtualClock(began + crashAt + awayMs);
    core = await open(second, later);
    const gone = new AbortController();
    for (const page of pages) {
      const attended = must(core.callDesk.attend(page.id, gone.signal));
      void (async () => {
        for await (const _ of attended);
      })();
      if (page.repeats && page.lastAnswered) page.unanswered.unshift(page.lastAnswered);
      for (const said of page.unanswered) send(page, said);
      if (page.comes === 'at once') handOver(page);
      await Promise.resolve();
    }
    await happen(later, Infinity);
    for (let step = 0; step < 25; step += 1) {
      later.advance(1_000);
      await Promise.resolve();
    }
    await vi.waitFor(() => expect(pages.flatMap((page) => page.unanswered)).toEqual([]), 60_000);
    gone.abort();
    for (const page of pages) {
      if (page.comes === 'after the words') handOver(page);
      must(core.callDesk.flag(page.id, `they said ${page.dialogue.number}`));
      must(core.callDesk.capture({ conversation: page.id, state: 'ended' }));
      handOver(page);
      await core.settled(page.id);
    }
    // What came after the end waits for words.
    later.advance(60_000);
    for (const page of pages) {
      must(await core.callDesk.summary(page.id, 'transfer'));
      must(await core.end(page.id));
      const left = core.callDesk.audio(page.id);
      sound.set(page, left.ok ? left.value : []);
    }
    await vi.waitFor(() => expect(logOf(second)).toContain(afterRestart), 60_000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    cpSync(second, copy, { recursive: true });
    await core.shutdown();
  }, 300_000);
  afterAll(async () => {
    for (const one of dead) {
      for (const { id } of pages) {
        one.callDesk.capture({ conversation: id, state: 'interrupted' });
        await one.settled(ConversationId.parse(id));
      }
      await one.shutdown();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes on in every call: the talk after it is there, and so is its sound', () => {
    expect(pages.length).toBeGreaterThan(200);
    for (const [page, parts] of sound) {
      const words = wordsIn(parts).join(' ');
      expect(words, page.dialogue.name).toContain('is there anything else');
      // What was said before, nobody knows any more.
      const restarted = page.crashMs + awayMs;
      for (const { startMs } of parts) expect(startMs).toBeGreaterThanOrEqual(restarted);
    }
    expect(logOf(copy)).toContain(afterRestart);
  });

  it('leaves nothing of a card in any file, byte by byte, in the clear or under the key', () => {
    for (const from of [copy, second])
      for (const file of filesBelow(from)) expect(foundIn(readFileSync(file)), file).toEqual([]);
    const bytes = decrypted(copy, key);
    expect(bytes.includes('anything else')).toBe(true);
    expect(bytes.includes('[card number]')).toBe(true);
    expect(foundIn(bytes)).toEqual([]);
  });

  it('leaves no more than three digits in a row of any number, and no code, in any event', () => {
    const opened = openStore({ folder: second, key });
    if (!opened.ok) throw new Error(opened.error.message);
    const store = opened.value;
    for (const { dialogue, id } of pages) {
      const { code, name, number } = dialogue;
      const events = store.events.read(ConversationId.parse(id)).map(({ event }) => event);
      const turns = events.flatMap((event) =>
        event.type === 'turn.added' ? [event.turn.text] : [],
      );
      expect(turns.length, name).toBe(dialogue.lines.length + tail.length);
      const said = digitsOf(turns.map(readable));
      expect(longestLeft(number, said), turns.join(' / ')).toBeLessThanOrEqual(mostLeft);
      if (code !== undefined) expect(said, turns.join(' / ')).not.toContain(code);
      for (const text of events.flatMap(textsIn).map(readable))
        expect(longestLeft(number, digitsOf([text])), text).toBeLessThanOrEqual(mostLeft);
    }
    store.close();
  });

  it('can be heard in no kept sound', () => {
    for (const [{ dialogue }, parts] of sound) {
      const { code, name, number } = dialogue;
      const digits = digitsOf(wordsIn(parts));
      expect(longestLeft(number, digits), name).toBeLessThanOrEqual(mostLeft);
      if (code !== undefined) expect(digits, name).not.toContain(code);
    }
  });
});
