import type { Speaker } from '#domain/conversation.ts';
import type { Pack } from '#domain/pack.ts';
import { wordsOf } from './words.ts';

/** @file What a question about a call asks for. */

/** The kind of thing an answer has to hold. */
export type Wanted =
  /** A typed value: one of these entities. */
  | { readonly kind: 'entity'; readonly entities: readonly string[]; readonly called: string }
  | { readonly kind: 'money' }
  | { readonly kind: 'time' }
  /** "How long", "how many": a number of something. */
  | { readonly kind: 'count' }
  /** "Where": a place is likely after a preposition; no more than a hint. */
  | { readonly kind: 'place' }
  /** What the customer did about it by themselves. */
  | { readonly kind: 'tried' }
  /** What the agent committed to. */
  | { readonly kind: 'promise' }
  | { readonly kind: 'words' };

export interface AskedQuestion {
  readonly wanted: Wanted;
  /** Whose words are asked for, where the question says so. */
  readonly speaker?: Speaker;
  /** Only that speaker's words can answer: "what did she say". */
  readonly onlySpeaker: boolean;
  /** It asks for a question: "did she ask". */
  readonly asksForQuestion: boolean;
  /** The words that an answer may share: without those that only ask. */
  readonly about: readonly string[];
}

/** What only asks, or stands for the people on the line. */
const asking = new Set(
  (
    'a an the and or of in on at to for from with by as is are was were be been am do does did done have has had ' +
    'what which who whom whose when where why how many much long often time times day date since until ' +
    'i we me us my our you your he she it they him her them his hers its their that this these those there ' +
    'any anything something some all already still ever yet just also again will would can could should shall may ' +
    'say says said tell tells told mention mentioned mentions talk talked speak spoke about ask asked asks want wants wanted ' +
    'give gave given get gets got customer customers caller agent call calls called conversation please not doesnt didnt if ' +
    'number new go going come comes came us'
  ).split(' '),
);

const contact: readonly (readonly [RegExp, readonly string[], string])[] = [
  [/\be-?mail(?: address)?\b(?!s)/i, ['email'], 'e-mail address'],
  [
    /\b(?:phone|telephone|mobile|cell|call ?back) ?number\b|\bnumber (?:can|do|should) (?:i|we) (?:call|reach)/i,
    ['phone'],
    'phone number',
  ],
  [/\b(?:zip|postal) ?code\b/i, ['postal_code'], 'ZIP code'],
  [/\baddress\b|\bwhere does (?:she|he) live\b/i, ['address'], 'address'],
  [
    /\b(?:her|his|their|the customer'?s|the caller'?s|full) name\b|\bwho (?:is|am i|was) (?:the (?:customer|caller)|calling|on the (?:line|phone)|speaking)\b/i,
    ['person'],
    'name',
  ],
  [/\biban\b/i, ['iban'], 'IBAN'],
];

const asksValue =
  /^(?:what|which|whats|what's|whose|who|where|tell me|give me|the|her|his|my)\b|\bnumber\b/i;

function entityAsked(question: string, pack: Pick<Pack, 'manifest'>): Wanted | undefined {
  for (const [pattern, entities, called] of contact)
    if (pattern.test(question) && asksValue.test(question))
      return { kind: 'entity', entities, called };
  if (!asksValue.test(question)) return undefined;
  const plain = wordsOf(question).join(' ');
  const asked = pack.manifest.entities.filter(({ title }) =>
    title
      .split(/ or /i)
      .map((part) =>
        wordsOf(part)
          .filter((word) => !inTitles.has(word))
          .join(' '),
      )
      .some(
        (own) =>
          own !== '' &&
          (new RegExp(
            `\\b(?:which|what|whose)(?: kind of| size of| is| was| are)?(?: the| her| his| their| its| \\w+)? ${own}(?:s|es)?\\b`,
          ).test(plain) ||
            new RegExp(`\\b${own} (?:number|code)\\b`).test(plain)),
      ),
  );
  const [first] = asked;
  return first === undefined
    ? undefined
    : {
        kind: 'entity',
        entities: asked.map(({ name }) => name),
        called: first.title.toLowerCase(),
      };
}

/** Words of a title that do not name the thing. */
const inTitles = new Set('number of the a kind new'.split(' '));

const agentSays =
  /\b(?:did|do|have|will|should|could|can|what|when|am) (?:i|we)\b|\bi (?:say|said|promised?|offered|told|tell|mention)/i;
const customerSays =
  /\b(?:did|does|has|is|was|do|will) (?:she|he|they|the (?:customer|caller)) (?:say|said|ask|asked|want|mention|complain|tell|told|claim|try|tried|need|going|leaving|leave|order|pay|contact|call|contacted|called)\b|\bin (?:her|his|their) (?:own )?words\b/i;

/** Reads what kind of answer a question wants, whose words, and about what. */
export function readQuestion(question: string, pack: Pick<Pack, 'manifest'>): AskedQuestion {
  const text = question.trim();
  const speaker = customerSays.test(text) ? 'customer' : agentSays.test(text) ? 'agent' : undefined;
  const about = [...new Set(wordsOf(text))].filter((word) => !asking.has(word));
  const wanted = ((): Wanted => {
    if (/\b(?:promise[ds]?|commit(?:ted)?|agree[ds]? to do)\b/i.test(text) && speaker === 'agent')
      return { kind: 'promise' };
    const entity = entityAsked(text, pack);
    if (entity !== undefined) return entity;
    if (
      /\bhow (?:much|expensive)\b(?! (?:data|time|longer))|\bwhat (?:amount|price|does it cost)\b/i.test(
        text,
      )
    )
      return { kind: 'money' };
    if (
      /\b(?:tried|try) (?:already|so far|before|yet)|\bwhat (?:has|have|had|did) (?:she|he|they|the customer) (?:already )?(?:tried|try)\b/i.test(
        text,
      )
    )
      return { kind: 'tried' };
    if (/\bhow (?:long|many|often)\b/i.test(text)) return { kind: 'count' };
    if (/\b(?:when|since when|by when|until when|what (?:day|date|time)|which day)\b/i.test(text))
      return { kind: 'time' };
    return { kind: /^where\b/i.test(text) ? 'place' : 'words' };
  })();
  const saying =
    /\b(?:say|said|tell|told|ask|asked|mention|mentioned|complain|want|wanted|claim|promise|promised|offer|offered)\b/i.test(
      text,
    );
  return {
    wanted,
    about,
    ...(speaker === undefined ? {} : { speaker }),
    onlySpeaker: speaker !== undefined && saying,
    asksForQuestion: /\bask(?:s|ed)?\b/i.test(text),
  };
}
