import type { FieldValue } from '#domain/connector.ts';
import type { FactValue } from './facts.ts';

export interface Filled {
  readonly text: string;
  /** Slots nothing could fill. */
  readonly missing: readonly string[];
  /** What went in, by slot. */
  readonly used: Readonly<Record<string, FactValue>>;
}

export type Lookup = (slot: string) => FactValue | undefined;

const slot = /\{([^{}]+)\}/g;

/** Fills `{order.number}` and the like. A value is put in as it is: braces in it stay braces. */
export function fill(template: string, lookup: Lookup): Filled {
  const missing: string[] = [];
  const used: Record<string, FactValue> = {};
  const text = template.replaceAll(slot, (whole, name: string) => {
    const value = lookup(name.trim());
    if (value === undefined) {
      missing.push(name.trim());
      return whole;
    }
    used[name.trim()] = value;
    return value.text;
  });
  return { text, missing, used };
}

/**
 * The value a record field is set to. A template that is one slot gives the value itself (minor
 * units, ISO day), any other gives words; with something missing it is `null`.
 */
export function fillField(
  template: FieldValue,
  lookup: Lookup,
): { readonly value: FieldValue; readonly missing: readonly string[] } {
  if (typeof template !== 'string') return { value: template, missing: [] };
  const alone = /^\{([^{}]+)\}$/.exec(template.trim())?.[1]?.trim();
  if (alone !== undefined) {
    const found = lookup(alone);
    return found === undefined
      ? { value: null, missing: [alone] }
      : { value: found.raw, missing: [] };
  }
  const filled = fill(template, lookup);
  return filled.missing.length > 0
    ? { value: null, missing: filled.missing }
    : { value: filled.text, missing: [] };
}
