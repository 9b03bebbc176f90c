import type { Turn } from '#domain/conversation.ts';
import type { EntityInsight, Insight, ModelRef } from '#domain/insight.ts';
import type { PackManifest } from '#domain/pack.ts';
import type { TokenTag } from '#core/ports.ts';
import { findAddresses, findPostalCodes } from './address.ts';
import { findCodes, findEmails, findPeople } from './codes.ts';
import { correctedNumber, correctedZip } from './corrections.ts';
import { findDates } from './dates.ts';
import { dictationOf, lastQuestion } from './dictation.ts';
import { titleCase, type Found, type Setting } from './found.ts';
import { passesIban } from '../personal-data/luhn.ts';
import { findMoney } from './money.ts';
import type { PackEntityFinder } from './pack-entities.ts';
import { findPhones } from './phone.ts';
import { findTimes } from './time.ts';
import { kindOfTag, leastTag } from './merge-tags.ts';
import { findIbans, findIpAddresses, findUrls } from './identifiers.ts';

/** Longer turns are read up to here; nobody dictates a number after so many words. */
export const readLength = 20_000;

export type EarlierInsights = Readonly<Record<string, readonly Insight[]>>;

export interface EntityReader {
  /** Everything named in this turn, numbers dictated over several turns merged. In order of place. */
  read(
    turn: Turn,
    before: readonly Turn[],
    insights: EarlierInsights,
    /** What a tagger found in this turn's text; rules alone when absent. */
    tags?: readonly TokenTag[],
  ): EntityInsight[];
  /** The same in two steps: the rules read now, the tags join when they are there. */
  begin(
    turn: Turn,
    before: readonly Turn[],
  ): (insights: EarlierInsights, tags?: readonly TokenTag[]) => EntityInsight[];
}

/**
 * Kinds that a tag may add to what an agent is shown. Nationality, religion, age and title are
 * found for redaction only (`findPersonal`): nothing about a customer is concluded from them.
 */
const shownTags: ReadonlySet<string> = new Set(['person', 'place', 'organization', 'address']);

/** More specific kinds win where two overlap. */
const order = [
  ...[
    'email',
    'iban',
    'card',
    'address',
    'phone',
    'money',
    'percentage',
    'time',
    'date',
    'weekday',
  ],
  ...['postal_code', 'person', 'organization', 'place', 'ip_address', 'url'],
];
/** These may lie inside or on top of the others. */
const mayOverlap = (a: string, b: string): boolean =>
  (a === 'postal_code' && b === 'address') ||
  (a === 'address' && b === 'postal_code') ||
  (a === 'date' && b === 'time') ||
  (a === 'weekday' && b === 'time') ||
  (a === 'weekday' && b === 'date') ||
  (a === 'date' && b === 'weekday');

export function createEntityReader(options: {
  readonly pack: Pick<PackManifest, 'region' | 'currency'>;
  readonly packEntities: PackEntityFinder;
  readonly model: ModelRef;
  readonly timezone?: number;
}): EntityReader {
  const { pack, packEntities, model } = options;

  /** Tags as findings of the dictation; a tagged person is shown over a rule's (see `order`). */
  const ofTags = (tags: readonly TokenTag[], current: string, from: number): Found[] =>
    tags.flatMap(({ label, start, end, confidence }): Found[] => {
      const entity = kindOfTag(label);
      if (entity === undefined || !shownTags.has(entity) || confidence < leastTag) return [];
      const said = current.slice(start, end);
      const value = /\p{Lu}/u.test(said) ? said : titleCase(said);
      return [{ entity, value, display: value, confidence, start: start + from, end: end + from }];
    });

  /** What the rules find; done while the tagger still thinks. */
  const ruleFindings = (
    text: string,
    current: string,
    from: number,
    setting: Setting,
  ): { readonly builtIn: readonly Found[]; readonly ofPack: readonly Found[] } => {
    const shift = (found: Found): Found => ({
      ...found,
      start: found.start + from,
      end: found.end + from,
    });
    return {
      builtIn: [
        ...findEmails(text),
        ...findAddresses(text),
        ...findPhones(text, setting),
        ...findMoney(text, setting),
        ...findTimes(text, setting),
        ...findPostalCodes(text, setting),
        ...findPeople(text),
        ...findIbans(text).filter(({ value }) => passesIban(value)),
        ...findUrls(current).map(shift),
        ...findIpAddresses(current).map(shift),
        ...findCodes(text),
        ...findDates(current, setting).map(shift),
      ],
      ofPack: packEntities.find(text, setting),
    };
  };

  const withTags = (
    { builtIn, ofPack }: ReturnType<typeof ruleFindings>,
    tagged: readonly Found[],
  ): Found[] => {
    const meets = (found: Found, others: readonly Found[]): boolean =>
      others.some((other) => other.start < found.end && found.start < other.end);
    const ruled = builtIn.filter(({ entity }) => entity === 'address');
    const all = [
      // The tagger knows names better than rules do; rules know how an address is written.
      ...builtIn.filter((found) => found.entity !== 'person' || !meets(found, tagged)),
      ...tagged.filter((found) => found.entity !== 'address' || !meets(found, ruled)),
    ].sort(
      (a, b) => order.indexOf(a.entity) - order.indexOf(b.entity) || b.confidence - a.confidence,
    );
    const kept: Found[] = [];
    for (const found of all)
      if (
        !kept.some(
          (other) =>
            other.start < found.end &&
            found.start < other.end &&
            !mayOverlap(found.entity, other.entity),
        )
      )
        kept.push(found);
    // A pack's kind may say more of what a built-in one found; both are kept.
    return [...kept, ...ofPack];
  };

  const begin: EntityReader['begin'] = (turn, before) => {
    const short = turn.text.length > readLength ? turn.text.slice(0, readLength) : turn.text;
    const dictation = dictationOf({ ...turn, text: short }, before);
    const setting: Setting = {
      asked: turn.speaker === 'customer' ? lastQuestion(turn, before) : '',
      region: pack.region,
      currency: pack.currency,
      now: turn.at,
      timezone: options.timezone ?? 0,
    };
    const rules = ruleFindings(dictation.text, short, dictation.from, setting);
    return (insights, tags = []) => {
      const tagged = ofTags(tags, short, dictation.from);
      const found = withTags(rules, tagged)
        .filter(
          ({ entity, end }) =>
            end > dictation.from && !(turn.speaker === 'agent' && entity === 'person'),
        )
        .map(({ entity, value, display, confidence, start, end }): EntityInsight => ({
          kind: 'entity',
          entity,
          value,
          display,
          confidence: Math.round(confidence * 100) / 100,
          evidence: dictation.own(start, end),
          sources: dictation.sources(start, end),
          model,
        }))
        .filter((insight) => insight.evidence.length > 0);
      const corrected =
        turn.speaker === 'customer'
          ? [
              ...correctedZip(found, dictation, setting, before, insights),
              ...correctedNumber(turn, before, insights),
            ]
          : [];
      return [...found, ...corrected].sort(
        (a, b) => (a.evidence[0]?.start ?? 0) - (b.evidence[0]?.start ?? 0),
      );
    };
  };
  return {
    begin,
    read: (turn, before, insights, tags) => begin(turn, before)(insights, tags),
  };
}
