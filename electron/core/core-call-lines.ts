import type { HearOutcome } from '#domain/call.ts';
import type { Pack } from '#domain/pack.ts';
import type { HeardLine, HeardPartial, VocabularyTerm } from '#domain/speech.ts';
import { createBleedFilter, type BleedDecision, type BleedFilter } from './channels/index.ts';
import type { LineContext } from './core-call-context.ts';
import type { Clock } from './ports.ts';
import {
  audioLagMs,
  createCardWatch,
  createWriter,
  placeholderPattern,
  vocabularyOf,
  type CardWatch,
  type Watched,
  type Writer,
} from './understand/index.ts';

export { audioLagMs };

export interface LineDecision {
  readonly outcome: HearOutcome;
  /** As it is to be stored; empty unless the outcome is `kept`. */
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Placeholders in the text. */
  readonly redactions: number;
}

export interface CallLines {
  partial(
    view: LineContext,
    partial: HeardPartial,
  ): { readonly text: string; readonly holding: boolean };
  /** May wait a moment for what the other channel says. */
  line(view: LineContext, line: HeardLine): Promise<LineDecision>;
  holding(conversation: string): boolean;
  onHolding(listener: (conversation: string, holding: boolean) => void): () => void;
  /** A pack's words are others now. */
  renew(pack: string): void;
  redact(text: string): string;
  /** Decides what waits, because nothing more will come. */
  finish(conversation: string): void;
  forget(conversation: string): void;
  close(): void;
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

interface Hearing {
  /** Which capture of the conversation: each has a clock of its own. */
  readonly startedAt: number;
  readonly bleed: BleedFilter;
  readonly cards: CardWatch;
  /** Lines of the agent whose bleed is not decided yet, in order. */
  readonly maybeBleed: ((decision: BleedDecision) => void)[];
  /** Lines that may hold pieces of a card number, in order. */
  readonly maybeCard: ((released: Watched['released'][number]) => void)[];
  stop: () => void;
  /** Since when card data is being given. */
  heldFrom?: number | undefined;
  /** The call's clock when something was heard last, and the stopwatch then. */
  heardMs: number;
  heardAt: number;
}

/** How often it is looked whether the talk has left the card. */
const holdCheckMs = 1_000;
/** Card data begins this long before it is recognised as such. */
const beforeHoldMs = 3_000;

/** From what a recogniser heard to what is written: bleed out, card data out, words as people write them. */
export function createCallLines(parts: {
  readonly clock: Clock;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly learned: (pack: string) => readonly VocabularyTerm[];
  /** Names of customers who may call. */
  readonly people?: () => readonly string[];
  readonly redact: (text: string) => string;
  /** Card data was said then, on the call's clock: its sound is not kept. */
  readonly onDropped: (conversation: string, startMs: number, endMs: number) => void;
}): CallLines {
  const { clock } = parts;
  const hearings = new Map<string, Hearing>();
  const writers = new Map<string, Writer>();
  const listeners = new Set<(conversation: string, holding: boolean) => void>();

  /** @param nowMs the call's clock: until then nothing was heard by this core, or in this capture */
  const hearingOf = (view: LineContext, nowMs: number): Hearing => {
    const { conversation, startedAt } = view;
    const known = hearings.get(conversation);
    if (known?.startedAt === startedAt) return known;
    finish(conversation);
    const made: Hearing = {
      startedAt,
      bleed: createBleedFilter(),
      cards: createCardWatch(),
      maybeBleed: [],
      maybeCard: [],
      stop: () => undefined,
      heardMs: nowMs,
      heardAt: clock.monotonic(),
    };
    // After a crash a number may be half said, and only the record knows.
    made.cards.recall(view.earlier(), nowMs);
    hearings.set(conversation, made);
    return made;
  };

  /** The call's own clock: what was heard last, and the time since. Right for files that run faster too. */
  const nowOf = (hearing: Hearing): number => hearing.heardMs + clock.monotonic() - hearing.heardAt;
  const heardUpTo = (hearing: Hearing, ms: number): void => {
    if (ms <= nowOf(hearing)) return;
    hearing.heardMs = ms;
    hearing.heardAt = clock.monotonic();
  };

  const writerOf = (name: string): Writer => {
    const known = writers.get(name);
    if (known !== undefined) return known;
    const pack = parts.packs.get(name)?.pack;
    const writer = createWriter({
      vocabulary:
        pack === undefined
          ? []
          : [...parts.learned(name), ...vocabularyOf(pack, parts.people?.() ?? [])],
      region: pack?.manifest.region ?? 'US',
      currency: pack?.manifest.currency ?? 'USD',
    });
    writers.set(name, writer);
    return writer;
  };

  const drop = (conversation: string, stretches: readonly Stretch[]): void => {
    for (const { startMs, endMs } of stretches) parts.onDropped(conversation, startMs, endMs);
  };

  const hold = (conversation: string, hearing: Hearing, holding: boolean): void => {
    const from = hearing.heldFrom;
    if ((from !== undefined) === holding) return;
    if (holding) {
      hearing.heldFrom = Math.max(0, nowOf(hearing) - beforeHoldMs);
      const check = (): void => {
        if (hearing.heldFrom === undefined) return;
        hold(conversation, hearing, hearing.cards.holding(nowOf(hearing)));
        if (hearing.heldFrom !== undefined) clock.after(holdCheckMs, check);
      };
      clock.after(holdCheckMs, check);
    } else {
      hearing.heldFrom = undefined;
      drop(conversation, [{ startMs: from ?? 0, endMs: nowOf(hearing) }]);
    }
    for (const listener of [...listeners]) listener(conversation, holding);
  };

  const watched = (conversation: string, hearing: Hearing, given: Watched): void => {
    drop(conversation, given.dropped);
    hold(conversation, hearing, given.holding);
    // They come in the order in which they were given.
    for (const released of given.released) hearing.maybeCard.shift()?.(released);
  };

  /** Looks again when the next waiting line is due. */
  const wake = (conversation: string, hearing: Hearing): void => {
    hearing.stop();
    const due = Math.min(
      hearing.bleed.waitUntil() ?? Infinity,
      hearing.cards.waitUntil() ?? Infinity,
    );
    hearing.stop = Number.isFinite(due)
      ? clock.after(Math.max(1, due - nowOf(hearing)), () =>
          decide(conversation, hearing, nowOf(hearing)),
        )
      : () => undefined;
  };

  const bled = (hearing: Hearing, decisions: readonly BleedDecision[]): void => {
    for (const decision of decisions) hearing.maybeBleed.shift()?.(decision);
  };

  const decide = (conversation: string, hearing: Hearing, now: number): void => {
    bled(hearing, hearing.bleed.due(now));
    watched(conversation, hearing, hearing.cards.due(now));
    wake(conversation, hearing);
  };

  /** Calls back at once for the customer, and for the agent when the other side is known. */
  const withoutBleed = (
    hearing: Hearing,
    line: HeardLine,
    then: (decision: BleedDecision) => void,
  ): void => {
    const now = nowOf(hearing);
    if (line.speaker === 'agent') {
      hearing.maybeBleed.push(then);
      return bled(hearing, hearing.bleed.line(line, now));
    }
    const [own, ...agent] = hearing.bleed.line(line, now);
    then(own ?? { kind: 'keep', line, bleed: [] });
    bled(hearing, agent);
  };

  const finish = (conversation: string): void => {
    const hearing = hearings.get(conversation);
    if (hearing === undefined) return;
    decide(conversation, hearing, Infinity);
    hold(conversation, hearing, false);
    hearing.stop();
  };

  return {
    redact: parts.redact,
    holding: (conversation) => hearings.get(conversation)?.heldFrom !== undefined,
    onHolding: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    renew: (pack) => {
      writers.delete(pack);
    },
    finish,
    forget: (conversation) => {
      finish(conversation);
      hearings.delete(conversation);
    },
    close: () => {
      for (const conversation of hearings.keys()) finish(conversation);
    },
    partial: (view, partial) => {
      const hearing = hearingOf(view, partial.atMs);
      heardUpTo(hearing, partial.atMs);
      hearing.bleed.partial(partial);
      const { text, holding } = hearing.cards.partial(partial);
      hold(view.conversation, hearing, holding);
      decide(view.conversation, hearing, nowOf(hearing));
      return { text: parts.redact(text), holding };
    },
    line: (view, heard) =>
      new Promise((resolve) => {
        const { conversation } = view;
        const hearing = hearingOf(view, heard.endMs);
        heardUpTo(hearing, heard.endMs);
        const nothing = (outcome: HearOutcome): void =>
          resolve({ outcome, text: '', startMs: heard.startMs, endMs: heard.endMs, redactions: 0 });
        withoutBleed(hearing, heard, (decision) => {
          if (decision.kind === 'drop') return nothing('bleed');
          hearing.maybeCard.push(({ line }) => {
            if (line.words.length === 0) return nothing('card');
            const { text } = writerOf(view.pack).write(line.words, { before: view.before });
            if (text.trim() === '') return nothing('empty');
            resolve({
              outcome: 'kept',
              text,
              startMs: line.startMs,
              endMs: line.endMs,
              redactions: text.match(placeholderPattern)?.length ?? 0,
            });
          });
          watched(conversation, hearing, hearing.cards.line(decision.line, nowOf(hearing)));
        });
        wake(conversation, hearing);
      }),
  };
}
