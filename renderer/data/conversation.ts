import type { ConversationFrame } from '#contract/shapes.ts';
import type { Speaker } from '#domain/conversation.ts';
import type { Failure } from '#domain/result.ts';
import type { VocabularyTerm } from '#domain/speech.ts';
import { foldEvent, type ConversationView } from '#domain/view.ts';
import type { Connection } from './connection.ts';
import { explain } from './failure.ts';
import { follow } from './follow.ts';

/** Words being said. */
export interface PartialWords {
  readonly text: string;
  /** The talk is of a card: what is said now is not written down. */
  readonly holding: boolean;
}

export type Partials = Readonly<{ [S in Speaker]?: PartialWords | undefined }>;

/** What a window knows of the conversation it follows. */
export interface Followed {
  readonly view?: ConversationView;
  /** Words being said that are not final yet, by speaker. */
  readonly partials: Partials;
  /** The newest word that a correction taught while this window looked on. */
  readonly learned?: {
    readonly position: number;
    readonly pack: string;
    readonly term: VocabularyTerm;
  };
  /** Everything stored was read; what comes now happens now. */
  readonly live: boolean;
  /** A recording plays into it. */
  readonly playing: boolean;
  readonly failure?: Failure;
}

export const nothingFollowed: Followed = { partials: {}, live: false, playing: false };

/** Adds one frame. A final turn takes the place of its speaker's partial words. */
export function foldFrame(followed: Followed, frame: ConversationFrame): Followed {
  if (frame.kind === 'live') return { ...followed, live: true };
  if (frame.kind === 'playing') return { ...followed, playing: frame.playing };
  if (frame.kind === 'partial') {
    const { holding, speaker, text } = frame.partial;
    const partial = text === '' && !holding ? undefined : { text, holding };
    return { ...followed, partials: { ...followed.partials, [speaker]: partial } };
  }
  const view = foldEvent(followed.view, frame.recorded);
  const { event } = frame.recorded;
  // A correction is a turn too, but nothing that is being said.
  const partials =
    event.type === 'turn.added' && event.turn.supersedes === undefined
      ? { ...followed.partials, [event.turn.speaker]: undefined }
      : followed.partials;
  const learned =
    event.type === 'vocabulary.learned' && followed.live
      ? { position: frame.recorded.position, pack: event.pack, term: event.term }
      : followed.learned;
  return {
    ...followed,
    ...(view === undefined ? {} : { view }),
    ...(learned === undefined ? {} : { learned }),
    partials,
  };
}

export interface ConversationStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Followed;
  readonly close: () => void;
}

/** Follows one conversation and resumes after the last position when the core comes back. */
export function followConversation(
  connection: Connection,
  conversation: string,
): ConversationStore {
  const listeners = new Set<() => void>();
  const stop = new AbortController();
  let followed = nothingFollowed;
  let told = followed;

  const tell = (): void => {
    if (told === followed) return;
    told = followed;
    for (const listener of [...listeners]) listener();
  };

  void follow<ConversationFrame>(
    connection,
    () =>
      connection.api.conversations.watch(
        { conversation, after: followed.view?.position ?? 0 },
        { signal: stop.signal },
      ),
    (frame) => {
      followed = foldFrame(followed, frame);
      // The backlog is folded in one go: one render instead of one per stored event.
      if (followed.live) tell();
    },
    stop.signal,
  ).then((refusal) => {
    if (refusal === undefined) return;
    followed = { ...followed, failure: explain(refusal) };
    tell();
  });

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => told,
    close: () => stop.abort(new DOMException('No longer shown.', 'AbortError')),
  };
}
