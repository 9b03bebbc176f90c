import { createHash } from 'node:crypto';
import type { Speaker, Turn } from '#domain/conversation.ts';
import type { DomainEvent } from '#domain/events.ts';
import { TurnId, type ConversationId } from '#domain/ids.ts';
import { err, ok, type Failure, type Result } from '#domain/result.ts';
import type { Clock, Ids } from '#core/ports.ts';
import { cleanText } from './clean.ts';

/** Words as a channel gives them. Not redacted: never stored, logged or published. */
export interface Envelope {
  readonly conversation: ConversationId;
  readonly speaker: Speaker;
  readonly kind: 'utterance' | 'message';
  readonly text: string;
  /** When it was said; now, if absent. */
  readonly at?: number;
  readonly durationMs?: number;
  /** The recogniser's own, 0 to 1. */
  readonly confidence?: number;
  /** The channel's name for this message: sent again, it gives the same turn. */
  readonly key?: string;
  readonly supersedes?: TurnId;
  /** Parts that the channel hid already. */
  readonly redactions?: number;
}

export type IngestFailure = Failure<'empty' | 'invalid'>;

export interface Ingest {
  /** Redacts, numbers and publishes one final turn; a known key returns the turn it made. */
  accept(envelope: Envelope): Result<Turn, IngestFailure>;
}

/**
 * The door every word comes through. Redaction happens here, before anything else sees the text.
 * Sequences are gap-free per conversation and carry on after a restart, from the stored turns.
 */
export function createIngest(options: {
  readonly redact: (turn: {
    readonly conversation: string;
    readonly speaker: Speaker;
    readonly text: string;
  }) => { readonly text: string; readonly redactions: number };
  readonly ids: Ids;
  readonly clock: Clock;
  /** Turns stored so far, in the order they were said; a corrected one in the place of the former. */
  readonly turns: (conversation: ConversationId) => readonly Turn[];
  /** Turn that was corrected -> the turn that took its place. */
  readonly superseded?: (conversation: ConversationId) => Readonly<Record<string, string>>;
  readonly publish: (event: DomainEvent) => unknown;
}): Ingest {
  const { clock, ids } = options;

  /** The same key in the same conversation is the same turn, also after a restart. */
  const idOf = (envelope: Envelope): TurnId => {
    if (envelope.key === undefined) return TurnId.parse(ids.make('turn'));
    const digest = createHash('sha256')
      .update(`${envelope.conversation}\n${envelope.key}`)
      .digest('hex');
    return TurnId.parse(`turn-${digest.slice(0, 24)}`);
  };

  return {
    accept: (envelope) => {
      const id = idOf(envelope);
      const before = options.turns(envelope.conversation);
      const successors = options.superseded?.(envelope.conversation) ?? {};
      let newest: string = id;
      for (let next = successors[newest]; next !== undefined; next = successors[newest])
        newest = next;
      const known = before.find((turn) => turn.id === newest);
      if (known !== undefined) return ok(known);
      const { text } = cleanText(envelope.text);
      if (text === '')
        return err({
          code: 'empty',
          message: 'There are no words in this turn, so nothing was added.',
          mend: 'Type or say something first.',
        });
      const { at, durationMs, confidence } = envelope;
      if (
        (at !== undefined && !(Number.isFinite(at) && at >= 0)) ||
        (durationMs !== undefined && !(Number.isFinite(durationMs) && durationMs >= 0)) ||
        (confidence !== undefined && !(confidence >= 0 && confidence <= 1))
      )
        return err({
          code: 'invalid',
          message: 'The times or the confidence of this turn make no sense, so it was not added.',
          mend: 'Send `at` and `durationMs` in milliseconds and `confidence` between 0 and 1.',
        });
      const redacted = options.redact({
        conversation: envelope.conversation,
        speaker: envelope.speaker,
        text,
      });
      const turn: Turn = {
        id,
        conversation: envelope.conversation,
        sequence: before.reduce((most, turn) => Math.max(most, turn.sequence), 0) + 1,
        speaker: envelope.speaker,
        kind: envelope.kind,
        text: redacted.text,
        at: Math.round(at ?? clock.now()),
        redactions: redacted.redactions + (envelope.redactions ?? 0),
        ...(durationMs === undefined ? {} : { durationMs }),
        ...(confidence === undefined ? {} : { confidence }),
        ...(envelope.supersedes === undefined ? {} : { supersedes: envelope.supersedes }),
      };
      options.publish({ type: 'turn.added', conversation: envelope.conversation, turn });
      return ok(turn);
    },
  };
}
