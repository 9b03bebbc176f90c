import type { RecordChange } from '#domain/connector.ts';
import type { Speaker, Turn } from '#domain/conversation.ts';
import type { Form } from '#domain/form.ts';
import type { ModelRef } from '#domain/insight.ts';
import type { LookUp, Passage, PassageHit } from '#domain/knowledge.ts';
import type { Pack } from '#domain/pack.ts';
import type { PolicyDecision } from '#domain/policy.ts';
import type { Settings } from '#domain/settings.ts';
import type { Suggestion } from '#domain/suggestion.ts';
import type { ConversationView } from '#domain/view.ts';
import { articleCandidates } from './article.ts';
import type { Candidate, Considered } from './candidate.ts';
import { formCandidate } from './card-for-form.ts';
import { withDraft } from './drafting.ts';
import type { Facts } from './facts.ts';
import {
  entitiesOf,
  evidenceIn,
  type IntentInForce,
  intentInForce,
  intentOfTurn,
  isMatter,
} from './intent.ts';
import { type Decide, nextCandidates } from './next.ts';
import { replyCandidate } from './replies.ts';

/** What `retrieve/` gives to this stage. */
export interface ArticleSearch {
  readonly model: ModelRef;
  search(request: {
    readonly pack: string;
    readonly text: string;
    /** What was said before, oldest first. */
    readonly turns: readonly { readonly speaker: Speaker; readonly text: string }[];
    readonly intent?: string;
    /** Who said it: the talk before when absent; both where the turn goes on with the matter. */
    readonly intentFrom?: 'before' | 'turn' | 'both';
    readonly entities?: readonly string[];
    readonly k: number;
    readonly vector?: Float32Array;
  }): Promise<{
    readonly hits: readonly PassageHit[];
    readonly passages: number;
    readonly lookUp?: LookUp;
  }>;
  /** `customer`: none when the article is for agents only. */
  passagesOf(pack: string, path: string, audience?: 'agent' | 'customer'): readonly Passage[];
  /** Whether a text says enough to be looked for by itself. */
  isSearchable(text: string): boolean;
}

export interface SuggestInput {
  /** With the turn, its insights and the customer it named already in it. */
  readonly view: ConversationView;
  readonly turn: Turn;
  readonly pack: Pack;
  readonly facts: Facts;
  readonly decide: Decide;
  readonly verbosity: Settings['verbosity'];
  readonly tone: Settings['tone'];
  /** `clock.monotonic()` when the turn was accepted. */
  readonly acceptedAt: number;
  readonly origin: Suggestion['origin'];
  /** The turn's vector, when understanding made one. */
  readonly vector?: Float32Array;
  /** The form as it was before this turn; the one now is in the view. */
  readonly formBefore?: Form;
}

const finished: readonly string[] = ['rejected', 'expired', 'failed', 'undone'];

export interface Gathered {
  readonly candidates: readonly Candidate[];
  readonly considered: readonly Considered[];
  readonly passages: number;
  readonly searched: boolean;
  /** It was looked up and nothing was found; what there is, is of the talk before. */
  readonly unanswered: boolean;
  readonly lookUp?: LookUp;
  /** A greeting or a goodbye without a fact in it. */
  readonly smallTalk: boolean;
}

/** Everything worth a card now, best first within its kind. */
export async function gather(input: SuggestInput, articles: ArticleSearch): Promise<Gathered> {
  const { view, turn, pack, facts, origin } = input;
  const own = intentOfTurn(view, turn);
  const matter = intentInForce(view, pack);
  const passagesOf = (path: string, audience?: 'customer'): readonly Passage[] =>
    articles.passagesOf(pack.manifest.name, path, audience);
  const trigger =
    (matter ?? own) === undefined
      ? evidenceIn(turn, [])
      : evidenceIn((matter ?? own)?.turn ?? turn, (matter ?? own)?.insight.evidence ?? []);
  const candidates: Candidate[] = [];
  const considered: Considered[] = [];

  let forbidden: PolicyDecision | undefined;
  if (matter !== undefined) {
    const next = nextCandidates({
      doneHere: new Set(view.actions.map(({ payload }) => payload.kind)),
      pack,
      facts,
      intent: matter,
      decide: input.decide,
      passagesOf,
      trigger: [...trigger, ...namedOrder(facts)],
    });
    forbidden = next.forbidden;
    candidates.push(...withoutUnderway(input, matter.insight.value, next.candidates));
  }
  const answers = own !== undefined && !isMatter(pack, own.insight.value) ? own : matter;
  if (answers !== undefined) {
    const reply = replyCandidate({
      pack,
      facts,
      intent: answers,
      tone: input.tone,
      passagesOf,
      trigger,
      ...(forbidden === undefined ? {} : { forbidden }),
    });
    if (reply.candidate !== undefined) candidates.push(reply.candidate);
    considered.push(...reply.considered);
  }
  // Small talk is not looked up; "hello, it's about order 12345" is not small talk.
  const smallTalk =
    own !== undefined &&
    !isMatter(pack, own.insight.value) &&
    !(view.insights[turn.id] ?? []).some((insight) => insight.kind === 'entity');
  const searched =
    origin === 'pulled' || (!smallTalk && articles.isSearchable(withoutEntities(view, turn)));
  let passages = 1;
  let lookUp: LookUp | undefined;
  let unanswered = false;
  if (searched) {
    const entities = entitiesOf(view).map((entity) => entity.display);
    const found = await articles.search({
      pack: pack.manifest.name,
      text: turn.text,
      turns: view.turns
        .filter((each) => each.sequence < turn.sequence)
        .map(({ speaker, text }) => ({ speaker, text })),
      ...(matter === undefined
        ? {}
        : { intent: matter.insight.title, intentFrom: saidBy(input, matter) }),
      entities,
      k: 5,
      ...(input.vector === undefined ? {} : { vector: input.vector }),
    });
    passages = found.passages;
    lookUp = found.lookUp;
    // Who asks for help gets it, whatever the turn seemed to need.
    const wanted = origin === 'pulled' || lookUp === undefined || lookUp.needed;
    const article = articleCandidates({
      hits: found.hits,
      text: turn.text,
      level: origin === 'pulled' ? 'pulled' : own === undefined ? 'unsure' : 'pushed',
      trigger: evidenceIn(turn, own?.insight.evidence ?? []),
      model: articles.model,
    });
    const answer = withDraft({
      input,
      others: candidates,
      // What the CRM knows is answered where no article was needed: "where is my parcel?"
      article: wanted ? article : { candidates: [], chosen: [] },
      entities,
      model: articles.model,
      forbidden: forbidden !== undefined,
    });
    candidates.push(...answer);
    unanswered = wanted && own === undefined && answer.length === 0;
    if (!wanted) considered.push(...article.unwanted);
    considered.push(...article.considered);
  }
  const form = formCandidate({
    before: input.formBefore,
    after: view.form,
    model: matter?.insight.model ?? articles.model,
    trigger: [],
  });
  if (form !== undefined && origin === 'pushed') candidates.push(form);
  return {
    candidates,
    considered,
    passages,
    searched,
    unanswered: unanswered && form === undefined,
    smallTalk,
    ...(lookUp !== undefined && { lookUp }),
  };
}

/** Whether the matter in force is of the talk before, of this turn, or of both. */
function saidBy(
  { view, pack, turn }: SuggestInput,
  matter: IntentInForce,
): 'before' | 'turn' | 'both' {
  if (matter.turn.id !== turn.id) return 'before';
  const before = intentInForce(view, pack, turn.sequence);
  return before?.insight.value === matter.insight.value ? 'both' : 'turn';
}

/** What a turn says beside the numbers and names it gives. */
function withoutEntities(view: ConversationView, turn: Turn): string {
  let text = turn.text;
  for (const insight of view.insights[turn.id] ?? [])
    if (insight.kind === 'entity')
      for (const source of insight.sources)
        if (source.turn === turn.id) text = text.replace(source.text, ' ');
  return text;
}

const namedOrder = (facts: Facts): Candidate['trigger'] =>
  facts.orderBy === 'named' ? (facts.entities['order_number']?.sources ?? []) : [];

/** Whether two actions write the same field of the same record: then one is instead of the other. */
const contends = (a: readonly RecordChange[], b: readonly RecordChange[]): boolean =>
  a.some(
    ({ id, fields }) =>
      id !== undefined &&
      b.some(
        (other) =>
          other.id === id &&
          other.fields.some(({ field }) => fields.some((mine) => mine.field === field)),
      ),
  );

/**
 * Leaves out actions that were asked for already in this talk. What would be instead of one that
 * is under way or done is not pushed either ("refund" after "replace"); what goes with it is
 * ("open a dispute" after "block the card"). "Suggest now" still shows them.
 */
function withoutUnderway(
  input: SuggestInput,
  matter: string,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const kinds = new Set(
    input.pack.manifest.next.flatMap((rule) =>
      rule.intents.includes(matter) && rule.action !== undefined ? [rule.action] : [],
    ),
  );
  const mine = input.view.actions.filter((action) => kinds.has(action.payload.kind));
  const underway = mine.filter((action) => !finished.includes(action.state));
  return candidates.filter(({ body, draft }) => {
    if (body.kind !== 'action') return true;
    if (underway.some((action) => action.payload.kind === body.actionKind)) return false;
    if (input.origin === 'pulled') return true;
    if (underway.some((action) => contends(action.payload.changes, draft?.changes ?? [])))
      return false;
    return !mine.some(
      (action) => action.payload.kind === body.actionKind && action.state === 'rejected',
    );
  });
}
