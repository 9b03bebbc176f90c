import type { Speaker } from '#domain/conversation.ts';
import type { ConversationId } from '#domain/ids.ts';
import type { RecordedTurn } from '#domain/recording.ts';

/** What a channel hands to `ingest`: words not redacted yet, so it is never stored or logged. */
export interface ChannelEnvelope {
  readonly conversation: ConversationId;
  readonly speaker: Speaker;
  readonly kind: 'utterance' | 'message';
  readonly text: string;
  readonly at?: number;
  readonly durationMs?: number;
  /** The recogniser's own, 0 to 1. */
  readonly confidence?: number;
  /** The same key always gives the same turn. */
  readonly key?: string;
}

/** Practice: what somebody typed in the customer's or the agent's pane. */
export const typed = (
  conversation: ConversationId,
  speaker: Speaker,
  text: string,
  key?: string,
): ChannelEnvelope => ({
  conversation,
  speaker,
  kind: 'message',
  text,
  ...(key === undefined ? {} : { key }),
});

/** A turn of a recording, as it would have come from the live channel. */
export const played = (
  conversation: ConversationId,
  turn: RecordedTurn,
  index: number,
): ChannelEnvelope => ({
  conversation,
  speaker: turn.speaker,
  kind: 'utterance',
  text: turn.text,
  key: `recording:${index}`,
  ...(turn.durationMs === undefined ? {} : { durationMs: turn.durationMs }),
});
