import type { TokenTag } from '#core/ports.ts';
import type { Found } from './found.ts';

/** Kinds with a form that can be checked: where rules find one, a tag on the same place is dropped. */
export const typedKinds: ReadonlySet<string> = new Set([
  ...['card', 'security_code', 'email', 'iban', 'phone', 'ssn', 'ip_address', 'url'],
  ...[
    'driver_licence',
    'postal_code',
    'age',
    'calendar_date',
    'date',
    'time',
    'money',
    'percentage',
  ],
]);

/** Kinds in which a tag knows better than rules. */
const taggedKinds: ReadonlySet<string> = new Set([
  ...['person', 'place', 'organization', 'address', 'nrp', 'title'],
]);

const kindOfLabel: Readonly<Record<string, string>> = {
  ...{ person: 'person', per: 'person', name: 'person' },
  ...{ gpe: 'place', loc: 'place', location: 'place', place: 'place' },
  ...{ organization: 'organization', organisation: 'organization', org: 'organization' },
  ...{ street_address: 'address', address: 'address' },
  ...{ nrp: 'nrp', norp: 'nrp', title: 'title' },
  ...{ date_time: 'calendar_date', date: 'calendar_date', age: 'age', zip_code: 'postal_code' },
  ...{ phone_number: 'phone', email_address: 'email', credit_card: 'card', iban_code: 'iban' },
  ...{ us_ssn: 'ssn', ip_address: 'ip_address', domain_name: 'url' },
  ...{ us_driver_license: 'driver_licence' },
};

/** Our kind for a label of a tagger; undefined for labels that mean nothing to us. */
export const kindOfTag = (label: string): string | undefined => kindOfLabel[label.toLowerCase()];

/** A tag below this says nothing. */
export const leastTag = 0.55;
/** A rule this sure stands beside a tagger that saw nothing there. */
const sureRule = 0.6;

/**
 * Joins what rules found with the tags of a model, into spans that do not overlap, by place.
 *
 * 1. Rules win where a form can be checked (`typedKinds`); a tag that overlaps them is dropped, but
 *    an address around a postal code, date or age keeps them inside and swallows them.
 * 2. For persons, places, organisations, addresses, nationalities and titles the tag's span wins
 *    over every rule it touches. Tags of checkable kinds fill in only where no rule found anything.
 * 3. A rule of those kinds that no tag touches stays when it is sure (0.6): it had a cue or a list.
 * 4. Among equals the more confident wins, then the longer, then the earlier.
 */
export function mergeTags(
  rules: readonly Found[],
  tags: readonly TokenTag[],
  text: string,
): Found[] {
  const tagged = tags.flatMap((tag): Found[] => {
    const entity = kindOfTag(tag.label);
    if (entity === undefined || tag.confidence < leastTag || tag.end <= tag.start) return [];
    const said = text.slice(tag.start, tag.end);
    const value = said.toLowerCase().replace(/\s+/gu, ' ');
    return [
      { entity, value, display: said, confidence: tag.confidence, start: tag.start, end: tag.end },
    ];
  });
  const all = [
    ...(tags.length > 0 ? sureOnly(rules) : rules).map((found) => ({
      found,
      rank: rankOfRule(found),
    })),
    ...tagged.map((found) => ({ found, rank: rankOfTag(found) })),
  ];
  return settle(all);
}

/** Higher goes first; see the rules above. */
const ranks: Readonly<Record<string, number>> = {
  ...{ card: 9, security_code: 9, iban: 8.9, email: 8.8, url: 8.7, ip_address: 8.6, ssn: 8.5 },
  ...{ driver_licence: 9.5, phone: 6, money: 5.8, percentage: 5.8, address: 5, calendar_date: 4 },
  ...{ date: 4, time: 4, age: 4, postal_code: 2 },
};
const guessedPhone = 3.5;
const tagRank = 5.5;
/** The fewest digits of a card number that any issuer uses (ISO/IEC 7812 allows from 8). */
const wholeCard = 12;

function rankOfRule({ entity, confidence, value, display }: Found): number {
  // Pieces of a card number are told from house numbers by what stands around them.
  if (entity === 'card' && (value.length < wholeCard || display.includes('\n'))) return 4.9;
  // A whole date is no house number and street; a year alone may be one.
  if (entity === 'calendar_date' && /\D/u.test(display) && /\d{4}/u.test(display)) return 5.3;
  if (entity === 'phone' && confidence < 0.8) return guessedPhone;
  // "zip code 2200": the words before it say so.
  if (entity === 'postal_code' && confidence > 0.9) return 5.2;
  return ranks[entity] ?? 3;
}

const rankOfTag = ({ entity }: Found): number => (taggedKinds.has(entity) ? tagRank : 1);

/** When a tagger is installed, the unsure guesses of the rules go. */
export const sureOnly = (rules: readonly Found[]): Found[] =>
  rules.filter((found) => !taggedKinds.has(found.entity) || found.confidence >= sureRule);

/** Those of the highest rank that do not overlap, then the next; by place. */
export function settle(all: readonly { readonly found: Found; readonly rank: number }[]): Found[] {
  const sorted = all.toSorted(
    (a, b) =>
      b.rank - a.rank ||
      b.found.confidence - a.found.confidence ||
      b.found.end - b.found.start - (a.found.end - a.found.start) ||
      a.found.start - b.found.start,
  );
  // Kept by place, so that a long text costs n log n.
  const kept: Found[] = [];
  for (const { found } of sorted) {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle]?.start ?? 0) < found.start) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [kept[low - 1], kept[low]];
    if (
      (before !== undefined && before.end > found.start) ||
      (after !== undefined && after.start < found.end)
    )
      continue;
    kept.splice(low, 0, found);
  }
  return kept;
}
