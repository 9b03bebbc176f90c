import type { VaultContents } from './vault.ts';

/** @file Typed placeholders: "[person 1]", numbered as things come up. */

/** What a placeholder is called, by kind of entity; kinds not listed keep their own name. */
const names: Readonly<Record<string, string>> = {
  ...{ calendar_date: 'date', postal_code: 'postal code', ip_address: 'ip address' },
  ...{ url: 'web address', ssn: 'social security number', driver_licence: 'driving licence' },
  ...{ iban: 'account', nrp: 'group', literal: 'text' },
};

/** Anything that looks like a numbered placeholder, ours or the writer's own. */
export const placeholderShape = /\[[a-z][a-z ]{0,40} \d{1,9}\]/gu;

export interface Placeholders {
  /** The placeholder of a value: the same one for the same kind and key, however it was written. */
  take(kind: string, key: string, form: string): string;
  /** Without counting a use; undefined when the value never came up. */
  known(kind: string, key: string): string | undefined;
  readonly contents: VaultContents;
  /** Distinct values by name of placeholder. */
  readonly counts: Readonly<Record<string, number>>;
}

export function createPlaceholders(): Placeholders {
  const byKey = new Map<string, string>();
  const entries = new Map<
    string,
    { kind: string; forms: string[]; others: Record<string, number>; uses: number }
  >();
  const counts: Record<string, number> = {};
  return {
    take: (kind, key, form) => {
      const name = names[kind] ?? kind.replaceAll('_', ' ').toLowerCase();
      let placeholder = byKey.get(`${kind}\n${key}`);
      if (placeholder === undefined) {
        counts[name] = (counts[name] ?? 0) + 1;
        placeholder = `[${name} ${counts[name]}]`;
        byKey.set(`${kind}\n${key}`, placeholder);
        entries.set(placeholder, { kind, forms: [form], others: {}, uses: 0 });
      }
      const entry = entries.get(placeholder);
      if (entry === undefined) return placeholder;
      let at = entry.forms.indexOf(form);
      if (at < 0) at = entry.forms.push(form) - 1;
      if (at > 0) entry.others[String(entry.uses)] = at;
      entry.uses += 1;
      return placeholder;
    },
    known: (kind, key) => byKey.get(`${kind}\n${key}`),
    get contents() {
      return Object.fromEntries(
        [...entries].map(([placeholder, { kind, forms, others }]) => [
          placeholder,
          { kind, forms: [...forms], others: { ...others } },
        ]),
      );
    },
    get counts() {
      return { ...counts };
    },
  };
}

export interface Restorer {
  /**
   * Puts the values back. Texts in the order they were redacted come back letter by letter; in
   * another order a value that was written in two ways may come back in the other one.
   */
  restore(text: string): string;
}

/** Placeholders that the vault does not know stay as they are. */
export function createRestorer(contents: VaultContents): Restorer {
  const uses = new Map<string, number>();
  return {
    restore: (text) =>
      text.replace(placeholderShape, (placeholder) => {
        const entry = Object.hasOwn(contents, placeholder) ? contents[placeholder] : undefined;
        if (entry === undefined) return placeholder;
        const use = uses.get(placeholder) ?? 0;
        uses.set(placeholder, use + 1);
        return entry.forms[entry.others[String(use)] ?? 0] ?? placeholder;
      }),
  };
}
