import { placeholderPattern } from './card-placeholders.ts';

/** @file The words that tell whether digits belong to a payment card. */

/** `card` and `code` are masked; `weak` speaks of a card but maybe not of its number. */
export type CueKind = 'card' | 'weak' | 'code' | 'other';

export interface Cue {
  readonly kind: CueKind;
  readonly start: number;
  readonly end: number;
}

/** In order: an earlier kind wins where two match at the same place. */
const cuePatterns: readonly { readonly kind: CueKind; readonly pattern: RegExp }[] = [
  {
    kind: 'code',
    pattern:
      /\b(?:cvv2?|cvc2?|csc|c v v|c v c|(?<!social )security (?:code|number|digits?)|card verification(?: (?:code|value|number))?|verification value|(?:code|numbers?|digits?) (?:on|at|from) the (?:back|reverse|rear)|signature (?:strip|panel)|(?:three|3|four|4)[ -]digit (?:security )?(?:code|number)|last three digits|card pin|pin (?:number )?(?:for|of|on) (?:the|my|your) card)\b/giu,
  },
  {
    kind: 'card',
    pattern:
      /\b(?:card(?:'s)? ?(?:numbers?|no\.?|num|digits|details|info(?:rmation)?)|cards? (?:is|ends?|ending|starts?|starting)|number (?:on|of|for|from|off) (?:the|my|your|this|that) (?:\w+ )?card|long (?:card )?number|(?:sixteen|16|fifteen|15)[ -]digits?(?: number)?|(?:number|digits) (?:on|across) the front|front of (?:the|my|your) card|visa|master ?card|amex|american express|maestro|diners(?: club)?|expiry|expir(?:es|ation)|exp date|valid (?:thru|through|until)|name on (?:the|my|your) card|card ?holder)\b/giu,
  },
  {
    kind: 'other',
    pattern:
      /\b(?:order(?: (?:number|id|no))?s?|(?:tele)?phone|mobile|cell(?:phone)?|call(?: (?:you|me|us|him|her|them))? ?back|(?:reach|call|ring|text) (?:me|you|us) (?:at|on)|(?:account|acct|routing|invoice|ticket|case|reference|ref|confirmation|tracking|serial|model|membership|member|policy|booking|reservation|customer|claim|flight|meter)(?: (?:number|id|no))?|sort code|zip(?: ?code)?|post(?:al)? ?code|address|street|imei|iban|amount|date of birth|dob|birth(?:day| date)|social(?: security)?(?: number)?|ssn)\b/giu,
  },
  { kind: 'weak', pattern: /\bcards?\b/giu },
];

/** All cues of a text in order of place; a stretch of text counts once. */
export function cuesOf(text: string): Cue[] {
  const plain = text.replace(placeholderPattern, (found) => ' '.repeat(found.length));
  const found: Cue[] = [];
  const marks = new Uint8Array(plain.length);
  for (const { kind, pattern } of cuePatterns) {
    for (const match of plain.matchAll(pattern)) {
      const cue = { kind, start: match.index, end: match.index + match[0].length };
      if (marks.subarray(cue.start, cue.end).includes(1)) continue;
      marks.fill(1, cue.start, cue.end);
      found.push(cue);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Right after a number: it counts something and is no part of a card number. */
export const countedAfter =
  /^[\s.,]*(?:dollars?|bucks?|cents?|pounds?|quid|euros?|usd|eur|gbp|percent|per cent|%|business days?|working days?|days?|weeks?|months?|years?|hours?|minutes?|times|items?|people|o'?clock|a\.?m\b|p\.?m\b|a m\b|p m\b|(?:\w+ ){0,2}(?:street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd)\b)/iu;

/** Right before a number: an amount. */
export const amountBefore = /(?:[$€£¥]|\b(?:usd|eur|gbp)) ?$/iu;

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** Right before or after a day or a year: a date. */
export const monthBefore = new RegExp(
  `\\b(?:${months})[ ,.]*(?:\\d{1,2}(?:st|nd|rd|th)?[ ,]*)?$`,
  'iu',
);
export const monthAfter = new RegExp(`^ ?(?:st|nd|rd|th)?[ ,.]*(?:of )?(?:${months})\\b`, 'iu');

/** Right before a four-digit number: a year. */
export const yearBefore = /\b(?:in|since|from|until|till|before|after|year|of|by) $/iu;
