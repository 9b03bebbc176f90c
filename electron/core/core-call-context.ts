import type { ConversationView } from '#domain/view.ts';
import type { EarlierTurn } from './understand/index.ts';

/** What a line needs to know of its conversation. */
export interface LineContext {
  readonly conversation: string;
  readonly pack: string;
  /** When the clock of this capture was 0; Unix milliseconds. */
  readonly startedAt: number;
  /** What was said before, oldest first. */
  readonly before: readonly { readonly speaker: 'agent' | 'customer'; readonly text: string }[];
  /** The last turns as they were stored, oldest first, on the clock of this capture. */
  readonly earlier: () => readonly EarlierTurn[];
}

/** Turns that help to write the next one: what was asked, what is spoken of. */
const turnsBefore = 6;
/** More than are said while a card is spoken of, digit by digit and with every digit read back. */
const turnsEarlier = 60;

/** When the clock of a conversation's lines was 0; Unix milliseconds. */
export const clockBegan = (view: ConversationView): number =>
  view.call?.capture?.startedAt ?? view.conversation.startedAt;

/** Of a conversation as it stands now. */
export function contextOf(view: ConversationView): LineContext {
  const startedAt = clockBegan(view);
  return {
    conversation: view.conversation.id,
    pack: view.conversation.pack,
    startedAt,
    before: view.turns.slice(-turnsBefore).map(({ speaker, text }) => ({ speaker, text })),
    earlier: () =>
      view.turns.slice(-turnsEarlier).map(({ at, durationMs, speaker, text }) => ({
        speaker,
        text,
        startMs: at - startedAt,
        endMs: at - startedAt + (durationMs ?? 0),
      })),
  };
}
