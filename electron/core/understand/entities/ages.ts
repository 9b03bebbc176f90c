import { readNumber, wordsOf } from '../number-words.ts';
import type { Found } from './found.ts';

const after =
  /^(?:[ -]?(?:years?|yrs?)(?:[ -]?(?:old|of age))|[ -]?y\/o\b|[ -]?yo\b|[ -]year[ -]olds?\b)/iu;
const before =
  /\b(?:aged?(?: of| is)?|turn(?:ed|ing|s)?|i am|i'm|she's|he's|she is|he is|is now|i'll be|will be) $/iu;
/** After these a number is an age without more words. */
const sure = /\b(?:aged?(?: of| is)?|turn(?:ed|ing)?) $/iu;
const closes = /^(?:[ ]?[.,;:!?)]|$|\n| (?:and|but|so|now|today|tomorrow|next|this|last|in)\b)/u;

/** Ages of persons in years: "79 year old", "aged 41", "I'll turn thirty". The span is the number. */
export function findAges(text: string): Found[] {
  const words = wordsOf(text);
  const found: Found[] = [];
  for (let index = 0; index < words.length;) {
    const number = readNumber(words, index);
    if (number === undefined) {
      index += 1;
      continue;
    }
    index += number.count;
    const { value, start, end } = number;
    if (value < 1 || value > 120) continue;
    const lead = text.slice(Math.max(0, start - 20), start);
    const tail = text.slice(end, end + 20);
    const named = after.test(tail) && !/^ years?(?! old| of age)/iu.test(tail);
    const led = sure.test(lead) && closes.test(tail) && !/^\s*[.:]\d/u.test(tail);
    if (!named && !led) continue;
    found.push({
      entity: 'age',
      value: String(value),
      display: String(value),
      confidence: named ? 0.95 : before.test(lead) ? 0.8 : 0.7,
      start,
      end,
    });
  }
  return found;
}
