import { err, ok } from '#domain/result.ts';
import type { Settings } from '#domain/settings.ts';
import type { Pack } from '#domain/pack.ts';
import type { VocabularyTerm } from '#domain/speech.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Turn } from '#domain/conversation.ts';
import type { Bus } from './bus.ts';
import type { Live } from './core-live.ts';
import type { Talks } from './core-talks.ts';
import type { CallRepository, Clock } from './ports.ts';
import type { CallDesk, CoreFailure } from './surface.ts';

/** Words of a corrected phrase, at most: more is another sentence, not another spelling. */
const longestPhrase = 4;
/** A shorter spelling is a word of its own somewhere. */
const shortestHeard = 4;

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');
const bare = (word: string): string => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');

/**
 * What a correction teaches: the one phrase that was replaced, when it is a name or a term (letters,
 * not a number) that the recogniser spelt as other words. Undefined where several places changed.
 */
export function learnedFrom(before: string, after: string): VocabularyTerm | undefined {
  const from = wordsOf(before);
  const to = wordsOf(after);
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (
    tail < from.length - head &&
    tail < to.length - head &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  )
    tail += 1;
  const heard = from
    .slice(head, from.length - tail)
    .map(bare)
    .join(' ')
    .toLowerCase();
  const written = to
    .slice(head, to.length - tail)
    .map(bare)
    .join(' ');
  const count = wordsOf(written).length;
  if (heard === '' || count === 0 || count > longestPhrase || wordsOf(heard).length > longestPhrase)
    return undefined;
  if (!/\p{L}{2,}/u.test(written) || /\d/u.test(heard + written)) return undefined;
  if (heard.length < shortestHeard || heard === written.toLowerCase()) return undefined;
  return { written, heard: [heard], kind: 'learned' };
}

/** Putting words right, and what that teaches the recogniser's vocabulary. */
export function createCallWords(parts: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly calls: CallRepository;
  readonly talks: Talks;
  readonly live: Live;
  readonly settings: () => Settings;
  readonly packs: ReadonlyMap<string, { readonly pack: Pack }>;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  readonly vocabularyOf: (pack: Pack) => readonly VocabularyTerm[];
  /** A pack's words are others now. */
  readonly onWords: (pack: string) => void;
}): Pick<CallDesk, 'correct' | 'vocabulary' | 'forgetWord'> {
  const { bus, calls } = parts;
  const unknownPack = err<CoreFailure>({ code: 'INVALID', message: 'There is no such pack.' });

  /** Cards that stand on the words as they were say nothing any more. */
  const expireCards = (view: ConversationView, turn: string): void => {
    for (const card of view.suggestions) {
      if (card.state !== 'proposed' && card.state !== 'shown') continue;
      if (card.turn !== turn && !card.trigger.some((evidence) => evidence.turn === turn)) continue;
      bus.publish(
        {
          type: 'suggestion.moved',
          conversation: view.conversation.id,
          suggestion: card.id,
          state: 'expired',
          reason: 'The words it stood on were corrected.',
        },
        'earshot',
      );
    }
  };

  const learn = (view: ConversationView, turn: Turn, before: string): void => {
    // Typed words were meant as they were typed.
    if (turn.kind !== 'utterance') return;
    const term = learnedFrom(before, turn.text);
    if (term === undefined) return;
    const { pack } = view.conversation;
    const known = calls.learned(pack).find(({ written }) => written === term.written);
    const heard = [...new Set([...term.heard, ...(known?.heard ?? [])])].slice(0, 20);
    calls.learn(pack, { ...term, heard }, parts.clock.now());
    bus.publish(
      {
        type: 'vocabulary.learned',
        conversation: view.conversation.id,
        pack,
        term: { ...term, heard },
      },
      parts.settings().agent,
    );
    parts.onWords(pack);
  };

  return {
    correct: (conversation, id, text) => {
      const view = parts.viewOf(conversation);
      const former = view?.turns.find((turn) => turn.id === id);
      if (view === undefined || former === undefined)
        return err({
          code: view?.superseded?.[id] === undefined ? 'NOT_FOUND' : 'STALE',
          message: 'These words were changed already, or are not there any more.',
          mend: 'Look at the transcript again and correct the newest words.',
        });
      if (text.trim() === former.text) return ok(former);
      return bus.transact(() => {
        expireCards(view, former.id);
        const said = parts.talks.say({
          conversation,
          speaker: former.speaker,
          kind: former.kind,
          text,
          key: `correct:${former.id}:${text}`,
          at: former.at,
          supersedes: former.id,
          ...(former.durationMs !== undefined && { durationMs: former.durationMs }),
          ...(former.kind === 'utterance' && { confidence: 1 }),
        });
        if (said.ok) learn(view, said.value, former.text);
        return said;
      }, 'normal');
    },
    vocabulary: (name) => {
      const pack = parts.packs.get(name)?.pack;
      if (pack === undefined) return unknownPack;
      return ok([...calls.learned(name), ...parts.vocabularyOf(pack)]);
    },
    forgetWord: (pack, written) => {
      if (!parts.packs.has(pack)) return unknownPack;
      calls.forget(pack, written);
      parts.onWords(pack);
      return ok(null);
    },
  };
}
