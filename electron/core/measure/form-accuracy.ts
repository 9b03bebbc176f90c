import type { Form } from '#domain/form.ts';
import { usStates } from '#domain/us-states.ts';

export interface FormPair {
  /** Which call, for the list of what was wrong. */
  readonly call: string;
  /** What the agent entered, by field name. */
  readonly expected: Readonly<Record<string, string>>;
  /** The filled form; absent when no form was chosen. */
  readonly form?: Form;
}

export interface FormAccuracy {
  readonly calls: number;
  readonly fields: number;
  readonly correct: number;
  /** correct / fields; 1 when there are none. */
  readonly accuracy: number;
  readonly wrong: readonly {
    readonly call: string;
    readonly field: string;
    readonly expected: string;
    readonly got: string;
  }[];
}

/** Longer names first, so that West Virginia is not read as Virginia. */
const states = Object.entries(usStates)
  .map(([name, code]) => [name, code.toLowerCase()] as const)
  .sort((a, b) => b[0].length - a[0].length);
const suffixes: Readonly<Record<string, string>> = {
  ...{ st: 'street', ave: 'avenue', rd: 'road', ln: 'lane', dr: 'drive', blvd: 'boulevard' },
  ...{ ct: 'court', pl: 'place', pkwy: 'parkway', hwy: 'highway', apt: 'apartment' },
};

/** `$113`, `113.00` and `113 dollars` are the same amount; undefined when it is none. */
export function normaliseMoney(text: string): string | undefined {
  const match = /^[$€£]? ?(\d[\d,]*(?:\.\d{1,2})?) ?(?:dollars?|usd)?$/iu.exec(text.trim());
  return match?.[1] === undefined ? undefined : Number(match[1].replaceAll(',', '')).toFixed(2);
}

/** `10:30am`, `10:30 AM` and `10.30 a.m.` are the same time; undefined when it is none. */
export function normaliseTime(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2}))? ?([ap])?\.? ?(?:m\.?)?$/iu.exec(text.trim());
  if (match?.[1] === undefined || (match[2] === undefined && match[3] === undefined))
    return undefined;
  const half = match[3]?.toLowerCase();
  const hour =
    (Number(match[1]) % 12) + (half === 'p' || (!half && Number(match[1]) >= 12) ? 12 : 0);
  return `${hour}:${match[2] ?? '00'}`;
}

/** Ten-digit phone numbers without their punctuation and country code; undefined when it is none. */
export function normalisePhone(text: string): string | undefined {
  const digits = text.replace(/\D/gu, '');
  if (!/^[\d\s()+.-]+$/u.test(text.trim()) || digits.length < 10) return undefined;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Case, punctuation, state names and street abbreviations do not matter; leading zeros do. */
export function normaliseText(text: string): string {
  let plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim()} `;
  for (const [name, code] of states) plain = plain.replaceAll(` ${name} `, ` ${code} `);
  return plain
    .trim()
    .split(' ')
    .map((word) => suffixes[word] ?? word)
    .join(' ');
}

type Kind = 'money' | 'phone' | 'time' | 'text';

const kindOf = (field: string): Kind =>
  /amount|money|price|total/u.test(field)
    ? 'money'
    : /phone|mobile/u.test(field)
      ? 'phone'
      : /(?:^|_)time(?:$|_)/u.test(field)
        ? 'time'
        : 'text';

const normalise: Readonly<Record<Kind, (text: string) => string | undefined>> = {
  money: normaliseMoney,
  phone: normalisePhone,
  time: normaliseTime,
  text: normaliseText,
};

/** Whether what a person sees in the field means what the agent entered. */
export function sameValue(field: string, expected: string, got: string): boolean {
  const as = normalise[kindOf(field)];
  const wanted = as(expected);
  if (wanted !== undefined && wanted === as(got)) return true;
  return normaliseText(expected) !== '' && normaliseText(expected) === normaliseText(got);
}

/**
 * Compares filled forms with what the agents of those calls entered, field by field. A field that
 * is not in the form, empty or different is wrong; fields the agent did not fill are not counted.
 */
export function scoreForms(pairs: readonly FormPair[]): FormAccuracy {
  const wrong: FormAccuracy['wrong'][number][] = [];
  let fields = 0;
  for (const { call, expected, form } of pairs)
    for (const [field, value] of Object.entries(expected)) {
      if (value.trim() === '') continue;
      fields += 1;
      const filled = form?.fields.find(({ name }) => name === field);
      const got = filled?.display ?? filled?.value ?? '';
      // A money field's value is in minor units, so only its display is compared.
      const matches =
        sameValue(field, value, got) ||
        (kindOf(field) !== 'money' && sameValue(field, value, filled?.value ?? ''));
      if (!matches) wrong.push({ call, field, expected: value, got });
    }
  const correct = fields - wrong.length;
  return {
    calls: pairs.length,
    fields,
    correct,
    accuracy: fields === 0 ? 1 : correct / fields,
    wrong,
  };
}
