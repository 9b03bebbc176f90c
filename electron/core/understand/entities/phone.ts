import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { digitRuns, type DigitRun } from '../personal-data/digit-runs.ts';
import type { Found, Setting } from './found.ts';

const phoneCue =
  /\b(?:(?:tele)?phone|mobile|cell|call(?:ing)?(?: me)?(?: back)?|reach|contact|text|number)\b/iu;
const otherCue =
  /\b(?:order|account|acct|card|zip|post(?:al)? ?code|address|invoice|ticket|case|reference|ref|tracking|amount|policy|serial|routing|iban|confirmation)\b/iu;

/**
 * With a cue a possible length is enough, as people make up or mishear numbers that no exchange
 * has; without one it must be a number that can exist.
 */
const parse = (digits: string, plus: boolean, region: string, cued: boolean) => {
  const number = parsePhoneNumberFromString(plus ? `+${digits}` : digits, region as CountryCode);
  return number !== undefined && (cued ? number.isPossible() : number.isValid())
    ? number
    : undefined;
};

/** All digits, or where they were said twice over the last ones that make a number. */
function numberIn(run: DigitRun, plus: boolean, region: string, cued: boolean) {
  const whole = parse(run.digits, plus, region, cued);
  if (whole !== undefined || plus) return { number: whole, start: run.start };
  for (let from = 1; from < run.units.length; from += 1) {
    const rest = run.units.slice(from);
    const digits = rest.map((unit) => unit.digits).join('');
    if (digits.length < 10) break;
    const number = parse(digits, false, region, cued);
    if (number !== undefined) return { number, start: rest[0]?.start ?? run.start };
  }
  return { number: undefined, start: run.start };
}

/**
 * Phone numbers as digits or words ("seven one five, triple two …"), checked for a possible length
 * by libphonenumber's metadata. Value E.164.
 */
export function findPhones(text: string, setting: Setting): Found[] {
  const found: Found[] = [];
  for (const run of digitRuns(text).runs) {
    if (run.digits.length < 7 || run.digits.length > 32) continue;
    const before = text.slice(Math.max(0, run.start - 40), run.start);
    const cued = phoneCue.test(before) || phoneCue.test(setting.asked);
    const other = otherCue.exec(before.slice(-25)) ?? (cued ? null : otherCue.exec(setting.asked));
    if (other !== null && !/\b(?:phone|mobile|cell)\b/iu.test(before)) continue;
    const said = text.slice(run.start, run.end);
    if (/[/:]/u.test(said) || (!cued && run.digits.length < 10)) continue;
    const plus = text.charAt(run.start - 1) === '+';
    const { number, start } = numberIn(run, plus, setting.region, cued);
    if (number === undefined) continue;
    found.push({
      entity: 'phone',
      value: number.number,
      display:
        number.country === setting.region || number.countryCallingCode === '1'
          ? number.formatNational()
          : number.formatInternational(),
      confidence: cued ? 0.95 : 0.75,
      start: plus ? start - 1 : start,
      end: run.end,
    });
  }
  return found;
}
