import type { AudioPart, KeptAudio } from '#domain/call.ts';
import { ConversationId } from '#domain/ids.ts';
import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Bus } from './bus.ts';
import { clockSlackMs } from './core-call-capture.ts';
import type { Log } from './log.ts';
import type { CallRepository, Clock, KeptSound } from './ports.ts';
import type { CallDesk, CoreFailure } from './surface.ts';

/** Opus packets of 20 ms, as the page encodes them. */
export const packetMs = 20;
const dayMs = 86_400_000;
/** How often kept sound is looked through for what is due. */
const retentionCheckMs = 3_600_000;

export interface CallAudio {
  readonly desk: Pick<CallDesk, 'keepAudio' | 'keptAudio' | 'audio' | 'deleteAudio'>;
  /**
   * Capture runs: from now on it is known when card data was said. `began`: it began just now. Of one
   * that was running when this core began, nobody knows what was said before, and the sound of that
   * is not written.
   */
  listen(conversation: string, began: boolean): void;
  /** Card data was said then: its sound is never written, whether it came already or comes late. */
  drop(conversation: string, startMs: number, endMs: number): void;
  /** Writes what is held back; at the end of capture. */
  flush(conversation: string): void;
  /** Removes what is due, now and every hour. */
  begin(): void;
  close(): void;
}

interface Held {
  readonly parts: AudioPart[];
  drops: { readonly startMs: number; readonly endMs: number }[];
  newestMs: number;
  /** Which capture of the conversation: each has a clock of its own. */
  readonly startedAt: number | undefined;
  /** Of what was said before that nobody knows whether it was card data; on the capture's clock. */
  readonly knownFromMs: number;
  ended: boolean;
  /** Stops the wait of what came after the end. */
  stop: () => void;
}

/** Cuts the packets of a part that lie in a span; what is left, as parts of their own. */
export function withoutSpan(part: AudioPart, startMs: number, endMs: number): AudioPart[] {
  const kept: AudioPart[] = [];
  let run: string[] = [];
  let runStart = part.startMs;
  part.packets.forEach((packet, index) => {
    const at = part.startMs + index * packetMs;
    const inside = at + packetMs > startMs && at < endMs;
    if (!inside) {
      if (run.length === 0) runStart = at;
      run.push(packet);
      return;
    }
    if (run.length > 0) kept.push({ ...part, startMs: runStart, packets: run });
    run = [];
  });
  if (run.length > 0) kept.push({ ...part, startMs: runStart, packets: run });
  return kept;
}

/**
 * Sound of calls, where an admin has it kept: encrypted with the store, for so many days. It is held
 * back in memory until it is certain that no card data was said in it.
 * @param lagMs how long card data may come to light after it was said
 */
export function createCallAudio(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly calls: CallRepository;
  readonly settings: () => Settings;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly lagMs: number;
  readonly log: Log;
}): CallAudio {
  const { calls, clock } = parts;
  /**
   * By conversation. What was said of cards is remembered when capture has ended: the page hands
   * sound over beside the words, and after a lost connection long after them.
   */
  const held = new Map<string, Held>();
  /** Conversations of which it was said that sound is missing. */
  const missed = new Set<string>();
  let stop: () => void = () => undefined;

  const write = (conversation: string, part: AudioPart, drops: Held['drops']): void => {
    const days = parts.settings().keepAudio.days;
    const now = clock.now();
    const clean = drops.reduce<AudioPart[]>(
      (pieces, { startMs, endMs }) => pieces.flatMap((piece) => withoutSpan(piece, startMs, endMs)),
      [part],
    );
    for (const piece of clean) calls.keepAudio(conversation, piece, now, now + days * dayMs);
  };

  const release = (conversation: string, untilMs: number): void => {
    const waiting = held.get(conversation);
    if (waiting === undefined) return;
    while (waiting.parts.length > 0) {
      const [next] = waiting.parts;
      if (next === undefined || next.startMs + next.packets.length * packetMs > untilMs) break;
      waiting.parts.shift();
      write(conversation, next, waiting.drops);
    }
    if (untilMs === Infinity) return;
    const oldest = waiting.parts[0]?.startMs ?? untilMs;
    waiting.drops = waiting.drops.filter(({ endMs }) => endMs >= oldest - parts.lagMs);
  };

  /** Undefined where sound is not kept, and for a capture that ended before this core began. */
  const heldOf = (conversation: string, began = false): Held | undefined => {
    const view = parts.viewOf(conversation);
    const capture = view?.call?.capture;
    if (capture?.keepsAudio !== true) return undefined;
    const known = held.get(conversation);
    const listens = capture.state === 'running' || capture.state === 'paused';
    if (!listens) return known;
    const { startedAt } = capture;
    if (known !== undefined && known.startedAt === startedAt) {
      // A device came back: what comes now waits for the words again.
      known.stop();
      known.ended = false;
      return known;
    }
    release(conversation, Infinity);
    // The clock of a recording is not the time that passes here.
    const isLive = view?.conversation.channel === 'call' && startedAt !== undefined;
    const fresh: Held = {
      parts: [],
      drops: [],
      newestMs: 0,
      startedAt,
      knownFromMs: began ? 0 : isLive ? clock.now() - startedAt + clockSlackMs : Infinity,
      ended: false,
      stop: () => undefined,
    };
    held.set(conversation, fresh);
    return fresh;
  };

  const sayMissed = (conversation: string): void => {
    if (missed.has(conversation)) return;
    missed.add(conversation);
    parts.log.warn('Sound came after a restart, and nobody knows any more what was said in it.');
  };

  const listing = (kept: KeptSound): KeptAudio => ({
    conversation: kept.conversation,
    title: parts.viewOf(kept.conversation)?.conversation.title ?? 'Call',
    at: kept.at,
    // Two channels lie side by side.
    seconds: (kept.packets * packetMs) / 1_000,
    bytes: kept.bytes,
    until: kept.until,
  });

  const remove = (kept: KeptSound, reason: string, actor: string): void =>
    parts.bus.transact(() => {
      calls.deleteAudio(kept.conversation);
      parts.bus.publish(
        {
          type: 'audio.deleted',
          conversation: ConversationId.parse(kept.conversation),
          reason,
          seconds: (kept.packets * packetMs) / 1_000,
        },
        actor,
      );
    }, 'durable');

  const expire = (): void => {
    for (const kept of calls.audioDue(clock.now())) remove(kept, 'Its time was up.', 'earshot');
    stop = clock.after(retentionCheckMs, expire);
  };

  const forbidden = err<CoreFailure>({
    code: 'FORBIDDEN',
    message: 'Sound of calls is not kept here.',
    mend: 'An admin can switch it on under Calls.',
  });
  const missing = err<CoreFailure>({
    code: 'NOT_FOUND',
    message: 'No sound of this call is kept.',
  });

  return {
    desk: {
      keepAudio: (conversation, part) => {
        const capture = parts.viewOf(conversation)?.call?.capture;
        // What was agreed when capture began counts for the whole call.
        if (capture?.keepsAudio !== true || !parts.settings().keepAudio.on) return forbidden;
        const waiting = heldOf(conversation);
        if (waiting === undefined) {
          sayMissed(conversation);
          return ok(null);
        }
        const known = withoutSpan(part, -Infinity, waiting.knownFromMs);
        if (known[0]?.packets.length !== part.packets.length) sayMissed(conversation);
        waiting.parts.push(...known);
        // Words that explain it may come as late as it did.
        if (waiting.ended && known.length > 0 && waiting.parts.length === known.length)
          waiting.stop = clock.after(parts.lagMs, () => release(conversation, Infinity));
        waiting.newestMs = Math.max(
          waiting.newestMs,
          part.startMs + part.packets.length * packetMs,
        );
        if (!waiting.ended) release(conversation, waiting.newestMs - parts.lagMs);
        return ok(null);
      },
      keptAudio: () => calls.keptAudio().map(listing),
      audio: (conversation) => {
        const kept = calls.audio(conversation);
        return kept.length === 0 ? missing : ok(kept);
      },
      deleteAudio: (conversation) => {
        // What is known of cards stays: the call may go on.
        held.get(conversation)?.parts.splice(0);
        const kept = calls.keptAudio().find((one) => one.conversation === conversation);
        if (kept === undefined) return missing;
        remove(kept, `${parts.settings().agent} removed it.`, parts.settings().agent);
        return ok(null);
      },
    },
    listen: (conversation, began) => void heldOf(conversation, began),
    drop: (conversation, startMs, endMs) => {
      heldOf(conversation)?.drops.push({ startMs, endMs });
    },
    flush: (conversation) => {
      release(conversation, Infinity);
      const waiting = held.get(conversation);
      if (waiting !== undefined) waiting.ended = true;
    },
    begin: expire,
    close: () => {
      stop();
      for (const [conversation, waiting] of held) {
        waiting.stop();
        release(conversation, Infinity);
      }
    },
  };
}
