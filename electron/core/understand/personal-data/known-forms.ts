import { everydayWords } from '../entities/everyday-words.ts';
import type { Found } from '../entities/found.ts';
import { wordNames } from '../entities/given-names.ts';

/** What has come up in a session, to be recognised where nothing around it gives it away. */
export interface KnownForms {
  learn(found: Found): void;
  /** Places in a text where something known is written again. */
  find(text: string): Found[];
  /** The same for every way of writing one value. */
  keyOf(found: Found): string;
}

/** Kinds that are the same thing wherever their words stand. */
const recurring: ReadonlySet<string> = new Set([
  ...['person', 'email', 'phone', 'iban', 'ssn', 'address', 'organization', 'driver_licence'],
]);
const leastLetters = 3;
/** Digits that tell phone numbers apart, however their country and area are written. */
const phoneDigits = 9;

const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

export function knownForms(): KnownForms {
  /** First or last name to the key of the one person who has it; undefined when two do. */
  const parts = new Map<string, string | undefined>();
  const alone = new Set<string>();
  const forms = new Map<string, Found>();
  const byFirst = new Map<string, string[]>();

  const keyOf = ({ entity, value, display }: Found): string => {
    const said = plain(value);
    switch (entity) {
      case 'phone': {
        const digits = said.replace(/\D/gu, '');
        return digits.length >= phoneDigits ? digits.slice(-phoneDigits) : digits;
      }
      case 'person':
        return parts.get(said) ?? said;
      case 'literal':
        return display;
      case 'iban':
      case 'ssn':
      case 'driver_licence':
      case 'postal_code':
        return said.replace(/[^\p{L}\p{N}]/gu, '');
      case 'address':
        return said.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
      default:
        return said;
    }
  };

  const remember = (form: string, found: Found): void => {
    const lower = form.toLowerCase();
    if (lower.replace(/[^\p{L}\p{N}]/gu, '').length < leastLetters || forms.has(lower)) return;
    forms.set(lower, found);
    const first = wordAt(lower, 0);
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), lower].sort((a, b) => b.length - a.length),
    );
  };

  return {
    keyOf,
    learn: (found) => {
      if (!recurring.has(found.entity)) return;
      const form = found.display;
      remember(form, found);
      const words = plain(found.value).split(' ');
      if (found.entity === 'person' && words.length === 1 && !parts.has(plain(found.value)))
        alone.add(plain(found.value));
      if (found.entity !== 'person' || words.length < 2) return;
      const key = keyOf(found);
      for (const part of [words[0], words.at(-1)]) {
        if (part === undefined || part.length < leastLetters) continue;
        // Who came up as "Anna" first keeps that placeholder when "Anna Lee" comes up.
        if (alone.has(part)) continue;
        if (parts.has(part) && parts.get(part) !== key) parts.set(part, undefined);
        else parts.set(part, key);
        remember(part, { ...found, value: part, display: part });
      }
    },
    find: (text) => {
      if (forms.size === 0) return [];
      const found: Found[] = [];
      const lower = text.toLowerCase();
      // Some letters change their length in lower case; places would not fit.
      if (lower.length !== text.length) return [];
      for (const match of lower.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
        const start = match.index;
        if (start < (found.at(-1)?.end ?? 0)) continue;
        for (const form of byFirst.get(match[0]) ?? []) {
          const lead = form.indexOf(match[0]);
          const from = start - lead;
          if (from < 0 || !lower.startsWith(form, from)) continue;
          if (/[\p{L}\p{N}]/u.test(lower.charAt(from + form.length))) continue;
          const known = forms.get(form);
          if (known === undefined) continue;
          const said = text.slice(from, from + form.length);
          // "Hope" is a name here; "i hope" is none.
          const everyday = wordNames.has(form) || everydayWords.has(form);
          if (known.entity === 'person' && everyday && /^\p{Ll}/u.test(said)) continue;
          found.push({ ...known, display: said, start: from, end: from + form.length });
          break;
        }
      }
      return found;
    },
  };
}

const wordAt = (text: string, from: number): string =>
  /[\p{L}\p{M}\p{N}]+/u.exec(text.slice(from))?.[0] ?? '';
