import { invalid, type PackFailure } from './failure.ts';

/** @file What the cross-checks share: names that must exist, and exist once. */

/** Entities every pack has, from `understand/`. */
export const builtInEntities: readonly string[] = [
  'email',
  'phone',
  'postal_code',
  'address',
  'person',
  'date',
  'weekday',
  'time',
  'money',
  'percentage',
  'iban',
  'card',
  // In forms only: the words that answer the field's question, whatever they are.
  'answer',
];

/** What a pack may refer to by name. */
export interface Names {
  readonly intents: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
}

export const file = 'pack.yaml';

/** The checks of one pack stop at the first fault, so that one sentence is enough. */
export type Check = () => PackFailure | undefined;
export const first = (checks: Iterable<Check>): PackFailure | undefined => {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const list = (names: Iterable<string>): string => [...names].join(', ') || 'none';

export function duplicate(
  what: string,
  names: readonly string[],
  where = file,
): PackFailure | undefined {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? undefined
    : invalid(where, `the ${what} "${twice}" is there twice`, 'Give one of them another name.');
}

/** A reference to a name that must exist. */
export function missing(
  where: string,
  what: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): PackFailure | undefined {
  const absent = names.find((name) => !known.has(name));
  return absent === undefined
    ? undefined
    : invalid(
        where,
        `there is no ${what} "${absent}"`,
        `Mend the name or add it; there are ${list(known)}.`,
      );
}
