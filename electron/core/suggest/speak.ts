import type { Turn } from '#domain/conversation.ts';
import { ActionId, type ActionId as ActionIdType, SuggestionId } from '#domain/ids.ts';
import type { LookUp } from '#domain/knowledge.ts';
import { maximumCards, type Silence, type Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import type { Log } from '#core/log.ts';
import type { Clock, Ids, TextGenerator } from '#core/ports.ts';
import { type Candidate, type Considered, isDuplicate, repeated } from './candidate.ts';
import type { ActionDraft } from './draft.ts';
import { type ArticleSearch, gather, type SuggestInput } from './gather.ts';
import { intentInForce, intentOfTurn } from './intent.ts';
import { inBetterWords } from './rephrasing.ts';
import { silenceTexts } from './silence.ts';
import { type Expiry, isOpen, staleCards } from './staleness.ts';
import { containment } from './words.ts';

export interface SuggestOutput {
  /** New cards, best first. */
  readonly cards: readonly Suggestion[];
  /** For each action card: what to ask the gate for, under the id that the card names. */
  readonly drafts: readonly {
    readonly id: ActionIdType;
    readonly suggestion: SuggestionId;
    readonly draft: ActionDraft;
  }[];
  /** Open cards that go. Apply before the new ones. */
  readonly expire: readonly Expiry[];
  /** Set when there are no new cards. */
  readonly silence?: Silence;
  /** From the turn's acceptance. */
  readonly ms: number;
}

export interface Suggest {
  /** Decides what to show for a final turn, or for "suggest now" with the last customer's turn. */
  forTurn(input: SuggestInput): Promise<SuggestOutput>;
}

/** What an agent should see first when room is short. */
const priority: Readonly<Record<Suggestion['body']['kind'], number>> = {
  action: 0.5,
  step: 0.3,
  reply: 0.25,
  article: 0.2,
  form: 0,
};

export function createSuggest(ports: {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly articles: ArticleSearch;
  /** Rephrases drafted replies when the agent asks, where one is installed. */
  readonly generator?: TextGenerator;
  readonly log?: Pick<Log, 'info'>;
}): Suggest {
  const { ids, clock, articles } = ports;

  const toCard = (
    candidate: Candidate,
    input: SuggestInput,
  ): { card: Suggestion; draft?: SuggestOutput['drafts'][number] } => {
    const suggestion = SuggestionId.parse(ids.make('suggestion'));
    const action = ActionId.parse(candidate.draft === undefined ? 'none' : ids.make('action'));
    const card: Suggestion = {
      id: suggestion,
      conversation: input.turn.conversation,
      turn: input.turn.id,
      title: candidate.title,
      body: candidate.body.kind === 'action' ? { ...candidate.body, action } : candidate.body,
      trigger: [...candidate.trigger],
      citations: [...candidate.citations],
      ...(candidate.records !== undefined && { records: [...candidate.records] }),
      score: Math.min(1, Math.max(0, candidate.score)),
      model: candidate.model,
      ms: Math.max(0, clock.monotonic() - input.acceptedAt),
      origin: input.origin,
      state: 'proposed',
      at: clock.now(),
    };
    return candidate.draft === undefined
      ? { card }
      : { card, draft: { id: action, suggestion, draft: candidate.draft } };
  };

  const quietly = (
    input: SuggestInput,
    reason: Silence['reason'],
    considered: readonly Considered[],
    expire: readonly Expiry[] = [],
    lookUp?: LookUp,
  ): SuggestOutput => ({
    cards: [],
    drafts: [],
    expire,
    silence: {
      conversation: input.turn.conversation,
      turn: input.turn.id,
      reason,
      text: silenceTexts[reason],
      considered: [...considered],
      ...(lookUp !== undefined && { lookUp }),
    },
    ms: Math.max(0, clock.monotonic() - input.acceptedAt),
  });

  return {
    async forTurn(input) {
      const { view, turn, pack } = input;
      if (turn.speaker === 'agent')
        return quietly(input, 'agent_turn', [], repliesSaid(view, turn));
      const { candidates, considered, passages, searched, unanswered, smallTalk, lookUp } =
        await gather(input, articles);
      const pushed = input.origin === 'pushed';
      // Who asks may see again what was put away, but not what is still there.
      const earlier = pushed ? view.suggestions : view.suggestions.filter(isOpen);
      const isFresh = (candidate: Candidate): boolean => repeated(candidate, earlier) === undefined;
      const quiet = pushed && input.verbosity === 'quiet';
      const most = pushed && input.verbosity === 'normal' ? 1 : maximumCards;
      // A card that was put away must not make the next best one come up in its place.
      const best = choose(pushed ? candidates : candidates.filter(isFresh), most);
      const fresh = best.filter(
        // A goodbye brings no reason for another action.
        (candidate) => isFresh(candidate) && (!smallTalk || candidate.body.kind === 'reply'),
      );
      let chosen = quiet ? [] : fresh;
      const matter = intentInForce(view, pack);
      const before = intentInForce(view, pack, turn.sequence);
      const expire = staleCards({
        view,
        pack,
        candidates,
        chosen,
        matter: matter?.insight.value,
        matterChanged: matter?.insight.value !== before?.insight.value,
        matterTitle: matter?.insight.title ?? 'something else',
      });
      const room = fit(view, expire, chosen, most, candidates);
      chosen = room.chosen;
      expire.push(...room.expire);
      if (chosen.length > 0) {
        const worded = await inBetterWords(chosen, input, ports.generator, ports.log);
        const made = worded.map((candidate) => toCard(candidate, input));
        return {
          cards: made.map((each) => each.card),
          drafts: made.flatMap((each) => each.draft ?? []),
          expire,
          ms: Math.max(0, clock.monotonic() - input.acceptedAt),
        };
      }
      const known = matter !== undefined || intentOfTurn(view, turn) !== undefined;
      const reason: Silence['reason'] =
        quiet && fresh.length > 0
          ? 'quiet'
          : candidates.length > 0 && !unanswered
            ? 'duplicate'
            : passages === 0
              ? 'not_ready'
              : !searched
                ? known && articles.isSearchable(turn.text)
                  ? 'no_passage'
                  : 'too_short'
                : lookUp?.needed === false
                  ? 'not_needed'
                  : considered.length === 0
                    ? 'no_passage'
                    : known
                      ? 'below_threshold'
                      : 'unknown_intent';
      const closest = [...considered].sort((a, b) => b.score - a.score).slice(0, 3);
      const kept = (quiet ? fresh : unanswered ? [] : candidates).map((candidate) => ({
        title: candidate.title,
        score: candidate.score,
        threshold: candidate.score,
      }));
      return quietly(input, reason, kept.length > 0 ? kept : closest, expire, lookUp);
    },
  };
}

/** One card of each kind first, then second ones while there is room; at most two of a kind. */
function choose(fresh: readonly Candidate[], most: number): Candidate[] {
  const byKind = new Map<string, number>();
  const ranked = fresh
    .map((candidate) => {
      const nth = byKind.get(candidate.body.kind) ?? 0;
      byKind.set(candidate.body.kind, nth + 1);
      return {
        candidate,
        nth,
        rank: priority[candidate.body.kind] + candidate.score - nth,
      };
    })
    .filter((each) => each.nth < 2);
  return ranked
    .sort((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map((each) => each.candidate);
}

/**
 * Fits the new cards beside those that stay: of too many, those worth least give way, old or new.
 * A card that is still proposed is worth more than one that only was not taken back.
 */
function fit(
  view: ConversationView,
  going: readonly Expiry[],
  coming: readonly Candidate[],
  most: number,
  candidates: readonly Candidate[],
): { readonly chosen: Candidate[]; readonly expire: Expiry[] } {
  const gone = new Set<string>(going.map((each) => each.suggestion));
  const staying = view.suggestions.filter((card) => isOpen(card) && !gone.has(card.id));
  if (coming.length === 0) return { chosen: [], expire: [] };
  const worth = (card: Suggestion | Candidate): number => priority[card.body.kind] + card.score;
  const renewed = (card: Suggestion): number =>
    candidates.some((candidate) => isDuplicate(candidate, card)) ? 1 : 0;
  const all = [
    ...coming.map((candidate) => ({ candidate, card: undefined, worth: worth(candidate) })),
    ...staying.map((card) => ({ candidate: undefined, card, worth: worth(card) + renewed(card) })),
  ].sort((a, b) => b.worth - a.worth);
  const kept = new Set(all.slice(0, most));
  return {
    chosen: coming.filter((candidate) => [...kept].some((each) => each.candidate === candidate)),
    expire: all.flatMap((each) =>
      each.card === undefined || kept.has(each)
        ? []
        : [{ suggestion: each.card.id, reason: 'Newer cards needed the room.' }],
    ),
  };
}

/** Replies that the agent has just said, in these or nearly these words. */
function repliesSaid(view: ConversationView, turn: Turn): Expiry[] {
  return view.suggestions
    .filter((card) => isOpen(card) && card.body.kind === 'reply')
    .filter((card) => card.body.kind === 'reply' && containment(card.body.text, turn.text) > 0.6)
    .map((card) => ({ suggestion: card.id, reason: 'You have said it.' }));
}
