import type { Pack } from '#domain/pack.ts';
import type { ConversationView } from '#domain/view.ts';
import type { SummaryLine, WrapUp } from '#domain/wrapup.ts';
import { intentScores, mainIntent, rankDispositions, standingTurns } from './outcome.ts';
import {
  actionLines,
  agentLines,
  customerLines,
  formLine,
  matterLines,
  tidy,
} from './summary-lines.ts';

const most = { issue: 3, done: 6, promised: 5, next: 6 } as const;
/** Below this the disposition is left to the agent. */
const sureDisposition = 0.25;

/**
 * The wrap-up of a conversation as it stands. Pure: the same view gives the same wrap-up. Every
 * line of the summary names the turns it stands on. `ms` is 0; who calls it knows the time.
 * @param now milliseconds since the epoch
 */
export function buildWrapUp(input: {
  readonly view: ConversationView;
  readonly pack: Pack;
  readonly now: number;
}): WrapUp {
  const { view, pack } = input;
  const turns = standingTurns(view);
  const scores = intentScores(view, pack);
  const intent = mainIntent(view.form, scores);
  const matters = matterLines(turns, pack, intent, scores);
  const summary: SummaryLine[] = tidy(
    [
      ...matters.main,
      ...formLine('issue', view.form),
      ...matters.others,
      ...actionLines(view, turns),
      ...turns.flatMap((turn) => [...agentLines([turn]), ...customerLines([turn])]),
    ],
    most,
  );
  const done = summary.filter((each) => each.section === 'done').map((each) => each.text);
  const dispositions = rankDispositions(pack, scores, intent, done);
  const [first] = dispositions;
  return {
    conversation: view.conversation.id,
    intent,
    summary,
    dispositions,
    edited: false,
    chosen: false,
    disposition: first !== undefined && first.score >= sureDisposition ? first.name : null,
    ...(view.form === undefined ? {} : { form: view.form }),
    actions: view.actions.map((action) => action.id),
    readyAt: input.now,
    ms: 0,
  };
}
