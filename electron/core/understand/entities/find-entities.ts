import type { Turn } from '#domain/conversation.ts';
import type { EntityInsight, Insight, ModelRef } from '#domain/insight.ts';
import type { PackManifest } from '#domain/pack.ts';
import { findAddresses, findPostalCodes } from './address.ts';
import { findCodes, findEmails, findPeople } from './codes.ts';
import { correctedNumber, correctedZip } from './corrections.ts';
import { findDates } from './dates.ts';
import { dictationOf, lastQuestion } from './dictation.ts';
import type { Found, Setting } from './found.ts';
import { findMoney } from './money.ts';
import type { PackEntityFinder } from './pack-entities.ts';
import { findPhones } from './phone.ts';
import { findTimes } from './time.ts';

/** Longer turns are read up to here; nobody dictates a number after so many words. */
export const readLength = 20_000;

export type EarlierInsights = Readonly<Record<string, readonly Insight[]>>;

export interface EntityReader {
  /** Everything named in this turn, numbers dictated over several turns merged. In order of place. */
  read(turn: Turn, before: readonly Turn[], insights: EarlierInsights): EntityInsight[];
}

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
  ...['postal_code', 'person'],
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

  const detect = (text: string, current: string, from: number, setting: Setting): Found[] => {
    const builtIn = [
      ...findEmails(text),
      ...findAddresses(text),
      ...findPhones(text, setting),
      ...findMoney(text, setting),
      ...findTimes(text, setting),
      ...findPostalCodes(text, setting),
      ...findPeople(text),
      ...findCodes(text),
      ...findDates(current, setting).map((found) => ({
        ...found,
        start: found.start + from,
        end: found.end + from,
      })),
    ].sort(
      (a, b) => order.indexOf(a.entity) - order.indexOf(b.entity) || b.confidence - a.confidence,
    );
    const kept: Found[] = [];
    for (const found of builtIn)
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
    return [...kept, ...packEntities.find(text, setting)];
  };

  return {
    read: (turn, before, insights) => {
      const short = turn.text.length > readLength ? turn.text.slice(0, readLength) : turn.text;
      const dictation = dictationOf({ ...turn, text: short }, before);
      const setting: Setting = {
        asked: turn.speaker === 'customer' ? lastQuestion(turn, before) : '',
        region: pack.region,
        currency: pack.currency,
        now: turn.at,
        timezone: options.timezone ?? 0,
      };
      const found = detect(dictation.text, short, dictation.from, setting)
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
    },
  };
}
