import type { HearOutcome } from '#domain/call.ts';
import type { Pack } from '#domain/pack.ts';
import type { HeardLine, HeardPartial, VocabularyTerm } from '#domain/speech.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Clock } from './ports.ts';

/** STUB: joins words. */
export const audioLagMs = 20_000;

export interface LineDecision {
  readonly outcome: HearOutcome;
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Stretches in which card data was said, on the call's clock. */
  readonly dropped: readonly { readonly startMs: number; readonly endMs: number }[];
}

export interface CallLines {
  partial(
    view: ConversationView,
    partial: HeardPartial,
  ): { readonly text: string; readonly holding: boolean };
  line(view: ConversationView, line: HeardLine): Promise<LineDecision>;
  holding(conversation: string): boolean;
  onHolding(listener: (conversation: string, holding: boolean) => void): () => void;
  renew(pack: string): void;
  redact(text: string): string;
  forget(conversation: string): void;
}

export function createCallLines(parts: {
  readonly clock: Clock;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly learned: (pack: string) => readonly VocabularyTerm[];
  readonly redact: (text: string) => string;
}): CallLines {
  return {
    partial: (_, partial) => ({ text: parts.redact(partial.text), holding: false }),
    line: async (_, line) => ({
      outcome: 'kept',
      text: line.words.map(({ text }) => text).join(' '),
      startMs: line.startMs,
      endMs: line.endMs,
      dropped: [],
    }),
    holding: () => false,
    onHolding: () => () => undefined,
    renew: () => undefined,
    redact: parts.redact,
    forget: () => undefined,
  };
}
