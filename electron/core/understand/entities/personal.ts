import type { TokenTag } from '#core/ports.ts';
import { findAddresses, findPostalCodes } from './address.ts';
import { redactionMasks } from '../personal-data/redactor.ts';
import { findAges } from './ages.ts';
import { findCalendarDates } from './calendar-dates.ts';
import { findEmails, findPeople } from './codes.ts';
import type { Found, Setting } from './found.ts';
import {
  findDriverLicences,
  findIbans,
  findIpAddresses,
  findSsns,
  findUrls,
} from './identifiers.ts';
import { findLoosePhones } from './loose-phones.ts';
import { mergeTags } from './merge-tags.ts';
import { findNamedThings } from './named-things.ts';
import { findPhones } from './phone.ts';
import { findStreetAddresses } from './street-address.ts';

export interface PersonalOptions {
  /** ISO 3166 region whose phone numbers are written without a prefix. US when absent. */
  readonly region?: string;
  /** What a tagger found in this very text; none is installed when absent. */
  readonly tags?: readonly TokenTag[];
  /** What was asked before this text was said, lower case. */
  readonly asked?: string;
}

/**
 * Everything in a text that names, reaches or places a person, by place, without overlaps: cards
 * and codes as the redactor masks them, then rules, merged with a tagger's answers. A miss costs
 * more than a false alarm here; what an agent is shown comes from `createEntityReader`.
 */
export function findPersonal(text: string, options: PersonalOptions = {}): Found[] {
  const setting: Setting = {
    asked: options.asked ?? '',
    region: options.region ?? 'US',
    currency: 'USD',
    now: 0,
    timezone: 0,
  };
  const masked = redactionMasks(text).map(({ start, end, kind }): Found => {
    const said = text.slice(start, end);
    const entity = kind === 'card_number' ? 'card' : 'security_code';
    return { entity, value: said.replace(/\D/gu, ''), display: said, confidence: 0.98, start, end };
  });
  const rules = [
    ...masked,
    ...findIbans(text),
    ...findEmails(text),
    ...findUrls(text),
    ...findIpAddresses(text),
    ...findSsns(text),
    ...findDriverLicences(text),
    ...findPhones(text, setting),
    ...findLoosePhones(text),
    ...findStreetAddresses(text),
    ...findAddresses(text),
    ...findPostalCodes(text, setting),
    ...findNamedPostalCodes(text),
    ...findCalendarDates(text),
    ...findAges(text),
    ...findPeople(text),
    ...findNamedThings(text),
  ];
  return mergeTags(rules, options.tags ?? [], text);
}

/** Presidio's names of our kinds, for evaluation. */
export const presidioTypes: Readonly<Record<string, string>> = {
  ...{ person: 'PERSON', address: 'STREET_ADDRESS', place: 'GPE', organization: 'ORGANIZATION' },
  ...{ card: 'CREDIT_CARD', calendar_date: 'DATE_TIME', age: 'AGE', phone: 'PHONE_NUMBER' },
  ...{ nrp: 'NRP', email: 'EMAIL_ADDRESS', title: 'TITLE', iban: 'IBAN_CODE' },
  ...{ postal_code: 'ZIP_CODE', url: 'DOMAIN_NAME', ip_address: 'IP_ADDRESS', ssn: 'US_SSN' },
  ...{ driver_licence: 'US_DRIVER_LICENSE' },
};

const namedPostal =
  /\b(?:zip|post(?:al)?)(?: ?codes?)?(?: number)?(?: is(?: now)?|:| to| of|,)?[ :]{1,3}((?=[A-Z\d -]{0,8}\d)[A-Z\d]{2,6}(?:[ -][A-Z\d]{2,5})?)(?![\p{L}\p{N}])/giu;

/** Postal codes of any country right after the word. */
function findNamedPostalCodes(text: string): Found[] {
  return [...text.matchAll(namedPostal)].map((match): Found => {
    const value = match[1] ?? '';
    const start = match.index + match[0].length - value.length;
    return {
      entity: 'postal_code',
      value: value.toUpperCase(),
      display: value,
      confidence: 0.93,
      start,
      end: start + value.length,
    };
  });
}
