import type { Turn } from '#domain/conversation.ts';
import { setImmediate as breath } from 'node:timers/promises';
import { conversationOf, type RecordedEvent } from '#domain/events.ts';
import type { GapQuestion } from '#domain/knowledge-gap.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import { err, ok } from '#domain/result.ts';
import { dayOf } from './core-facts.ts';
import { draftArticle, groupQuestions } from './learn/index.ts';
import { messageOf } from './log.ts';
import type { Clock, Encoder, KnowledgeRepository, Store } from './ports.ts';
import type { CoreFailure, KnowledgeDesk } from './surface.ts';

/** Silences and verdicts that are looked at: the newest ones. */
const looked = 5_000;
const mostQuestions = 1_000;
const nearestArticles = 3;

/** What kept a card from coming although something was asked. */
const missed: readonly string[] = ['no_passage', 'below_threshold', 'unknown_intent'];
/** A dismissal that says something about the article, not about the moment. */
const wrong: readonly string[] = ['wrong', 'outdated'];

const standsOnArticle = ({ body, citations }: Suggestion): boolean =>
  body.kind === 'article' || (body.kind === 'reply' && citations.length > 0);

/**
 * Questions that the articles did not answer, from the log itself: turns for which nothing was found
 * although they asked for something, and cards that were dismissed as wrong or outdated.
 */
export function createGapDesk(parts: {
  readonly store: Pick<Store, 'events' | 'knowledge' | 'sources'>;
  readonly viewOf: (conversation: string) => ConversationView | undefined;
  /** Of the models in use; rejects with a sentence where there are none. */
  readonly encoder: () => Promise<Encoder>;
  /** Questions leave the conversation here: nobody is named in them. */
  readonly redact: (text: string) => string;
  readonly clock: Clock;
}): Pick<KnowledgeDesk, 'gaps' | 'setGap' | 'gapDraft'> {
  const { store } = parts;

  const asked = async (pack: string): Promise<GapQuestion[]> => {
    const questions = new Map<string, GapQuestion>();
    const add = (turn: Turn, at: number, reason: GapQuestion['reason']): void => {
      const text = parts.redact(turn.text).replaceAll(/\s+/g, ' ').trim();
      if (text === '' || questions.size >= mostQuestions) return;
      questions.set(turn.id, {
        text: text.slice(0, 400),
        conversation: turn.conversation,
        turn: turn.id,
        at,
        reason,
      });
    };
    let conversation: string | undefined;
    for (const recorded of store.events.newest(['silence.kept', 'feedback.given'], looked)) {
      // An older talk is folded from the log anew: others get their turn in between.
      if (conversationOf(recorded.event) !== conversation) await breath();
      conversation = conversationOf(recorded.event);
      const found = missedTurn(recorded, pack, parts.viewOf);
      if (found !== undefined) add(found.turn, recorded.at, found.reason);
    }
    return [...questions.values()];
  };

  const vectorsOf = async (texts: readonly string[]): Promise<Float32Array[]> => {
    const encoder = await parts.encoder();
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += 32)
      vectors.push(...(await encoder.embed(texts.slice(at, at + 32), { priority: 'background' })));
    return vectors;
  };

  const gaps: KnowledgeDesk['gaps'] = async (pack) => {
    try {
      const questions = await asked(pack);
      const vectors = await vectorsOf(questions.map(({ text }) => text));
      const pairs = questions.flatMap((question, index) => {
        const vector = vectors[index];
        return vector === undefined ? [] : [{ question, vector }];
      });
      return ok(groupQuestions(pack, pairs, (id) => store.sources.gapState(id)));
    } catch (thrown) {
      return err<CoreFailure>({
        code: 'UNAVAILABLE',
        message: `Questions cannot be grouped right now: ${messageOf(thrown)}`,
        mend: 'Try again in a moment.',
      });
    }
  };

  return {
    gaps,
    setGap: (gap, state) => {
      store.sources.setGapState(gap, state);
      return ok(null);
    },
    gapDraft: async (pack, id) => {
      const all = await gaps(pack);
      if (!all.ok) return all;
      const gap = all.value.find((one) => one.id === id);
      if (gap === undefined)
        return err({
          code: 'NOT_FOUND',
          message: 'This group of questions is not there any more.',
        });
      return ok(draftArticle(gap, nearest(store.knowledge, pack, gap.title, dayOf(parts.clock))));
    },
  };
}

/** Articles that come nearest to a question by its words, so that an owner may extend one instead. */
function nearest(
  knowledge: KnowledgeRepository,
  pack: string,
  question: string,
  today: string,
): { title: string; path: string }[] {
  const filter = {
    pack,
    today,
    audience: 'agent',
  } as const;
  const rows = knowledge.matchText(question, filter, nearestArticles * 3).map(({ row }) => row);
  const documents = new Map(
    knowledge.passages(rows).map(({ passage }) => [passage.document, passage.title]),
  );
  return [...documents].slice(0, nearestArticles).flatMap(([id, title]) => {
    const path = knowledge.document(id)?.path;
    return path === undefined ? [] : [{ title, path }];
  });
}

/** The customer's turn that an event says was not answered, if it says so. */
function missedTurn(
  { event }: RecordedEvent,
  pack: string,
  viewOf: (conversation: string) => ConversationView | undefined,
): { readonly turn: Turn; readonly reason: GapQuestion['reason'] } | undefined {
  if (event.type === 'silence.kept') {
    const { silence } = event;
    if (!missed.includes(silence.reason) || silence.lookUp?.needed !== true) return undefined;
    const view = viewOf(silence.conversation);
    const turn = view?.turns.find(({ id }) => id === silence.turn);
    return turn === undefined || view?.conversation.pack !== pack
      ? undefined
      : { turn, reason: 'not_found' };
  }
  if (event.type !== 'feedback.given') return undefined;
  const { feedback } = event;
  if (feedback.verdict !== 'dismissed' || !wrong.includes(feedback.reason ?? '')) return undefined;
  const view = viewOf(feedback.conversation);
  const card = view?.suggestions.find(({ id }) => id === feedback.suggestion);
  if (card === undefined || !standsOnArticle(card) || view?.conversation.pack !== pack)
    return undefined;
  const turn = view.turns.find(({ id }) => id === card.turn);
  return turn === undefined ? undefined : { turn, reason: 'dismissed' };
}
