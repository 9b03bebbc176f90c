import type { Turn } from '#domain/conversation.ts';
import type { Form } from '#domain/form.ts';
import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import type { DispositionChoice } from '#domain/wrapup.ts';
import { isMatter } from './intent.ts';
import { rootsOf } from './words.ts';

/** How sure it is that the conversation was about an intent, and the turn that says it best. */
export interface IntentScore {
  readonly intent: string;
  /** 0 to 1. */
  readonly score: number;
  readonly turn: Turn;
}

/** A turn below its threshold counts half: many weak hints make a strong one, one does not. */
const unsure = 0.5;

/** Turns that a later one did not correct. */
export const standingTurns = (view: Pick<ConversationView, 'turns'>): Turn[] => {
  const corrected = new Set(view.turns.flatMap((turn) => turn.supersedes ?? []));
  return view.turns.filter((turn) => !corrected.has(turn.id));
};

/**
 * Intents of the whole conversation, best first. Each turn is one more witness: the chance that
 * all of them are wrong is the product of their doubts.
 */
export function intentScores(
  view: Pick<ConversationView, 'turns' | 'insights'>,
  pack: Pick<Pack, 'manifest'>,
): IntentScore[] {
  const doubts = new Map<string, { doubt: number; best: number; turn: Turn }>();
  for (const turn of standingTurns(view)) {
    if (turn.speaker !== 'customer') continue;
    const insight = view.insights[turn.id]?.find((each) => each.kind === 'intent');
    if (insight === undefined) continue;
    for (const { label, confidence } of insight.ranked.slice(0, 2)) {
      const weight = insight.value === label ? 1 : unsure * confidence;
      const chance = Math.min(0.99, confidence * weight);
      const known = doubts.get(label);
      if (known === undefined) doubts.set(label, { doubt: 1 - chance, best: chance, turn });
      else {
        known.doubt *= 1 - chance;
        if (chance > known.best) Object.assign(known, { best: chance, turn });
      }
    }
  }
  return [...doubts]
    .map(([intent, { doubt, turn }]) => ({ intent, score: 1 - doubt, turn }))
    .sort(
      (a, b) =>
        Number(isMatter(pack, b.intent)) - Number(isMatter(pack, a.intent)) || b.score - a.score,
    );
}

/** From here on a conversation counts as being about an intent. */
export const aboutIntent = 0.3;

/** The matter of the conversation: the form's, else the best one if it is sure enough. */
export function mainIntent(form: Form | undefined, scores: readonly IntentScore[]): string | null {
  const [best] = scores;
  return form?.intent ?? (best !== undefined && best.score >= aboutIntent ? best.intent : null);
}

/**
 * Dispositions by the intents they belong to; among those of one intent the one whose title
 * speaks of what was done. Best first, at most three.
 * @param done titles of actions that succeeded and lines of what the agent reported done
 */
export function rankDispositions(
  pack: Pack,
  scores: readonly IntentScore[],
  intent: string | null,
  done: readonly string[],
): DispositionChoice[] {
  const did = rootsOf(done.join(' '));
  const nothing = intent === null;
  const scoreOf = (name: string): number =>
    name === intent
      ? 1
      : (scores.find((each) => each.intent === name)?.score ?? 0) *
        (nothing || isMatter(pack, name) ? 0.6 : 0.1);
  return pack.manifest.dispositions
    .map((each) => {
      const base =
        each.intents.length === 0 ? (nothing ? 0.3 : 0.01) : Math.max(...each.intents.map(scoreOf));
      const own = [...rootsOf(each.title)];
      const spoke = own.length === 0 ? 0 : own.filter((root) => did.has(root)).length / own.length;
      return {
        name: each.name,
        title: each.title,
        score: Math.min(1, base * (0.8 + 0.2 * spoke)),
      };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 3);
}
